import type { Exceptions, IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, iamRefused } from './what';
import { ACCOUNT, ADMIN, byKey, DELEGATE, inConsole, inMember, MEMBER, root, user } from './who';
import { WATCHED } from '../../../tools/events/all-events';

const { policyArn: POLICY_ARN, groupName: GROUP_NAME } = WATCHED;

const POLICY: readonly IdentityEventName[] = ['IamPolicyChange', 'EnforcementChange'];
const MEMBERSHIP: readonly IdentityEventName[] = ['IamAccessChange', 'EnforcementChange'];
const GROUP: readonly IdentityEventName[] = ['EnforcementChange'];

const alice = { userName: 'alice' };
const group = { groupName: GROUP_NAME };
const policy = { policyArn: POLICY_ARN };
const theirGroup = { groupName: 'developers' };
const theirPolicy = { policyArn: `arn:aws:iam::${ACCOUNT}:policy/developers` };
const NO_SUCH_ENTITY = { errorCode: 'NoSuchEntityException' };

const OF_ROLES: Exceptions = { EnforcementChange: 'the list names groups and users: no role session carries MFA, so that a role cannot work under the policy' };
const MOVED: Exceptions = { EnforcementChange: 'whether UpdateGroup gives a new name or a new path is not asked' };
const FAILED: Exceptions = { EnforcementChange: 'the outcome is not asked: most attempts that fail name neither policy nor group, and who tries has a reason' };
const OTHER_CASE: Exceptions = { EnforcementChange: 'a filter pattern compares with case' };
const SAME_NAME: Exceptions = { EnforcementChange: 'a group is told by its name, and the trail of an organization has other accounts, too' };

