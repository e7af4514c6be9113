import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, record, serviceEvent } from './what';
import { ACCOUNT, byKey, inConsole, role, root, ROOT_SESSION, session, user } from './who';

const ROOT: readonly IdentityEventName[] = ['RootUserActivity'];

const consoleOfRoot = root({ invokedBy: 'signin.amazonaws.com', sessionContext: session({}, 'true') });

/** What root does, and what AWS does on its behalf. */
export const ROOT_AT_WORK: readonly LabelledEvent[] = [
  // What root and users do in the console may carry invokedBy: panther-labs/panther-analysis, rules aws_root_access_key_created and
  // aws_update_credentials; "Root user, MFA changed" of the page on sign-in events is without.
  { name: 'root in the console, its own key', event: iam(consoleOfRoot, 'CreateAccessKey'), rings: ['RootUserActivity', 'IamAccessChange'] },
  { name: 'root in the console, reading', event: iam(consoleOfRoot, 'GetAccountSummary', null, { readOnly: true }), rings: ROOT },
  { name: 'root in the console, without invokedBy', event: iam(inConsole(root()), 'GetAccountSummary', null, { readOnly: true }), rings: ROOT },
  // cloudtrail-event-reference-record-contents: "An action was taken in the console that was not an API call"
  { name: 'root in the billing console', event: record(inConsole(root()), 'AwsConsoleAction', 'billingconsole.amazonaws.com', 'SetContactAddress', {}), rings: ROOT },
  { name: 'user in the console', event: iam({ ...inConsole(user()), invokedBy: 'signin.amazonaws.com' }, 'GetAccountSummary', null, { readOnly: true }), rings: [] },
  { name: 'user in the billing console', event: record(inConsole(user()), 'AwsConsoleAction', 'billingconsole.amazonaws.com', 'SetContactAddress', {}), rings: [] },

  // Root by access key, and in sessions by GetSessionToken, of which the page on IAM's calls says: "Root user identity".
  { name: 'root by key', event: apiCall(byKey(root()), 's3', 'ListBuckets', null, { readOnly: true }), rings: ROOT },
  { name: 'root by key, denied', event: apiCall(byKey(root()), 'ec2', 'RunInstances', null, { errorCode: 'Client.UnauthorizedOperation' }), rings: ['RootUserActivity', 'UnauthorizedApiCall'] },
  { name: 'root asks for a session', event: apiCall(byKey(root()), 'sts', 'GetSessionToken'), rings: ROOT },
  { name: 'root in such a session', event: apiCall(inConsole(root(), 'false'), 's3', 'ListBuckets', null, { readOnly: true }), rings: ROOT },
  { name: 'user by key', event: apiCall(byKey(user()), 's3', 'ListBuckets', null, { readOnly: true }), rings: [] },
  { name: 'user whose session has no MFA', event: apiCall(inConsole(user(), 'false'), 's3', 'ListBuckets', null, { readOnly: true }), rings: [] },
  { name: 'a central root session', event: apiCall(ROOT_SESSION, 's3', 'DeleteBucketPolicy', { bucketName: 'bucket' }), rings: ROOT },
  {
    name: 'a central root session, told as such', // assumedRoot: cloudtrail-event-reference-user-identity, sessionContext
    event: apiCall({ ...ROOT_SESSION, sessionContext: session({ assumedRoot: 'true' }) }, 'sqs', 'SetQueueAttributes'),
    rings: ROOT,
  },

  // Services that act as root: https://repost.aws/knowledge-center/cloudtrail-root-action-logs; invokedBy means a service:
  // cloudtrail-event-reference-user-identity. Service events:
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html (none with the type Root is printed
  // there; CIS and Security Hub's CloudWatch.1 exclude them all the same).
  { name: 'load balancing as root', event: apiCall(root({ invokedBy: 'elasticloadbalancing.amazonaws.com' }), 'ec2', 'DeleteNetworkInterface'), rings: [] },
  { name: 'auto scaling as root', event: apiCall(root({ invokedBy: 'autoscaling.amazonaws.com' }), 'ec2', 'TerminateInstances'), rings: [] },
  { name: 'service event of root', event: serviceEvent(root(), 'organizations', 'CreateAccountResult'), rings: [] },
  { name: 'service event of root at sign-in', event: serviceEvent(root({ invokedBy: 'signin.amazonaws.com' }), 'signin', 'UserAuthentication'), rings: [] },
  { name: 'key rotated', event: serviceEvent({ accountId: ACCOUNT, invokedBy: 'AWS Internal' }, 'kms', 'RotateKey'), rings: [] },

  { name: 'a role of the name root', event: apiCall(role('root'), 's3', 'ListBuckets', null, { readOnly: true }), rings: [] },
];
