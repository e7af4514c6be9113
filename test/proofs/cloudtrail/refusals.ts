import type { Exceptions, IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iamRefused, record } from './what';
import { ACCOUNT, ADMIN, byKey, inConsole, inMember, root, service, user, type Fields } from './who';

const REFUSED: readonly IdentityEventName[] = ['UnauthorizedApiCall'];

const BY_ENDPOINT: Exceptions = {
  UnauthorizedApiCall: 'its code begins otherwise, and only trails that ask for network activity events record it',
};

const call = (name: string, eventName: string, errorCode: string, { who = user(), ...fields }: Fields = {}) =>
  apiCall(who as Fields, name, eventName, null, { errorCode, ...fields });

/**
 * Calls that AWS refused, under the codes of several services: panther-labs/panther-analysis, rules aws_cloudtrail_useraccesskeyauth
 * (Lambda), aws_sts_getsessiontoken_misuse (STS) and others (EC2's older code and its dry run); stratus-red-team,
 * aws.credential-access.ec2-get-password-data (EC2); the errors in the API references of Organizations and CloudTrail.
 *
 * What AWS itself tries when it delivers logs, and HeadBucket, are left out, as later versions of the CIS benchmark do:
 * https://github.com/turbot/steampipe-mod-aws-compliance/blob/main/conformance_pack/cloudwatch.pp
 */
export const REFUSALS: readonly LabelledEvent[] = [
  { name: 'refused by S3', event: call('s3', 'ListBuckets', 'AccessDenied', { readOnly: true }), rings: REFUSED },
  { name: 'refused by Lambda', event: call('lambda', 'ListFunctions20150331', 'AccessDenied', { readOnly: true }), rings: REFUSED },
  { name: 'refused by IAM', event: iamRefused(inConsole(user(), 'false'), 'ListUsers'), rings: REFUSED },
  { name: 'refused by STS', event: call('sts', 'AssumeRole', 'AccessDenied', { readOnly: true }), rings: REFUSED },
  { name: 'refused a session', event: call('sts', 'GetSessionToken', 'AccessDenied', { who: byKey(user()) }), rings: REFUSED },
  { name: 'refused by Organizations', event: call('organizations', 'ListAccounts', 'AccessDeniedException', { readOnly: true }), rings: REFUSED },
  { name: 'refused by CloudTrail', event: call('cloudtrail', 'LookupEvents', 'AccessDeniedException', { readOnly: true }), rings: REFUSED },
  { name: 'refused by EC2', event: call('ec2', 'GetPasswordData', 'Client.UnauthorizedOperation', { who: ADMIN, readOnly: true }), rings: REFUSED },
  { name: 'refused by EC2, older code', event: call('ec2', 'AuthorizeSecurityGroupIngress', 'UnauthorizedOperation'), rings: REFUSED },
  { name: 'refused in a member account', event: call('s3', 'ListBuckets', 'AccessDenied', { who: inMember(user()), recipientAccountId: '444455556666' }), rings: REFUSED },
  { name: 'a service is refused', event: call('s3', 'GetBucketAcl', 'AccessDenied', { who: service('config'), sourceIPAddress: 'config.amazonaws.com' }), rings: REFUSED },
  { name: 'root is refused', event: call('s3', 'GetBucketPolicy', 'AccessDenied', { who: inConsole(root()), readOnly: true }), rings: ['RootUserActivity', ...REFUSED] },

  { name: 'delivery of logs refused', event: call('s3', 'PutObject', 'AccessDenied', { who: service('delivery.logs'), sourceIPAddress: 'delivery.logs.amazonaws.com' }), rings: [] },
  { name: 'a tool asks whether a bucket is there', event: call('s3', 'HeadBucket', 'AccessDenied', { readOnly: true }), rings: [] },
  { name: 'HeadBucket without an error', event: apiCall(user(), 's3', 'HeadBucket', null, { readOnly: true }), rings: [] },
  { name: 'delivery of logs', event: apiCall(service('delivery.logs'), 's3', 'PutObject', null, { sourceIPAddress: 'delivery.logs.amazonaws.com' }), rings: [] },
  { name: 'EC2 would have done it', event: call('ec2', 'RunInstances', 'Client.DryRunOperation'), rings: [] },
  { name: 'EC2 has too much to do', event: call('ec2', 'DescribeInstances', 'Client.RequestLimitExceeded', { readOnly: true }), rings: [] },
  { name: 'no such bucket', event: call('s3', 'GetBucketAcl', 'NoSuchBucket', { readOnly: true }), rings: [] },
  { name: 'a message that speaks of a refusal', event: call('s3', 'GetBucketAcl', 'NoSuchBucket', { errorMessage: 'AccessDenied' }), rings: [] },

  {
    name: 'refused by the policy of a VPC endpoint', // errorCode and eventType: cloudtrail-event-reference-record-contents
    event: record({ type: 'AWSAccount', accountId: ACCOUNT }, 'AwsVpceEvents', 's3.amazonaws.com', 'GetObject', {
      errorCode: 'VpceAccessDenied', managementEvent: undefined, eventCategory: 'NetworkActivity',
    }),
    rings: REFUSED,
    missed: BY_ENDPOINT,
  },
];
