import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, iamRefused } from './what';
import { ACCOUNT, ADMIN, inConsole, MEMBER, session, user } from './who';

const CENTRAL: readonly IdentityEventName[] = ['RootAccessManagement'];

const TASK = { targetPrincipal: MEMBER, taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' } };

/** Who may act as the root of a member account, and whoever does; only successes count. */
export const CENTRAL_ROOT: readonly LabelledEvent[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html; what the member's trail says of the
  // caller: the table in https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
  {
    name: 'root session asked for',
    event: apiCall({ ...ADMIN, sessionContext: session({ assumedRoot: 'true' }) }, 'sts', 'AssumeRoot', TASK, { awsRegion: 'us-west-2' }),
    rings: CENTRAL,
  },
  { name: 'root session asked for by a user', event: apiCall(inConsole(user()), 'sts', 'AssumeRoot', TASK), rings: CENTRAL },
  { name: 'root session asked for, in the trail of the member', event: apiCall({ type: 'AWSAccount', accountId: ACCOUNT }, 'sts', 'AssumeRoot', TASK, { recipientAccountId: MEMBER }), rings: CENTRAL },
  { name: 'root session refused', event: apiCall(user(), 'sts', 'AssumeRoot', null, { errorCode: 'AccessDenied' }), rings: ['UnauthorizedApiCall'] },
  { name: 'role assumed', event: apiCall(user(), 'sts', 'AssumeRole', null, { readOnly: true }), rings: [] },

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
  { name: 'root sessions enabled', event: iam(ADMIN, 'EnableOrganizationsRootSessions'), rings: CENTRAL },
  { name: 'root sessions disabled', event: iam(ADMIN, 'DisableOrganizationsRootSessions'), rings: CENTRAL },
  { name: 'management of root credentials enabled', event: iam(ADMIN, 'EnableOrganizationsRootCredentialsManagement'), rings: CENTRAL },
  { name: 'management of root credentials disabled', event: iam(ADMIN, 'DisableOrganizationsRootCredentialsManagement'), rings: CENTRAL },
  { name: 'root sessions enabled, refused', event: iamRefused(user(), 'EnableOrganizationsRootSessions'), rings: ['UnauthorizedApiCall'] },
  { name: 'features of central root listed', event: iam(ADMIN, 'ListOrganizationsFeatures', null, { readOnly: true }), rings: [] },
  {
    name: 'another account may manage root',
    event: apiCall(ADMIN, 'organizations', 'RegisterDelegatedAdministrator', { accountId: MEMBER, servicePrincipal: 'iam.amazonaws.com' }),
    rings: CENTRAL,
    missed: { RootAccessManagement: 'a call to Organizations, which registers administrators of every service in the same way' },
  },
  {
    name: 'another account may manage something else',
    event: apiCall(ADMIN, 'organizations', 'RegisterDelegatedAdministrator', { accountId: MEMBER, servicePrincipal: 'guardduty.amazonaws.com' }),
    rings: [],
  },
];
