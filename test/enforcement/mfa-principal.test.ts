import { CfnJson, Duration, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { MfaPrincipal } from '../../src';
import { knownStack, only } from '../helpers';

const USER = new iam.ArnPrincipal('arn:aws:iam::123456789012:user/alice');
const MFA = { 'aws:MultiFactorAuthPresent': 'true' };

/** The statements of the trust policy that core makes of a principal. */
function trustOf(assumedBy: iam.IPrincipal, props: Partial<iam.RoleProps> = {}, stack = knownStack()): any[] {
  new iam.Role(stack, 'Role', { assumedBy, ...props });
  return only(Template.fromStack(stack), 'AWS::IAM::Role').properties.AssumeRolePolicyDocument.Statement;
}

const conditionsOf = (assumedBy: iam.IPrincipal) => trustOf(assumedBy).map(statement => statement.Condition);

describe('demands MFA in each statement', () => {
  test('of an account', () => {
    expect(trustOf(new MfaPrincipal(new iam.AccountRootPrincipal()))).toEqual([{
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:root']] } },
      Condition: { Bool: MFA },
    }]);
  });

  test('of users of the app and of outside', () => {
    const stack = knownStack();
    const users = new iam.CompositePrincipal(new iam.User(stack, 'User'), iam.User.fromUserName(stack, 'Bob', 'bob'));
    const statements = trustOf(new MfaPrincipal(users), {}, stack);
    expect(statements.map(statement => statement.Condition)).toEqual([{ Bool: MFA }, { Bool: MFA }]);
  });

  test('of several, also those that have conditions, which PrincipalWithConditions refuses', () => {
    const everybody = new iam.CompositePrincipal(USER, new iam.AccountPrincipal('210987654321').withConditions({ StringEquals: { 'sts:ExternalId': 'x' } }));
    expect(conditionsOf(new MfaPrincipal(everybody))).toEqual([{ Bool: MFA }, { Bool: MFA, StringEquals: { 'sts:ExternalId': 'x' } }]);
  });

  test('of those that are added to a composite before the role is made', () => {
    const composite = new iam.CompositePrincipal(USER);
    const principal = new MfaPrincipal(composite);
    composite.addPrincipals(new iam.ArnPrincipal('arn:aws:iam::123456789012:user/bob'));
    expect(JSON.stringify(trustOf(principal))).toContain('user/bob');
    expect(conditionsOf(principal)).toEqual([{ Bool: MFA }, { Bool: MFA }]);
  });

  test('of an organization', () => {
    expect(conditionsOf(new MfaPrincipal(new iam.OrganizationPrincipal('o-1234567890')))).toEqual([{ Bool: MFA, StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }]);
  });

  test('with session tags, inside and outside', () => {
    const expected = { Action: ['sts:AssumeRole', 'sts:TagSession'], Condition: { Bool: MFA } };
    expect(trustOf(new MfaPrincipal(USER.withSessionTags()))[0]).toMatchObject(expected);
    expect(trustOf(new MfaPrincipal(USER).withSessionTags())[0]).toMatchObject(expected);
    expect(trustOf(new iam.SessionTagsPrincipal(new MfaPrincipal(USER)))[0]).toMatchObject(expected);
  });

  test('with external ids in the same statement', () => {
    expect(trustOf(new MfaPrincipal(USER), { externalIds: ['one', 'two'] })).toEqual([expect.objectContaining({
      Condition: { Bool: MFA, StringEquals: { 'sts:ExternalId': ['one', 'two'] } },
    })]);
  });

  test('with source identity', () => {
    const principal = new MfaPrincipal(USER).withConditions({ StringEquals: { 'sts:SourceIdentity': 'alice' } });
    expect(conditionsOf(principal)).toEqual([{ Bool: MFA, StringEquals: { 'sts:SourceIdentity': 'alice' } }]);
  });

  test('in statements that people write themselves', () => {
    const statement = new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new MfaPrincipal(USER, { maxMfaAge: Duration.hours(1) })] });
    expect(statement.toStatementJson().Condition).toEqual({ Bool: MFA, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } });
  });
});

