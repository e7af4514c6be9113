import { App, Aws, CfnCondition, CfnParameter, CfnResource, Fn, NestedStack, PermissionsBoundary, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedGroup, MfaEnforcementPolicy, MfaPermissionsBoundary } from '../../src';
import { HERE, synthesize, warnings } from '../helpers';

const assumedBy = new iam.AccountRootPrincipal();
const NAME = { managedPolicyName: 'mfa', path: '/company/people/' };
const ELSEWHERE = { ...HERE, account: '210987654321' };

const places: [string, () => { home: Stack; stack: Stack }][] = [
  ['in its own stack', () => inOne(HERE)],
  ['in another stack', () => inTwo(HERE, HERE)],
  ['in its own stack, which can be deployed anywhere', () => inOne()],
  ['in another stack, both of which can be deployed anywhere', () => inTwo()],
  ['in another stack, which can be deployed anywhere', () => inTwo(HERE)],
  ['in a nested stack', () => inNested(HERE)],
  ['in a nested stack that can be deployed anywhere', () => inNested()],
];

function inOne(env?: typeof HERE) {
  const stack = new Stack(new App(), 'Stack', { env });
  return { home: stack, stack };
}

function inTwo(home?: typeof HERE, there?: typeof HERE) {
  const app = new App();
  return { home: new Stack(app, 'Home', { env: home }), stack: new Stack(app, 'Stack', { env: there }) };
}

function inNested(env?: typeof HERE) {
  const home = new Stack(new App(), 'Home', { env });
  return { home, stack: new NestedStack(home, 'Stack') };
}

/** The ways in which an ARN can be put together from a name, as far as a template shows the name. */
const arns: [string, (stack: Stack) => string][] = [
  ['by fromManagedPolicyName', stack => iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'company/people/mfa').managedPolicyArn],
  ['by formatArn', stack => stack.formatArn({ service: 'iam', region: '', resource: 'policy', resourceName: 'company/people/mfa' })],
  ['by a text with pseudo parameters', () => `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/company/people/mfa`],
  ['by Fn::Join', () => Fn.join(':', ['arn', Aws.PARTITION, 'iam', '', Aws.ACCOUNT_ID, 'policy/company/people/mfa'])],
  ['by Fn::Sub', () => Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/company/people/mfa')],
  ['by Fn::Sub with variables', () => Fn.sub('arn:aws:iam::${Account}:policy${Path}${Name}', { Account: Aws.ACCOUNT_ID, Path: NAME.path, Name: 'mfa' })],
  ['in other case', () => Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/company/people/MFA')],
  ['under a condition', stack => {
    new CfnCondition(stack, 'Yes', { expression: Fn.conditionEquals(Aws.REGION, 'us-east-1') });
    return Fn.conditionIf('Yes', Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/company/people/mfa'), Aws.NO_VALUE).toString();
  }],
  ['with an account that only the deployment knows', stack =>
    `arn:aws:iam::${new CfnParameter(stack, 'Account').valueAsString}:policy/company/people/mfa`],
];

describe.each([
  ...places.map(([where, place]) => [where, place, arns[0][1]] as const),
  ...arns.map(([how, arnIn]) => [how, places[2][1], arnIn] as const),
])('%s', (_, place, arnIn) => {
  test('the policy on a role is an error', () => {
    const { home, stack } = place();
    new MfaEnforcementPolicy(home, 'Policy', NAME);
    new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, managedPolicyArns: [arnIn(stack)] });
    expect(() => synthesize(home)).toThrow(/the policy is attached to roles: .*Role/);
  });

  test('the boundary on a role is an error', () => {
    const { home, stack } = place();
    new MfaPermissionsBoundary(home, 'Boundary', NAME);
    new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, permissionsBoundary: arnIn(stack) });
    expect(() => synthesize(home)).toThrow(/the boundary is on roles: .*Role/);
  });

  test('the policy as the boundary of a role is an error', () => {
    const { home, stack } = place();
    new MfaEnforcementPolicy(home, 'Policy', NAME);
    new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, permissionsBoundary: arnIn(stack) });
    expect(() => synthesize(home)).toThrow(/the policy is attached to roles: .*Role/);
  });

  test.each(['Group', 'User'] as const)('the boundary as a policy of a %s is an error', kind => {
    const { home, stack } = place();
    new MfaPermissionsBoundary(home, 'Boundary', NAME);
    new iam[`Cfn${kind}`](stack, kind, { managedPolicyArns: [arnIn(stack)] });
    expect(() => synthesize(home)).toThrow(new RegExp(`the boundary is attached as a policy to .*${kind}`));
  });

  test('the policy on a group enforces something', () => {
    const { home, stack } = place();
    new MfaEnforcementPolicy(home, 'Policy', NAME);
    new iam.CfnGroup(stack, 'Group', { managedPolicyArns: [arnIn(stack)] });
    expect(warnings(home)).toEqual([]);
  });

  test('the boundary of a user enforces something', () => {
    const { home, stack } = place();
    new MfaPermissionsBoundary(home, 'Boundary', NAME);
    new iam.CfnUser(stack, 'User', { permissionsBoundary: arnIn(stack) });
    expect(warnings(home)).toEqual([]);
  });

  test('ten other policies beside it on a group are one too many', () => {
    const { home, stack } = place();
    new MfaEnforcementPolicy(home, 'Policy', NAME);
    const others = Array.from({ length: 10 }, (__, index) => `arn:aws:iam::aws:policy/Other${index}`);
    new iam.CfnGroup(stack, 'Group', { managedPolicyArns: [arnIn(stack), ...others] });
    expect(() => synthesize(home)).toThrow(/Group.* with 11 managed policies/);
  });
});

