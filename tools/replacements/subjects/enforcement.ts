import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, IManagedPolicy, ManagedPolicy, PolicyDocument, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import {
  MfaDevices, MfaEnforcedGroup, MfaEnforcedRole, MfaEnforcementPolicy, MfaPermissionsBoundary, SelfManagedCredential,
  type MfaEnforcedGroupProps, type MfaEnforcedRoleProps, type MfaEnforcementOptions, type MfaEnforcementPolicyProps,
  type MfaManagedPolicyOptions, type MfaPermissionsBoundaryProps,
} from '../../../src';
import type { Subject } from '../subject';

type Props<T> = Subject<T>['props'];

const ENFORCEMENT: Props<MfaEnforcementOptions> = {
  allowDeviceRegistrationWithAccessKeys: { values: () => [true] },
  allowPasswordChangeWithoutMfa: { values: () => [true] },
  allowedDevices: { values: () => [MfaDevices.securityKeys()] },
  enforceFrom: { values: () => [new Date('2030-01-15T08:00:00Z'), new Date('2030-02-15T08:00:00Z')] },
  exemptActions: { values: () => [['s3:ListAllMyBuckets'], ['ec2:DescribeRegions']] },
  exemptRequestsViaAwsServices: { values: () => [true] },
  maxMfaAge: { values: () => [Duration.hours(12), Duration.hours(1)] },
};

const statement = new PolicyStatement({ sid: 'Own', actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
const policies = (): [IManagedPolicy[], IManagedPolicy[]] => [
  [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')], [ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')],
];

function managedPolicy(loses: string, renamed: string): Props<Omit<MfaManagedPolicyOptions, keyof MfaEnforcementOptions>> {
  return {
    description: { values: () => ['first', 'second'], loses },
    managedPolicyName: { values: () => ['first', 'second'], loses, shown: `[parts](../test/emulator/parts.test.ts) › \`another name\` › \`${renamed}\`` },
    path: { values: () => ['/first/', '/second/'], loses },
    statements: { values: () => [[statement]] },
  };
}

const BY_HAND = 'What was attached by hand does not change over (`aws iam list-entities-for-policy` names it): IAM [deletes no policy that is '
  + 'attached](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html); whether CloudFormation detaches it is not documented.';
const ARN_OF_ROLE = 'The ARN: profiles (`role_arn`), policies and resources that name the old role lead nowhere, also where a new one gets its name, since AWS '
  + '[keeps the old one\'s id in them](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles). '
  + 'What was attached by hand is gone.';

export const GROUP: Subject<MfaEnforcedGroupProps> = {
  make: (scope, id, props) => new MfaEnforcedGroup(scope, id, props),
  props: {
    ...ENFORCEMENT,
    groupName: {
      values: () => ['people', 'staff'],
      loses: 'Whoever was added **by hand** stays in the old group, under its policies, and is **not in the new one**. Users of the app move to the new '
        + 'one, and so does what `addToPolicy` gave: the old one loses that. [How to take people along](#renaming-a-group).',
      shown: '[lifecycle](../test/emulator/lifecycle.test.ts) › `with another name of group and trail` › '
        + '`there is another group with the same policy, and the old one stays as it was, with its members`',
    },
    managedPolicies: { values: policies },
    path: { values: () => ['/people/', '/staff/'] },
    removalPolicy: { values: () => [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN] },
    selfManagedCredentials: { values: () => [[SelfManagedCredential.PASSWORD], []] },
  },
  movedLoses: 'As with another `groupName`. The old group is enforced by its old policy, which no deployment changes any more: where that becomes stricter '
    + 'in the app, it does not for people who are still there.',
};

export const POLICY: Subject<MfaEnforcementPolicyProps> = {
  make: (scope, id, props) => new MfaEnforcementPolicy(scope, id, props),
  props: {
    ...ENFORCEMENT,
    ...managedPolicy(`The new one is attached where the app attaches it, then the old one goes; for a moment a group may hold both, of ten that IAM takes. ${BY_HAND}`,
      'makes another policy, which takes the place of the old one'),
    groups: { values: scope => [[new Group(scope, 'Own')], [Group.fromGroupName(scope, 'Admins', 'admins')]] },
    selfManagedCredentials: { values: () => [[SelfManagedCredential.PASSWORD], []] },
    users: { values: scope => [[new User(scope, 'Alice')], [User.fromUserName(scope, 'Bob', 'bob')]] },
  },
  movedLoses: `As with another name. Taken out of the app for good, it enforces **nothing any longer**, unless \`applyRemovalPolicy\` says that it stays. ${BY_HAND}`,
};

export const BOUNDARY: Subject<MfaPermissionsBoundaryProps> = {
  make: (scope, id, props) => {
    const boundary = new MfaPermissionsBoundary(scope, id, props);
    const stack = Stack.of(scope);
    if (!stack.node.tryFindChild('Alice')) { new User(stack, 'Alice', { permissionsBoundary: boundary }); }
    return boundary;
  },
  props: {
    ...ENFORCEMENT,
    ...managedPolicy(`Users of the app get the new one, then the old one goes. ${BY_HAND}`, 'makes another boundary, on the same user'),
  },
  movedLoses: `As with another name. ${BY_HAND}`,
};

export const ROLE: Subject<MfaEnforcedRoleProps> = {
  make: (scope, id, props) => new MfaEnforcedRole(scope, id, props),
  required: () => ({ assumedBy: new AccountRootPrincipal() }),
  props: {
    assumedBy: { values: scope => [new AccountRootPrincipal(), User.fromUserName(scope, 'Bob', 'bob')] },
    description: { values: () => ['first', 'second'] },
    externalIds: { values: () => [['first'], ['second']] },
    inlinePolicies: { values: () => [{ first: new PolicyDocument({ statements: [statement] }) }] },
    managedPolicies: { values: policies },
    maxMfaAge: { values: () => [Duration.hours(12), Duration.hours(1)] },
    maxSessionDuration: { values: () => [Duration.hours(2), Duration.hours(4)] },
    path: { values: () => ['/first/', '/second/'], loses: ARN_OF_ROLE },
    permissionsBoundary: { values: scope => [ManagedPolicy.fromManagedPolicyName(scope, 'First', 'first')] },
    roleName: {
      values: () => ['first', 'second'],
      loses: ARN_OF_ROLE,
      shown: '[parts](../test/emulator/parts.test.ts) › `another name` › `makes another role, trail and dashboard`',
    },
  },
  movedLoses: ARN_OF_ROLE,
};
