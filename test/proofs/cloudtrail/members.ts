import type { LabelledEvent } from './labelled-event';
import { apiCall, consoleLogin } from './what';
import { byKey, inMember, MEMBER, role, root, user } from './who';

/**
 * An organization trail records the members' events too, each with its recipientAccountId; the caller's account may be another:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const MEMBERS: readonly LabelledEvent[] = [
  { name: "a member's user, no MFA", event: consoleLogin({ who: inMember(user()), mfaUsed: 'No' }), rings: ['UserSignInWithoutMfa'] },
  { name: "a member's user, MFA", event: consoleLogin({ who: inMember(user()), mfaUsed: 'Yes' }), rings: [] },
  { name: "a member's user, failure", event: consoleLogin({ who: inMember(user()), outcome: 'Failure', mfaUsed: 'No' }), rings: ['ConsoleSignInFailure'] },
  { name: "a member's root, no MFA", event: consoleLogin({ who: inMember(root()), mfaUsed: 'No' }), rings: ['RootSignInWithoutMfa', 'RootUserActivity'] },
  { name: "a member's root by key", event: apiCall(byKey(inMember(root())), 's3', 'ListBuckets', null, { readOnly: true }), rings: ['RootUserActivity'] },
  { name: "a member's Identity Center session", event: consoleLogin({ who: inMember(role('AWSReservedSSO_Admin_0123456789abcdef')), mfaUsed: 'No' }), rings: [] },
  { name: "a member's trail stopped", event: apiCall(inMember(user()), 'cloudtrail', 'StopLogging', { name: 'audit' }), rings: ['AuditTrailChange'] },
  {
    name: 'our user assumes a role of a member',
    event: apiCall(user(), 'sts', 'AssumeRole', null, { recipientAccountId: MEMBER, sharedEventID: 'EXAMPLE', readOnly: true }),
    rings: [],
  },
  { name: 'a user of the name Root, no MFA', event: consoleLogin({ who: user({ userName: 'Root' }), mfaUsed: 'No' }), rings: ['UserSignInWithoutMfa'] },
];