describe('the age', () => {
  const aged = (minutes: number, inner: iam.IPrincipal = USER) => new MfaPrincipal(inner, { maxMfaAge: Duration.minutes(minutes) });
  const age = (seconds: string) => ({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': seconds } });

  test('is in seconds, as text', () => {
    expect(conditionsOf(aged(60))).toEqual([{ Bool: MFA, ...age('3600') }]);
  });

  test('wrapped twice, the smaller one holds', () => {
    expect(conditionsOf(aged(60, aged(30)))).toEqual([{ Bool: MFA, ...age('1800') }]);
    expect(conditionsOf(aged(30, aged(60)))).toEqual([{ Bool: MFA, ...age('1800') }]);
  });

  test('keys compare without case', () => {
    const inner = USER.withConditions({ Bool: { 'AWS:multifactorauthpresent': 'true' }, NumericLessThanEquals: { 'aws:multiFactorAuthAge': '60' } });
    expect(conditionsOf(aged(60, inner))).toEqual([{ Bool: { 'AWS:multifactorauthpresent': 'true' }, NumericLessThanEquals: { 'aws:multiFactorAuthAge': '60' } }]);
  });

  test('may be known at deployment only', () => {
    const stack = knownStack();
    const principal = new MfaPrincipal(USER, { maxMfaAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) });
    expect(trustOf(principal, {}, stack)[0].Condition.NumericLessThanEquals).toEqual({ 'aws:MultiFactorAuthAge': { Ref: 'Age' } });
  });

  test('fails where two ages cannot be compared before deployment', () => {
    const later = new MfaPrincipal(USER, { maxMfaAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) });
    expect(() => aged(60, later)).toThrow(/cannot be compared before deployment/);
  });

  test.each([Duration.seconds(59), Duration.seconds(129_601), Duration.millis(90_500)])('fails for %s', maxMfaAge => {
    expect(() => new MfaPrincipal(USER, { maxMfaAge })).toThrow(/'maxMfaAge' must be from 1 minute to 36 hours in whole seconds, got/);
  });
});

