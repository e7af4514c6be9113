import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, iamRefused } from './what';
import { ACCOUNT, ADMIN, byKey, DELEGATE, inConsole, user, type Fields } from './who';

const ACCESS: readonly IdentityEventName[] = ['IamAccessChange'];

const alice = { userName: 'alice' };
const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const NO_SUCH_ENTITY = { errorCode: 'NoSuchEntityException' };

const samlProvider = { sAMLProviderArn: `arn:aws:iam::${ACCOUNT}:saml-provider/Idp` };
const openIdProvider = { openIDConnectProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example.com` };

const OPERATIONS: readonly [eventName: string, requestParameters: Fields][] = [
  ['AddClientIDToOpenIDConnectProvider', { ...openIdProvider, clientID: 'example' }],
  ['AddUserToGroup', { groupName: 'developers', ...alice }],
  ['CreateAccessKey', alice],
  ['CreateLoginProfile', { ...alice, passwordResetRequired: true }],
  ['CreateOpenIDConnectProvider', { url: 'https://idp.example.com' }],
  ['CreateSAMLProvider', { name: 'Idp' }],
  ['CreateServiceSpecificCredential', { ...alice, serviceName: 'bedrock.amazonaws.com' }],
  ['CreateUser', alice],
  ['DeleteUserPermissionsBoundary', alice],
  ['DeleteRolePermissionsBoundary', { roleName: 'build' }],
  ['PutRolePermissionsBoundary', { roleName: 'build', permissionsBoundary: boundary }],
  ['PutUserPermissionsBoundary', { ...alice, permissionsBoundary: boundary }],
  ['RemoveUserFromGroup', { groupName: 'developers', ...alice }],
  ['ResetServiceSpecificCredential', { ...alice, serviceSpecificCredentialId: 'ACCAEXAMPLE' }],
  ['SetDefaultPolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/developers`, versionId: 'v1' }],
  ['UpdateAccessKey', { ...alice, accessKeyId: 'AKIAEXAMPLE', status: 'Active' }],
  ['UpdateAssumeRolePolicy', { roleName: 'build', policyDocument: '{"Version":"2012-10-17","Statement":[]}' }],
  ['UpdateOpenIDConnectProviderThumbprint', openIdProvider],
  ['UpdateSAMLProvider', samlProvider],
  ['UpdateServiceSpecificCredential', { ...alice, serviceSpecificCredentialId: 'ACCAEXAMPLE', status: 'Active' }],
  ['UpdateLoginProfile', { ...alice, passwordResetRequired: false }],
];

/** New power in other ways than by a policy, and ways out of the groups and boundaries that hold people; only successes count. */
export const IAM_ACCESS: readonly LabelledEvent[] = [
  ...OPERATIONS.map(([eventName, parameters]) => ({ name: eventName, event: iam(ADMIN, eventName, parameters), rings: ACCESS })),

  { name: 'access key made with a key', event: iam(byKey(user()), 'CreateAccessKey', alice), rings: ACCESS },
  { name: 'access key made by a delegate', event: iam(DELEGATE, 'CreateAccessKey', alice), rings: ACCESS },
  { name: 'user made by CloudFormation', event: iam({ ...ADMIN, invokedBy: 'cloudformation.amazonaws.com' }, 'CreateUser', alice), rings: ACCESS },
  { name: 'user made in the console', event: iam({ ...inConsole(user()), invokedBy: 'signin.amazonaws.com' }, 'CreateUser', alice), rings: ACCESS },
  { name: 'a user is made whose name is ConsoleLogin', event: iam(ADMIN, 'CreateUser', { userName: 'ConsoleLogin' }), rings: ACCESS },
  { name: 'user made, refused', event: iamRefused(byKey(user()), 'CreateUser'), rings: ['UnauthorizedApiCall'] },
  // panther-labs/panther-analysis, rule aws_iam_backdoor_users_keys: two keys are there already
  { name: 'access key made, too many', event: iam(inConsole(user()), 'CreateAccessKey', null, { errorCode: 'LimitExceededException' }), rings: [] },
  { name: 'password set, no such user', event: iam(ADMIN, 'UpdateLoginProfile', alice, NO_SUCH_ENTITY), rings: [] },

  // what takes power away, and what gives none by itself
  { name: 'access key deleted', event: iam(ADMIN, 'DeleteAccessKey', { ...alice, accessKeyId: 'AKIAEXAMPLE' }), rings: [] },
  { name: 'password taken away', event: iam(ADMIN, 'DeleteLoginProfile', alice), rings: [] },
  { name: 'identity provider deleted', event: iam(ADMIN, 'DeleteSAMLProvider', samlProvider), rings: [] },
  { name: 'user deleted', event: iam(ADMIN, 'DeleteUser', alice), rings: [] },
  { name: 'group made', event: iam(ADMIN, 'CreateGroup', { groupName: 'developers' }), rings: [] },
  { name: 'users listed', event: iam(ADMIN, 'ListUsers', null, { readOnly: true }), rings: [] },

  // operations of the same names in other services: https://docs.aws.amazon.com/singlesignon/latest/userguide/sso-info-in-cloudtrail.html
  { name: 'Identity Center, user made', event: apiCall(ADMIN, 'identitystore', 'CreateUser', { userName: 'alice' }), rings: [] },
  { name: 'user of a file server made', event: apiCall(ADMIN, 'transfer', 'CreateUser', { userName: 'alice' }), rings: [] },
];