/** The policy POLICY_ARN and the group GROUP_NAME, and others that are not watched; only successes count. */
export const ENFORCEMENT: readonly LabelledEvent[] = [
  { name: 'our policy, new version', event: iam(ADMIN, 'CreatePolicyVersion', { ...policy, setAsDefault: true }), rings: POLICY },
  { name: 'our policy, version deleted', event: iam(ADMIN, 'DeletePolicyVersion', { ...policy, versionId: 'v1' }), rings: POLICY },
  { name: 'our policy, other version in force', event: iam(ADMIN, 'SetDefaultPolicyVersion', { ...policy, versionId: 'v1' }), rings: ['IamAccessChange', 'EnforcementChange'] },
  { name: 'our policy deleted', event: iam(ADMIN, 'DeletePolicy', policy), rings: POLICY },
  { name: 'our policy detached from our group', event: iam(inConsole(user()), 'DetachGroupPolicy', { ...group, ...policy }), rings: POLICY },
  { name: 'our policy detached from another group', event: iam(ADMIN, 'DetachGroupPolicy', { ...theirGroup, ...policy }), rings: POLICY },
  { name: 'our policy detached from a user', event: iam(byKey(user()), 'DetachUserPolicy', { ...alice, ...policy }), rings: POLICY },
  { name: 'our policy detached by a delegate', event: iam(DELEGATE, 'DetachGroupPolicy', { ...group, ...policy }), rings: POLICY },
  { name: 'our policy detached by root', event: iam(inConsole(root()), 'DetachGroupPolicy', { ...group, ...policy }), rings: ['RootUserActivity', ...POLICY] },
  { name: 'our policy detached, was not attached', event: iam(ADMIN, 'DetachGroupPolicy', { ...group, ...policy }, NO_SUCH_ENTITY), rings: ['IamPolicyChange'], ringsAnyway: FAILED },
  { name: 'our policy detached from a role', event: iam(ADMIN, 'DetachRolePolicy', { roleName: 'build', ...policy }), rings: POLICY, missed: OF_ROLES },
  { name: 'user taken from our group', event: iam(inConsole(user(), 'false'), 'RemoveUserFromGroup', { ...group, ...alice }), rings: MEMBERSHIP },
  { name: 'user taken from our group with a key', event: iam(byKey(user()), 'RemoveUserFromGroup', { ...group, ...alice }), rings: MEMBERSHIP },
  { name: 'user taken from our group by a deployment', event: iam({ ...ADMIN, invokedBy: 'cloudformation.amazonaws.com' }, 'RemoveUserFromGroup', { ...group, ...alice }), rings: MEMBERSHIP },
  { name: 'user taken from our group, was not in it', event: iam(ADMIN, 'RemoveUserFromGroup', { ...group, ...alice }, NO_SUCH_ENTITY), rings: [], ringsAnyway: FAILED },
  {
    name: 'user taken from our group, refused',
    event: iamRefused(inConsole(user()), 'RemoveUserFromGroup', `group ${GROUP_NAME}`),
    rings: ['UnauthorizedApiCall'],
  },
  { name: 'our group renamed', event: iam(ADMIN, 'UpdateGroup', { ...group, newGroupName: 'free' }), rings: GROUP },
  { name: 'our group moved', event: iam(ADMIN, 'UpdateGroup', { ...group, newPath: '/teams/' }), rings: [], ringsAnyway: MOVED },
  { name: 'our group deleted', event: iam(ADMIN, 'DeleteGroup', group), rings: GROUP },
  // errorCode: splunk/security_content, aws_iam_failure_group_deletion
  { name: 'our group deleted, has members', event: iam(ADMIN, 'DeleteGroup', group, { errorCode: 'DeleteConflictException' }), rings: [], ringsAnyway: FAILED },

  // "Names are not distinguished by case": https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html, and of policies
  // API_CreatePolicy.html. That calls may spell them so is inferred; what is recorded is what the caller sent.
  { name: 'our group deleted, in another case', event: iam(ADMIN, 'DeleteGroup', { groupName: 'MFA-Required' }), rings: GROUP, missedByFilters: OTHER_CASE },
  { name: 'user taken from our group, in another case', event: iam(ADMIN, 'RemoveUserFromGroup', { groupName: GROUP_NAME.toUpperCase(), ...alice }), rings: MEMBERSHIP, missedByFilters: OTHER_CASE },
  {
    name: 'our policy detached, in another case',
    event: iam(ADMIN, 'DetachGroupPolicy', { ...group, policyArn: POLICY_ARN.replace('enforce-mfa', 'Enforce-MFA') }),
    rings: POLICY,
    missedByFilters: OTHER_CASE,
  },

  // what leaves the enforcement as it is
  { name: 'our policy attached', event: iam(ADMIN, 'AttachGroupPolicy', { ...group, ...policy }), rings: ['IamPolicyChange'] },
  { name: 'our policy read', event: iam(ADMIN, 'GetPolicy', policy, { readOnly: true }), rings: [] },
  { name: 'user put into our group', event: iam(ADMIN, 'AddUserToGroup', { ...group, ...alice }), rings: ['IamAccessChange'] },
  { name: 'another policy detached from our group', event: iam(ADMIN, 'DetachGroupPolicy', { ...group, ...theirPolicy }), rings: ['IamPolicyChange'] },
  { name: 'our group read', event: iam(ADMIN, 'GetGroup', group, { readOnly: true }), rings: [] },

  // what is somebody else's
  { name: 'another policy detached from another group', event: iam(ADMIN, 'DetachGroupPolicy', { ...theirGroup, ...theirPolicy }), rings: ['IamPolicyChange'] },
  { name: 'a policy whose name begins like ours deleted', event: iam(ADMIN, 'DeletePolicy', { policyArn: `${POLICY_ARN}-2` }), rings: ['IamPolicyChange'] },
  { name: 'user taken from another group', event: iam(ADMIN, 'RemoveUserFromGroup', { ...theirGroup, ...alice }), rings: ['IamAccessChange'] },
  { name: 'a user of the name of our group taken from another', event: iam(ADMIN, 'RemoveUserFromGroup', { ...theirGroup, userName: GROUP_NAME }), rings: ['IamAccessChange'] },
  { name: 'a group whose name begins like ours deleted', event: iam(ADMIN, 'DeleteGroup', { groupName: `${GROUP_NAME}-2` }), rings: [] },
  { name: 'another group renamed', event: iam(ADMIN, 'UpdateGroup', { ...theirGroup, newGroupName: 'builders' }), rings: [] },
  { name: 'another group deleted', event: iam(ADMIN, 'DeleteGroup', theirGroup), rings: [] },
  { name: "a member's policy of our name deleted", event: iam(inMember(inConsole(user())), 'DeletePolicy', { policyArn: POLICY_ARN.replace(ACCOUNT, MEMBER) }), rings: ['IamPolicyChange'] },
  { name: "a member's group of our name deleted", event: iam(inMember(inConsole(user())), 'DeleteGroup', group), rings: [], ringsAnyway: SAME_NAME },
  // https://docs.aws.amazon.com/xray/latest/api/API_DeleteGroup.html
  { name: 'a group of traces of our name deleted', event: apiCall(ADMIN, 'xray', 'DeleteGroup', group), rings: [] },
];
