import { App, Aws, Fn, NestedStack, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { MfaPermissionsBoundary } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const assumedBy = new iam.AccountRootPrincipal();

function sidsOf(stack: Stack): string[] {
  return only(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').properties.PolicyDocument.Statement.map((each: any) => each.Sid);
}

test('allows everything and denies what needs MFA', () => {
  const stack = knownStack();
  new MfaPermissionsBoundary(stack, 'Boundary');
  expect(sidsOf(stack)).toEqual(['AllowAll', 'DenyAllExceptListedIfNoMFA', 'DenyMfaRegistrationWithAccessKeys', 'DenyMfaManagementOfOthersIfNoMFA']);
});

test('is the boundary of users, also of all that are made in a scope', () => {
  const stack = knownStack();
  const boundary = new MfaPermissionsBoundary(stack, 'Boundary');
  new iam.User(stack, 'Alice', { permissionsBoundary: boundary });
  iam.PermissionsBoundary.of(new iam.User(stack, 'Bob')).apply(boundary);
  expect(() => synthesize(stack)).not.toThrow();
  const template = Template.fromStack(stack);
  template.allResourcesProperties('AWS::IAM::User', { PermissionsBoundary: { Ref: only(template, 'AWS::IAM::ManagedPolicy').id } });
});

test('takes statements of one\'s own, behind ours', () => {
  const stack = knownStack();
  new MfaPermissionsBoundary(stack, 'Boundary', {
    statements: [new iam.PolicyStatement({ sid: 'NoBilling', effect: iam.Effect.DENY, actions: ['billing:*'], resources: ['*'] })],
  });
  expect(sidsOf(stack).pop()).toBe('NoBilling');
});

test('its statements cannot be replaced by a property injector on ManagedPolicy', () => {
  const stack = knownStack();
  PropertyInjectors.of(stack).add({
    constructUniqueId: iam.ManagedPolicy.PROPERTY_INJECTION_ID,
    inject: (props: any) => ({ ...props, statements: [] }),
  });
  new MfaPermissionsBoundary(stack, 'Boundary');
  expect(sidsOf(stack)).toContain('DenyAllExceptListedIfNoMFA');
});

describe('a warning where it enforces nothing', () => {
  const unused = (users: string) => [expect.stringMatching(new RegExp(`no user of this app has this boundary.*${users}.*\\[ack: cdk-enforce-mfa:boundaryUnused\\]`))];

  test('nobody has it', () => {
    const stack = knownStack();
    new MfaPermissionsBoundary(stack, 'Boundary');
    expect(warnings(stack)).toEqual(unused(''));
  });

  test.each<[string, (stack: Stack, permissionsBoundary: iam.IManagedPolicy) => void]>([
    ['applied to the stack', (stack, permissionsBoundary) => {
      new iam.User(stack, 'Alice', { permissionsBoundary });
      iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Company', 'company'));
    }],
    ['by a property injector', (stack, permissionsBoundary) => {
      PropertyInjectors.of(stack).add({
        constructUniqueId: iam.User.PROPERTY_INJECTION_ID,
        inject: (props: any, { scope }) => ({ ...props, permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(scope, 'Company', 'company') }),
      });
      new iam.User(stack, 'Alice', { permissionsBoundary });
    }],
  ])('another boundary took its place, %s', (_, replace) => {
    const stack = knownStack();
    replace(stack, new MfaPermissionsBoundary(stack, 'Boundary'));
    expect(warnings(stack)).toEqual(unused('Stack/Alice/Resource got another one'));
  });

  test.each<[string, (stack: Stack, boundary: MfaPermissionsBoundary) => void]>([
    ['of the stack', (stack, permissionsBoundary) => new iam.User(stack, 'Alice', { permissionsBoundary })],
    ['of another stack', (stack, permissionsBoundary) => new iam.User(new Stack(stack.node.root, 'Other', { env: HERE }), 'Alice', { permissionsBoundary })],
    ['under a condition', (stack, boundary) => new iam.CfnUser(stack, 'Alice', {
      permissionsBoundary: Fn.conditionIf('Yes', boundary.managedPolicyArn, Aws.NO_VALUE).toString(),
    })],
    ['by an aspect', (stack, boundary) => {
      iam.PermissionsBoundary.of(new iam.User(stack, 'Alice')).apply(boundary);
    }],
  ])('none for a user %s', (_, use) => {
    const stack = knownStack();
    use(stack, new MfaPermissionsBoundary(stack, 'Boundary'));
    expect(warnings(stack)).toEqual([]);
  });
});

describe('is for users alone', () => {
  test.each<[string, (stack: Stack, boundary: MfaPermissionsBoundary) => void]>([
    ['attachToUser', (stack, boundary) => boundary.attachToUser(new iam.User(stack, 'User'))],
    ['attachToGroup', (stack, boundary) => boundary.attachToGroup(new iam.Group(stack, 'Group'))],
    ['attachToRole', (stack, boundary) => boundary.attachToRole(new iam.Role(stack, 'Role', { assumedBy }))],
  ])('%s fails: its Allow would make administrators', (_, attach) => {
    const stack = knownStack();
    const boundary = new MfaPermissionsBoundary(stack, 'Boundary');
    expect(() => attach(stack, boundary)).toThrow(/a boundary cannot be attached as a policy, since its Allow would give everything/);
  });

  test.each<[string, RegExp, (stack: Stack, boundary: MfaPermissionsBoundary) => void]>([
    ['a role by its props', /on roles: Stack\/Role/, (stack, permissionsBoundary) => new iam.Role(stack, 'Role', { assumedBy, permissionsBoundary })],
    ['a role under a condition', /on roles: Stack\/Role/, (stack, boundary) => new iam.CfnRole(stack, 'Role', {
      assumeRolePolicyDocument: {}, permissionsBoundary: Fn.conditionIf('Yes', Aws.NO_VALUE, boundary.managedPolicyArn).toString(),
    })],
    ['a role by the boundary of a stack', /on roles: Stack\/Role/, (stack, boundary) => {
      iam.PermissionsBoundary.of(stack).apply(boundary);
      new iam.Role(stack, 'Role', { assumedBy });
    }],
    ['a role by its name', /on roles: Stack\/Role/, stack => new iam.Role(stack, 'Role', {
      assumedBy, permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'boundary'),
    })],
    ['a role of another stack', /on roles: Other\/Role/, (stack, permissionsBoundary) =>
      new iam.Role(new Stack(stack.node.root, 'Other', { env: HERE }), 'Role', { assumedBy, permissionsBoundary })],
    ['a role of a nested stack', /on roles: Stack\/Nested\/Role/, (stack, permissionsBoundary) =>
      new iam.Role(new NestedStack(stack, 'Nested'), 'Role', { assumedBy, permissionsBoundary })],
    ['a role as a policy', /on roles: Stack\/Role/, (stack, boundary) => new iam.Role(stack, 'Role', { assumedBy, managedPolicies: [boundary] })],
    ['a group as a policy', /as a policy to Stack\/Group/, (stack, boundary) => new iam.Group(stack, 'Group', { managedPolicies: [boundary] })],
    ['a user as a policy', /as a policy to Stack\/User/, (stack, boundary) => new iam.User(stack, 'User', { managedPolicies: [boundary] })],
    ['a user by an override', /"alice" in 'Users' of Stack\/Boundary/, (_, boundary) =>
      (boundary.node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('Users', ['alice'])],
  ])('synthesis fails for %s', (_, error, attach) => {
    const stack = knownStack();
    attach(stack, new MfaPermissionsBoundary(stack, 'Boundary', { managedPolicyName: 'boundary' }));
    expect(() => synthesize(stack)).toThrow(error);
  });
});

test.each([
  ['managedPolicyName', 'with space'],
  ['path', 'team'],
  ['description', 'x'.repeat(1_001)],
])('fails for %s %j', (prop, value) => {
  expect(() => new MfaPermissionsBoundary(knownStack(), 'Boundary', { [prop]: value })).toThrow(`'${prop}' must be`);
});

test('synthesis fails for one name in two Regions of an account', () => {
  const app = new App();
  for (const region of ['us-east-1', 'eu-west-1']) {
    new MfaPermissionsBoundary(new Stack(app, region, { env: { ...HERE, region } }), 'Boundary', { managedPolicyName: 'boundary' });
  }
  expect(() => app.synth()).toThrow(/the name 'boundary' is also that of eu-west-1\/Boundary\/Resource in the same account/);
});

test('synthesis fails for one name twice in a stack, also where its account is not known, and not in two such stacks', () => {
  const stack = agnosticStack();
  new MfaPermissionsBoundary(stack, 'One', { managedPolicyName: 'boundary' });
  new MfaPermissionsBoundary(new Stack(stack.node.root, 'Other'), 'One', { managedPolicyName: 'boundary' });
  expect(() => synthesize(stack)).not.toThrow();
  new MfaPermissionsBoundary(new NestedStack(stack, 'Nested'), 'Two', { managedPolicyName: 'boundary' });
  expect(() => synthesize(stack)).toThrow(/the name 'boundary' is also that of Stack\/Nested\/Two\/Resource in the same account/);
});

test('two in one stack', () => {
  const stack = knownStack();
  ['One', 'Two'].forEach(id => new MfaPermissionsBoundary(stack, id));
  expect(() => synthesize(stack)).not.toThrow();
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const stack = agnosticStack();
  new MfaPermissionsBoundary(stack, 'Boundary');
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources)).toEqual(['BoundaryEA298153']);
  expect(Resources).toMatchSnapshot();
});
