import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, iamRefused } from './what';
import { ADMIN, DELEGATE, inConsole, user } from './who';

const DELEGATED: readonly IdentityEventName[] = ['AccessDelegated'];
const REQUEST = { delegationRequestId: 'example' };

/**
 * Permissions lent to others, and identities that become tokens; only successes count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-temporary-delegation.html
 */
export const DELEGATION: readonly LabelledEvent[] = [
  { name: 'delegation accepted', event: iam(ADMIN, 'AcceptDelegationRequest', REQUEST), rings: DELEGATED },
  { name: 'delegation accepted by a user', event: iam(inConsole(user()), 'AcceptDelegationRequest', REQUEST), rings: DELEGATED },
  { name: 'delegation token sent', event: iam(ADMIN, 'SendDelegationToken', REQUEST), rings: DELEGATED },
  { name: 'delegation token sent by a user', event: iam(inConsole(user()), 'SendDelegationToken', REQUEST), rings: DELEGATED },
  { name: 'tokens for others enabled', event: iam(ADMIN, 'EnableOutboundWebIdentityFederation'), rings: DELEGATED },
  { name: 'tokens for others enabled by a delegate', event: iam(DELEGATE, 'EnableOutboundWebIdentityFederation'), rings: DELEGATED },
  { name: 'delegation accepted, refused', event: iamRefused(inConsole(user()), 'AcceptDelegationRequest'), rings: ['UnauthorizedApiCall'] },
  { name: 'delegation accepted, no such request', event: iam(ADMIN, 'AcceptDelegationRequest', REQUEST, { errorCode: 'NoSuchEntityException' }), rings: [] },
  { name: 'delegation asked for', event: iam(ADMIN, 'CreateDelegationRequest'), rings: [] },
  { name: 'delegation rejected', event: iam(ADMIN, 'RejectDelegationRequest', REQUEST), rings: [] },
  { name: 'tokens for others disabled', event: iam(ADMIN, 'DisableOutboundWebIdentityFederation'), rings: [] },
  // the record of https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-cloudtrail.html
  { name: 'a delegate reads', event: iam(DELEGATE, 'GetUserPolicy', { userName: 'alice', policyName: 'more' }, { readOnly: true }), rings: [] },
  { name: 'a delegate is refused', event: apiCall(DELEGATE, 's3', 'ListBuckets', null, { errorCode: 'AccessDenied', readOnly: true }), rings: ['UnauthorizedApiCall'] },
];
