import { App, CfnParameter, Duration, PropertyInjectors, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedRole, MfaEnforcedRoleProps } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const assumedBy = new iam.AccountRootPrincipal();

function roleIn(stack: Stack, props: Partial<MfaEnforcedRoleProps> = {}): MfaEnforcedRole {
  return new MfaEnforcedRole(stack, 'Admin', { assumedBy, ...props });
}

function trustOf(stack: Stack): any[] {
  return only(Template.fromStack(stack), 'AWS::IAM::Role').properties.AssumeRolePolicyDocument.Statement;
}

test('is a role with all of its props, whose trust policy demands MFA', () => {
  const stack = knownStack();
  const props = Object.freeze({
    assumedBy,
    roleName: 'admin',
    path: '/people/',
    description: 'For people',
    maxSessionDuration: Duration.hours(2),
    maxMfaAge: Duration.hours(1),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  new MfaEnforcedRole(stack, 'Admin', props);
  const { properties } = only(Template.fromStack(stack), 'AWS::IAM::Role');
  expect(properties).toMatchObject({ RoleName: 'admin', Path: '/people/', Description: 'For people', MaxSessionDuration: 7200 });
  expect(properties.ManagedPolicyArns).toHaveLength(1);
  expect(properties.AssumeRolePolicyDocument.Statement).toEqual([expect.objectContaining({
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
  })]);
});

test('external id and MFA stand in one statement: in two, either would do', () => {
  const stack = knownStack();
  roleIn(stack, { externalIds: ['partner'] });
  expect(trustOf(stack)).toEqual([expect.objectContaining({
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, StringEquals: { 'sts:ExternalId': 'partner' } },
  })]);
});

describe('synthesis fails for a finished trust policy that lets somebody in without MFA', () => {
  const open = /the trust policy lets .* in without MFA/;
  const principals = [new iam.ArnPrincipal('arn:aws:iam::123456789012:user/bob')];

  test.each<[string, iam.PolicyStatementProps]>([
    ['by name', { actions: ['sts:AssumeRole'] }],
    ['in small letters', { actions: ['sts:assumerole'] }],
    ['by a wildcard', { actions: ['sts:*'] }],
    ['by another wildcard', { actions: ['sts:*Role'] }],
    ['beside other actions', { actions: ['sts:TagSession', 'sts:AssumeRole'] }],
    ['by SAML', { actions: ['sts:AssumeRoleWithSAML'] }],
    ['by OpenID Connect', { actions: ['sts:AssumeRoleWithWebIdentity'] }],
    ['by an action that is known at deployment only', { actions: [Token.asString({ 'Fn::ImportValue': 'Action' })] }],
    ['by NotAction of one way', { notActions: ['sts:AssumeRole'] }],
    ['by NotAction', { notActions: ['sts:TagSession'] }],
    ['with an age, but of MFA that may be absent', { actions: ['sts:AssumeRole'], conditions: { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '60' } } }],
    ['with BoolIfExists, which access keys pass', { actions: ['sts:AssumeRole'], conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    ['with Null, which sessions without MFA pass', { actions: ['sts:AssumeRole'], conditions: { Null: { 'aws:MultiFactorAuthPresent': 'false' } } }],
    ['with no value', { actions: ['sts:AssumeRole'], conditions: { Bool: { 'aws:MultiFactorAuthPresent': [] } } }],
    ['with two keys that contradict each other', {
      actions: ['sts:AssumeRole'], conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true', 'AWS:MultiFactorAuthPresent': 'false' } },
    }],
    ['with one of two values', { actions: ['sts:AssumeRole'], conditions: { Bool: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } } }],
  ])('added as a statement %s', (_, statement) => {
    const stack = knownStack();
    roleIn(stack).assumeRolePolicy!.addStatements(new iam.PolicyStatement({ principals, ...statement }));
    expect(() => synthesize(stack)).toThrow(open);
  });

  test('put there by a property injector on iam.Role', () => {
    const stack = knownStack();
    PropertyInjectors.of(stack).add({
      constructUniqueId: iam.Role.PROPERTY_INJECTION_ID,
      inject: (props: any) => ({ ...props, assumedBy: principals[0] }),
    });
    roleIn(stack);
    expect(() => synthesize(stack)).toThrow(open);
  });

  test('put there by a property injector on iam.Role, for an identity provider', () => {
    const stack = knownStack();
    PropertyInjectors.of(stack).add({
      constructUniqueId: iam.Role.PROPERTY_INJECTION_ID,
      inject: (props: any) => ({ ...props, assumedBy: new iam.WebIdentityPrincipal('accounts.example.com') }),
    });
    roleIn(stack);
    expect(() => synthesize(stack)).toThrow(open);
  });

  test('with MFA, but for anybody of any account', () => {
    const stack = knownStack();
    roleIn(stack).assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRole'], principals: [new iam.AnyPrincipal()], conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }));
    expect(() => synthesize(stack)).toThrow(/lets anybody of any account in who has an MFA device/);
  });

  test.each<[string, (role: iam.CfnRole) => void]>([
    ['without statements', role => role.addPropertyDeletionOverride('AssumeRolePolicyDocument.Statement')],
    ['with statements under a condition', role => { role.assumeRolePolicyDocument = { Statement: { 'Fn::If': ['Condition', [], []] } }; }],
    ['under a condition as a whole', role => { role.assumeRolePolicyDocument = { 'Fn::If': ['Condition', {}, {}] }; }],
    ['with one statement under a condition', role => { role.assumeRolePolicyDocument = { Statement: [{ 'Fn::If': ['Condition', {}, {}] }] }; }],
  ])('that cannot be looked into: %s', (_, change) => {
    const stack = knownStack();
    change(roleIn(stack).node.defaultChild as iam.CfnRole);
    expect(() => synthesize(stack)).toThrow(/the trust policy cannot be looked into before deployment/);
  });

  test('without the age, where that is known at deployment only', () => {
    const stack = knownStack();
    const maxMfaAge = Duration.seconds(Token.asNumber({ Ref: 'Age' }));
    roleIn(stack, { maxMfaAge }).assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRole'], principals, conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }));
    expect(() => synthesize(stack)).toThrow(/in without MFA of the age asked/);
  });

  test('put there by an override', () => {
    const stack = knownStack();
    (roleIn(stack).node.defaultChild as iam.CfnRole).addPropertyDeletionOverride('AssumeRolePolicyDocument.Statement.0.Condition');
    expect(() => synthesize(stack)).toThrow(open);
  });

  test('with MFA that is older than asked', () => {
    const stack = knownStack();
    roleIn(stack, { maxMfaAge: Duration.hours(1) }).assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRole'],
      principals,
      conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '7200' } },
    }));
    expect(() => synthesize(stack)).toThrow(/in without MFA of the age asked/);
  });

  test('for account access manager, with what to do', () => {
    const stack = knownStack();
    roleIn(stack).assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('account-access.amazonaws.com')],
    }));
    expect(() => synthesize(stack)).toThrow(/account access manager asks IAM Identity Center for MFA.*give it a role of its own/);
  });
});

