import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, iamRefused } from './what';
import { ACCOUNT, ADMIN, byKey, DELEGATE, inConsole, root, user, type Fields } from './who';

const POLICY: readonly IdentityEventName[] = ['IamPolicyChange'];

const policyArn = `arn:aws:iam::${ACCOUNT}:policy/developers`;
const policyDocument = '{"Version":"2012-10-17","Statement":[]}';

/** The operations of https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-4 */
const OPERATIONS: readonly [eventName: string, requestParameters: Fields][] = [
  ['DeleteGroupPolicy', { groupName: 'developers', policyName: 'more' }],
  ['DeleteRolePolicy', { roleName: 'build', policyName: 'more' }],
  ['DeleteUserPolicy', { userName: 'alice', policyName: 'more' }],
  ['PutGroupPolicy', { groupName: 'developers', policyName: 'more', policyDocument }],
  ['PutRolePolicy', { roleName: 'build', policyName: 'more', policyDocument }],
  ['PutUserPolicy', { userName: 'alice', policyName: 'more', policyDocument }],
  ['CreatePolicy', { policyName: 'developers', policyDocument }],
  ['DeletePolicy', { policyArn }],
  ['CreatePolicyVersion', { policyArn, policyDocument, setAsDefault: true }],
  ['DeletePolicyVersion', { policyArn, versionId: 'v1' }],
  ['AttachRolePolicy', { roleName: 'build', policyArn }],
  ['DetachRolePolicy', { roleName: 'build', policyArn }],
  ['AttachUserPolicy', { userName: 'alice', policyArn }],
  ['DetachUserPolicy', { userName: 'alice', policyArn }],
  ['AttachGroupPolicy', { groupName: 'developers', policyArn }],
  ['DetachGroupPolicy', { groupName: 'developers', policyArn }],
];

/** Policies of users, groups and roles, by the list of the CIS benchmark; attempts count. */
export const IAM_POLICIES: readonly LabelledEvent[] = [
  ...OPERATIONS.map(([eventName, parameters]) => ({ name: eventName, event: iam(ADMIN, eventName, parameters), rings: POLICY })),

  { name: 'policy attached with a key', event: iam(byKey(user()), 'AttachUserPolicy', { userName: 'alice', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }), rings: POLICY },
  { name: 'policy attached by CloudFormation', event: iam({ ...ADMIN, invokedBy: 'cloudformation.amazonaws.com' }, 'AttachRolePolicy', { roleName: 'build', policyArn }), rings: POLICY },
  { name: 'policy attached by a delegate', event: iam(DELEGATE, 'AttachRolePolicy', { roleName: 'build', policyArn }), rings: POLICY },
  { name: 'policy attached by root', event: iam(inConsole(root()), 'AttachUserPolicy', { userName: 'alice', policyArn }), rings: ['RootUserActivity', 'IamPolicyChange'] },
  { name: 'policy attached, refused', event: iamRefused(byKey(user()), 'AttachUserPolicy'), rings: ['IamPolicyChange', 'UnauthorizedApiCall'] },
  // "LimitExceeded": https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
  { name: 'policy version, too many', event: iam(ADMIN, 'CreatePolicyVersion', { policyArn, policyDocument }, { errorCode: 'LimitExceededException' }), rings: POLICY },

  { name: 'policy read', event: iam(ADMIN, 'GetPolicy', { policyArn }, { readOnly: true }), rings: [] },
  { name: 'policy read, refused', event: iamRefused(byKey(user()), 'GetPolicy'), rings: ['UnauthorizedApiCall'] },
  { name: 'policy tagged', event: iam(ADMIN, 'TagPolicy', { policyArn }), rings: [] },

  // operations of the same names in other services
  { name: 'policy of the organization made', event: apiCall(ADMIN, 'organizations', 'CreatePolicy', { name: 'guardrails', type: 'SERVICE_CONTROL_POLICY' }), rings: [] },
  { name: 'policy of the organization deleted', event: apiCall(ADMIN, 'organizations', 'DeletePolicy', { policyId: 'p-example' }), rings: [] },
  { name: 'policy of IoT made', event: apiCall(ADMIN, 'iot', 'CreatePolicy', { policyName: 'things', policyDocument }), rings: [] },
  { name: 'policy of a bucket', event: apiCall(ADMIN, 's3', 'PutBucketPolicy', { bucketName: 'bucket' }), rings: [] },
];