describe('refuses with the reason', () => {
  const stack = knownStack();
  const role = new iam.Role(stack, 'SomeRole', { assumedBy: USER });
  test.each<[string, iam.IPrincipal, RegExp]>([
    ['a service', new iam.ServicePrincipal('ec2.amazonaws.com'), /an AWS service has no MFA device/],
    ['a service beside people', new iam.CompositePrincipal(USER, new iam.ServicePrincipal('ec2.amazonaws.com')), /an AWS service has no MFA device/],
    ['OpenID Connect', new iam.WebIdentityPrincipal('accounts.example.com'), /identity provider/],
    ['SAML', new iam.SamlPrincipal(iam.SamlProvider.fromSamlProviderArn(stack, 'Saml', 'arn:aws:iam::123456789012:saml-provider/p'), {}), /identity provider/],
    ['federation', new iam.FederatedPrincipal('cognito-identity.amazonaws.com'), /identity provider/],
    ['a canonical user', new iam.CanonicalUserPrincipal('1234'), /a canonical user is for bucket policies/],
    ['a federated user', new iam.ArnPrincipal('arn:aws:sts::123456789012:federated-user/x'), /the session of a federated user does not show MFA/],
    ['a role', role, /the session of a role does not show MFA/],
    ['a role by its ARN', new iam.ArnPrincipal(role.roleArn), /the session of a role does not show MFA/],
    ['an imported role', iam.Role.fromRoleName(stack, 'Imported', 'imported'), /the session of a role does not show MFA/],
    ['the session of a role', new iam.ArnPrincipal('arn:aws:sts::123456789012:assumed-role/r/s'), /the session of a role does not show MFA/],
    ['anybody', new iam.AnyPrincipal(), /anybody in any account .* aws:PrincipalAccount or aws:PrincipalOrgID/],
    ['anybody, literally', new iam.StarPrincipal(), /anybody in any account/],
    ['anybody of any organization', new iam.AnyPrincipal().withConditions({ StringLike: { 'aws:PrincipalOrgID': '*' } }), /anybody in any account/],
    ['anybody of organizations that begin alike', new iam.AnyPrincipal().withConditions({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), /anybody in any account/],
    ['anybody of accounts with twelve digits', new iam.AnyPrincipal().withConditions({ StringLike: { 'aws:PrincipalAccount': '????????????' } }),
      /anybody in any account/],
    ['anybody of any path', new iam.AnyPrincipal().withConditions({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-*/*'] } }), /anybody in any account/],
    ['anybody of no account', new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalAccount': [] } }), /anybody in any account/],
    ['a group', iam.Group.fromGroupName(stack, 'ImportedGroup', 'admins'), /IAM takes no groups as principals; trust the account/],
    ['anybody not of an account', new iam.AnyPrincipal().withConditions({ StringNotEquals: { 'aws:PrincipalAccount': '1' } }), /anybody in any account/],
  ])('%s', (_, principal, reason) => {
    expect(() => new MfaPrincipal(principal)).toThrow(reason);
  });

  test.each<[string, iam.IPrincipal]>([
    ['of an account', new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalAccount': '123456789012' } })],
    ['of some organizational units', new iam.AnyPrincipal().withConditions({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-1234567890/r-1/ou-1/*'] } })],
  ])('but takes anybody %s', (_, principal) => {
    expect(() => new MfaPrincipal(principal)).not.toThrow();
  });

  test('a service that is added to a composite later', () => {
    const composite = new iam.CompositePrincipal(USER);
    const principal = new MfaPrincipal(composite);
    composite.addPrincipals(new iam.ServicePrincipal('ec2.amazonaws.com'));
    expect(() => trustOf(principal)).toThrow(/an AWS service has no MFA device/);
  });
});

describe('conditions that would change the demand', () => {
  const no = { 'aws:MultiFactorAuthPresent': 'false' };

  test.each<[string, iam.Conditions]>([
    ['Bool false', { Bool: no }],
    ['a boolean', { Bool: { 'aws:MultiFactorAuthPresent': false } }],
    ['another spelling', { Bool: { 'aws:multifactorauthpresent': 'FALSE' } }],
    ['true or false', { Bool: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } }],
    ['a value that is known at deployment only', { Bool: { 'aws:MultiFactorAuthPresent': Token.asString({ Ref: 'Value' }) } }],
    ['BoolIfExists false', { BoolIfExists: no }],
    ['Null true', { Null: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ])('inside fail: %s', (_, conditions) => {
    expect(() => new MfaPrincipal(new iam.PrincipalWithConditions(USER, conditions))).toThrow(/contradicts MFA/);
    expect(() => new MfaPrincipal(USER).withConditions(conditions)).toThrow(/contradicts MFA/);
  });

  test.each<[string, iam.Conditions]>([
    ['Bool false', { Bool: no }],
    ['BoolIfExists false', { BoolIfExists: no }],
    ['a greater age', { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '7200' } }],
    ['an age in another spelling', { NumericLessThanEquals: { 'AWS:multifactorauthage': '7200' } }],
  ])('outside fail: %s', (_, conditions) => {
    const principal = new iam.PrincipalWithConditions(new MfaPrincipal(USER, { maxMfaAge: Duration.hours(1) }), conditions);
    expect(() => trustOf(principal)).toThrow(/would change who must use MFA, or that they must/);
  });

  test('outside fail: another organization for anybody', () => {
    const ofOurs = new MfaPrincipal(new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }));
    expect(() => trustOf(new iam.PrincipalWithConditions(ofOurs, { StringEquals: { 'aws:PrincipalOrgID': '*' } }))).toThrow(/would change who must use MFA/);
  });

  test('that demand the same are kept once', () => {
    expect(conditionsOf(new iam.PrincipalWithConditions(new MfaPrincipal(USER), { Bool: MFA }))).toEqual([{ Bool: MFA }]);
  });

  test('that have nothing to do with it add up', () => {
    const principal = new MfaPrincipal(USER)
      .withConditions({ StringEquals: { 'sts:ExternalId': 'x' } })
      .withConditions({ StringEquals: { 'sts:SourceIdentity': 'alice' }, Bool: { 'aws:SecureTransport': 'true' } });
    expect(conditionsOf(principal)).toEqual([{
      Bool: { 'aws:SecureTransport': 'true', ...MFA }, StringEquals: { 'sts:ExternalId': 'x', 'sts:SourceIdentity': 'alice' },
    }]);
  });

  test('in a block that is known at deployment only fail, since nothing can be added to it', () => {
    const stack = knownStack();
    const Bool = new CfnJson(stack, 'Json', { value: { 'aws:SecureTransport': 'true' } });
    expect(() => new MfaPrincipal(new iam.PrincipalWithConditions(USER, { Bool }))).toThrow(/known at deployment only/);
  });

  test('in another block that is known at deployment only stay', () => {
    const stack = knownStack();
    const StringEquals = new CfnJson(stack, 'Json', { value: { 'sts:ExternalId': 'x' } });
    const principal = new MfaPrincipal(new iam.PrincipalWithConditions(USER, { StringEquals }));
    expect(stack.resolve(principal.policyFragment.conditions)).toEqual({ Bool: MFA, StringEquals: { 'Fn::GetAtt': [expect.any(String), 'Value'] } });
  });
});

test('is a principal like the one it wraps', () => {
  const account = new MfaPrincipal(new iam.AccountPrincipal('210987654321'));
  expect(account.principalAccount).toBe('210987654321');
  expect(account.assumeRoleAction).toBe('sts:AssumeRole');
  expect(`${account}`).toBe('MfaPrincipal(AccountPrincipal(210987654321))');
  expect(account.dedupeString()).not.toEqual(new iam.AccountPrincipal('210987654321').dedupeString());
  expect(new MfaPrincipal(USER).dedupeString()).toEqual(new MfaPrincipal(USER).dedupeString());
});

describe('what is granted to it is allowed with MFA only', () => {
  const granted = (grant: (principal: MfaPrincipal, stack: Stack) => void, maxMfaAge?: Duration) => {
    const stack = knownStack();
    grant(new MfaPrincipal(new iam.User(stack, 'User'), { maxMfaAge }), stack);
    return only(Template.fromStack(stack), 'AWS::IAM::Policy').properties.PolicyDocument.Statement;
  };

  test('by a grant', () => {
    expect(granted((principal, stack) => new Bucket(stack, 'Bucket').grantRead(principal))).toEqual([expect.objectContaining({ Condition: { Bool: MFA } })]);
  });

  test('by a statement, with its own conditions and the age', () => {
    const statement = new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'], conditions: { Bool: { 'aws:SecureTransport': 'true' } } });
    expect(granted(principal => principal.addToPrincipalPolicy(statement), Duration.hours(1))).toEqual([expect.objectContaining({
      Condition: { Bool: { 'aws:SecureTransport': 'true', ...MFA }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
    })]);
    expect(statement.conditions).toEqual({ Bool: { 'aws:SecureTransport': 'true' } }); // the caller's own is as it was
  });

  test('but a Deny holds without MFA too', () => {
    const deny = new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] });
    expect(granted(principal => principal.addToPrincipalPolicy(deny))).toEqual([{ Effect: 'Deny', Action: 's3:*', Resource: '*' }]);
  });
});