describe('synthesis takes', () => {
  const principals = [new iam.ArnPrincipal('arn:aws:iam::123456789012:user/bob')];

  test.each<[string, iam.PolicyStatementProps]>([
    ['a Deny', { actions: ['sts:AssumeRole'], effect: iam.Effect.DENY }],
    ['an Allow of something else', { actions: ['sts:SetSourceIdentity'] }],
    ['a NotAction that leaves every way out', { notActions: ['sts:Assume*'] }],
    ['an Allow that demands MFA itself', {
      actions: ['sts:AssumeRole'], conditions: { Bool: { 'aws:multifactorauthpresent': true }, NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } },
    }],
  ])('%s', (_, statement) => {
    const stack = knownStack();
    roleIn(stack, { maxMfaAge: Duration.hours(1) }).assumeRolePolicy!.addStatements(new iam.PolicyStatement({ principals, ...statement }));
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('synthesis takes an age that is known at deployment only', () => {
  const stack = knownStack();
  new CfnParameter(stack, 'Age', { type: 'Number' });
  roleIn(stack, { maxMfaAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) });
  expect(() => synthesize(stack)).not.toThrow();
});

describe('bad input', () => {
  test('fails for a service', () => {
    expect(() => roleIn(knownStack(), { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })).toThrow(/an AWS service has no MFA device/);
  });

  test('fails for an age that sessions cannot have', () => {
    expect(() => roleIn(knownStack(), { maxMfaAge: Duration.days(2) })).toThrow(/'maxMfaAge' must be from 1 minute to 36 hours/);
  });

  test.each([true, false])('fails where iam.Role.customizeRoles stands for another role (preventSynthesis: %s)', preventSynthesis => {
    const stack = knownStack();
    iam.Role.customizeRoles(stack, { preventSynthesis });
    expect(() => roleIn(stack)).toThrow(/customizeRoles stands for a role that is made by hand/);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['fromRoleArn', stack => MfaEnforcedRole.fromRoleArn(stack, 'Imported', 'arn:aws:iam::123456789012:role/r')],
    ['fromRoleName', stack => MfaEnforcedRole.fromRoleName(stack, 'Imported', 'r')],
    ['fromLookup', stack => MfaEnforcedRole.fromLookup(stack, 'Imported', { roleName: 'r' })],
  ])('%s fails, since an imported role would not be enforced', (_, importIt) => {
    expect(() => importIt(knownStack())).toThrow(/a role that exists already is not enforced by importing it, got 'Imported'/);
  });

  const people = (count: number) => new iam.CompositePrincipal(...[...Array(count).keys()].map(index =>
    new iam.ArnPrincipal(`arn:aws:iam::123456789012:user/person-${index}`)));

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html; the CDK looks at neither in trust policies
  test.each([
    ['with signs', ['Tag-sessions'], /the trust policy has a statement with the Sid 'Tag-sessions', and IAM takes letters and digits only/],
    ['with spaces', ['Tag sessions'], /the trust policy has a statement with the Sid 'Tag sessions'/],
    ['that is there twice', ['Tag', 'Tag'], /the trust policy has two statements with the Sid 'Tag'; give yours another one/],
  ])('synthesis fails for a Sid %s', (_, sids, error) => {
    const stack = knownStack();
    const role = roleIn(stack);
    sids.forEach((sid, index) => role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      sid, actions: ['sts:TagSession'], principals: [new iam.ArnPrincipal(`arn:aws:iam::123456789012:user/person${index}`)],
    })));
    expect(() => synthesize(stack)).toThrow(error);
  });

  test('synthesis fails for one name in two Regions of an account: IAM is global', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1']) { roleIn(new Stack(app, region, { env: { ...HERE, region } }), { roleName: 'admin' }); }
    expect(() => app.synth()).toThrow(/the name 'admin' is also that of eu-west-1\/Admin\/Resource in the same account, and IAM is global; leave 'roleName' out/);
  });

  test('a warning for a trust policy over 2,048 characters', () => {
    const stack = knownStack();
    roleIn(stack, { assumedBy: people(15) });
    expect(warnings(stack)).toEqual([expect.stringMatching(/the trust policy has [23]\d{3} characters.*2048.*\[ack: cdk-enforce-mfa:trustPolicySize\]/)]);
  });

  test('synthesis fails for a trust policy over 8,192 characters', () => {
    const stack = knownStack();
    roleIn(stack, { assumedBy: people(60) });
    expect(() => synthesize(stack)).toThrow(/the trust policy has \d+ characters without white space, IAM takes 8192 at most/);
  });
});

test('two in one stack and two Regions', () => {
  const app = new App();
  const one = new Stack(app, 'One', { env: HERE });
  ['One', 'Two'].forEach(id => new MfaEnforcedRole(one, id, { assumedBy }));
  roleIn(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }));
  expect(() => app.synth()).not.toThrow();
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const stack = agnosticStack();
  roleIn(stack);
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources)).toEqual(['AdminC75D2A91']);
  expect(Resources).toMatchSnapshot();
});