describe('however else its ARN is written', () => {
  test.each<[string, (home: Stack, policy: iam.ManagedPolicy) => void]>([
    ['by the boundary of a whole stack', home => new iam.Role(
      new Stack(home.node.root, 'Bound', { permissionsBoundary: PermissionsBoundary.fromName('company/people/mfa') }), 'Role', { assumedBy })],
    ['by a resource without a class of its own', home => new CfnResource(home, 'Role', {
      type: 'AWS::IAM::Role', properties: { ManagedPolicyArns: [{ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/company/people/mfa' }] },
    })],
    ['by an override', home => new iam.CfnRole(home, 'Role', { assumeRolePolicyDocument: {} })
      .addPropertyOverride('PermissionsBoundary', Fn.sub('arn:aws:iam::${AWS::AccountId}:policy/company/people/mfa'))],
    ['by its logical id in Fn::Sub', (home, policy) => new iam.CfnRole(home, 'Role', {
      assumeRolePolicyDocument: {}, managedPolicyArns: [Fn.sub(`\${${home.getLogicalId(policy.node.defaultChild as CfnResource)}}`)],
    })],
    ['by its name as an attribute', (home, policy) => new iam.Role(home, 'Role', {
      assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(home, 'Attribute', policy.managedPolicyName)],
    })],
    ['by an attribute', (home, policy) => new iam.CfnRole(home, 'Role', {
      assumeRolePolicyDocument: {}, managedPolicyArns: [(policy.node.defaultChild as CfnResource).getAtt('PolicyArn').toString()],
    })],
    ['by an attribute, in another stack', (home, policy) => new iam.CfnRole(new Stack(home.node.root, 'Other'), 'Role', {
      assumeRolePolicyDocument: {}, permissionsBoundary: (policy.node.defaultChild as CfnResource).getAtt('PolicyArn').toString(),
    })],
    ['by an override, in another stack', (home, policy) => new iam.CfnRole(new Stack(home.node.root, 'Other'), 'Role', { assumeRolePolicyDocument: {} })
      .addPropertyOverride('PermissionsBoundary', policy.managedPolicyArn)],
    ['by a list that is under a condition as a whole', (home, policy) => new CfnResource(home, 'Role', {
      type: 'AWS::IAM::Role', properties: { ManagedPolicyArns: Fn.conditionIf('Yes', [policy.managedPolicyArn], Aws.NO_VALUE) },
    })],
  ])('%s, on a role it is an error', (_, carry) => {
    const home = new Stack(new App(), 'Home');
    carry(home, new MfaEnforcementPolicy(home, 'Policy', NAME));
    expect(() => synthesize(home)).toThrow(/the policy is attached to roles: .*Role/);
  });

  test.each([
    ['a parameter', (stack: Stack) => new CfnParameter(stack, 'Name', { default: 'x' }).valueAsString],
    ['the name of the stack', () => `${Aws.STACK_NAME}-mfa`],
  ])('by a name that is made from %s in both places', (_, nameIn) => {
    const stack = new Stack(new App(), 'Stack');
    const managedPolicyName = nameIn(stack);
    new MfaEnforcementPolicy(stack, 'Policy', { managedPolicyName });
    new iam.Role(stack, 'Role', { assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', managedPolicyName)] });
    expect(() => synthesize(stack)).toThrow(/the policy is attached to roles: .*Role/);
  });
});

describe('what only looks like it passes', () => {
  test.each<[string, any, (stack: Stack) => any]>([
    ['a policy of AWS of that name', undefined, () => Fn.sub('arn:${AWS::Partition}:iam::aws:policy/company/people/mfa')],
    ['another path', undefined, () => Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/company/mfa')],
    ['no path', undefined, stack => iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'mfa').managedPolicyArn],
    ['another name', undefined, stack => iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'company/people/mfa2').managedPolicyArn],
    ['a name that only the deployment knows', undefined, stack =>
      iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', new CfnParameter(stack, 'Name').valueAsString).managedPolicyArn],
    ['a role of that name', undefined, () => Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/company/people/mfa')],
    ['the pseudo parameter in a stack of another account', ELSEWHERE, () => Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/company/people/mfa')],
    ['the number of another account', HERE, () => 'arn:aws:iam::210987654321:policy/company/people/mfa'],
  ])('%s', (_, env, arnIn) => {
    const app = new App();
    new MfaEnforcementPolicy(new Stack(app, 'Home', { env: HERE }), 'Policy', NAME);
    const stack = new Stack(app, 'Stack', { env });
    new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, managedPolicyArns: [arnIn(stack)] });
    expect(() => app.synth()).not.toThrow();
  });

  test('another attribute of it, in a nested stack', () => {
    const stack = new Stack(new App(), 'Stack');
    const policy = new MfaEnforcementPolicy(stack, 'Policy', NAME);
    new iam.CfnRole(new NestedStack(stack, 'Nested'), 'Role', {
      assumeRolePolicyDocument: {}, managedPolicyArns: [(policy.node.defaultChild as CfnResource).getAtt('PolicyId').toString()],
    });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('a name that is made from the name of the stack, in another stack', () => {
    const app = new App();
    const managedPolicyName = `${Aws.STACK_NAME}-mfa`;
    new MfaEnforcementPolicy(new Stack(app, 'One'), 'Policy', { managedPolicyName });
    const other = new Stack(app, 'Other');
    new iam.Role(other, 'Role', { assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(other, 'ByName', managedPolicyName)] });
    expect(() => app.synth()).not.toThrow();
  });

  test('one name from two different functions', () => {
    const stack = new Stack(new App(), 'Stack');
    const names = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' }).valueAsList;
    new MfaEnforcementPolicy(stack, 'Policy', { managedPolicyName: Fn.select(0, names) });
    new iam.Role(stack, 'Role', { assumedBy, managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', Fn.select(1, names))] });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('of two policies of one name, that of the same account is meant', () => {
  const app = new App();
  const [here, there] = [HERE, ELSEWHERE].map((env, index) => new Stack(app, `Stack${index}`, { env }));
  const [one, other] = [here, there].map(stack => new MfaEnforcementPolicy(stack, 'Policy', NAME));
  new iam.CfnRole(there, 'Role', { assumeRolePolicyDocument: {}, managedPolicyArns: [Fn.sub('arn:aws:iam::${AWS::AccountId}:policy/company/people/mfa')] });
  expect(one.node.validate()).toEqual([]);
  expect(other.node.validate()).toEqual([expect.stringContaining('Stack1/Role')]);
});

test('of two policies of one name in stacks that can be deployed anywhere, that of the same stack is meant', () => {
  const app = new App();
  const [here, there] = ['Here', 'There'].map(id => new Stack(app, id));
  const [one, other] = [here, there].map(stack => new MfaEnforcementPolicy(stack, 'Policy', NAME));
  new iam.CfnRole(there, 'Role', { assumeRolePolicyDocument: {}, managedPolicyArns: [Fn.sub('arn:aws:iam::${AWS::AccountId}:policy/company/people/mfa')] });
  expect(one.node.validate()).toEqual([]);
  expect(other.node.validate()).toEqual([expect.stringContaining('There/Role')]);
});

test('a policy that a group has by its name, and that names the group, counts once', () => {
  const stack = new Stack(new App(), 'Stack');
  const group = new MfaEnforcedGroup(stack, 'Group', { groupName: 'people' });
  for (let index = 0; index < 9; index += 1) {
    const managedPolicyName = `other-${index}`;
    new iam.CfnManagedPolicy(stack, `Policy${index}`, { managedPolicyName, groups: ['people'], policyDocument: {} });
    group.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, `ByName${index}`, managedPolicyName));
  }
  expect(() => synthesize(stack)).not.toThrow();
});
