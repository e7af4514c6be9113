import { App, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ALICE } from './allowed-without-mfa';
import { MfaEnforcedRole, MfaEnforcementPolicy, MfaPermissionsBoundary } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decide, having, Result, Session, WITH_MFA } from '../../tools/decisions/engine';
import { documentOf, trustPolicyOf } from '../../tools/decisions/policy-document';

const stack = new Stack(new App(), 'Stack');
const administrator = ADMINISTRATOR_ACCESS;

describe('the boundary', () => {
  const boundary = documentOf(new MfaPermissionsBoundary(stack, 'Boundary'));
  const enforcement = documentOf(new MfaEnforcementPolicy(stack, 'Policy'));
  const OBJECT = 'arn:aws:s3:::reports/2026.csv';

  /** A bucket policy that names the user: what a boundary merely does not allow, it gives. */
  const resourcePolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ALICE }, Action: 's3:GetObject', Resource: OBJECT }] };

  test.each<[string, Session, Result]>([
    ['by access key', ACCESS_KEY, 'ExplicitlyDenied'],
    ['in the console without MFA', CONSOLE_WITHOUT_MFA, 'ExplicitlyDenied'],
    ['with MFA', WITH_MFA, 'Allowed'],
  ])('holds against a resource policy that names the user, %s', async (_, session, result) => {
    expect(await decide({ user: 'alice', action: 's3:GetObject', resource: OBJECT, session, policies: {}, boundary, resourcePolicy })).toMatchObject({ result });
  });

  test('negative control: a boundary without explicit Denies would not', async () => {
    const allowing = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }] };
    expect(await decide({ user: 'alice', action: 's3:GetObject', resource: OBJECT, session: ACCESS_KEY, policies: {}, boundary: allowing, resourcePolicy }))
      .toMatchObject({ result: 'Allowed' });
  });

  test('grants nothing, also with MFA', async () => {
    expect(await decide({ user: 'alice', action: 's3:ListAllMyBuckets', resource: '*', session: WITH_MFA, policies: {}, boundary }))
      .toMatchObject({ result: 'ImplicitlyDenied' });
  });

  test.each([
    ['iam:CreateVirtualMFADevice', 'arn:aws:iam::123456789012:mfa/alice-phone'],
    ['iam:EnableMFADevice', ALICE],
    ['iam:GetUser', ALICE],
    ['iam:ListMFADevices', ALICE],
    ['iam:ListVirtualMFADevices', '*'],
  ])('with the enforcement policy beside it, %s is allowed in the console', async (action, resource) => {
    const question = { user: 'alice', action, resource, session: CONSOLE_WITHOUT_MFA, boundary };
    expect(await decide({ ...question, policies: { enforcement } })).toMatchObject({ result: 'Allowed' });
    expect(await decide({ ...question, policies: {} })).toMatchObject({ result: 'ImplicitlyDenied' });
  });

  test('cannot be taken off without MFA', async () => {
    for (const action of ['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary']) {
      expect(await decide({ user: 'alice', action, resource: ALICE, session: ACCESS_KEY, policies: { administrator }, boundary }))
        .toMatchObject({ result: 'ExplicitlyDenied' });
    }
  });
});

describe('the role', () => {
  const ROLE = 'arn:aws:iam::123456789012:role/admin';
  const mayAssume = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE }] };
  const assume = (role: iam.Role, session: Session) => decide({
    user: 'alice', action: 'sts:AssumeRole', resource: ROLE, session, policies: { mayAssume }, resourcePolicy: trustPolicyOf(role),
  });
  const aged = (seconds: number) => having(WITH_MFA, { 'aws:MultiFactorAuthAge': String(seconds) });

  const account = new MfaEnforcedRole(stack, 'Account', { assumedBy: new iam.AccountRootPrincipal() });
  const user = new MfaEnforcedRole(stack, 'User', { assumedBy: new iam.ArnPrincipal(ALICE) });
  const recent = new MfaEnforcedRole(stack, 'Recent', { assumedBy: new iam.AccountRootPrincipal(), maxMfaAge: Duration.hours(1) });
  const partner = new MfaEnforcedRole(stack, 'Partner', { assumedBy: new iam.AccountRootPrincipal(), externalIds: ['partner'] });

  test.each<[string, string, iam.Role, Session, boolean]>([
    ['that trusts the account', 'by access key', account, ACCESS_KEY, false],
    ['that trusts the account', 'in the console without MFA', account, CONSOLE_WITHOUT_MFA, false],
    ['that trusts the account', 'with MFA', account, WITH_MFA, true],
    ['that trusts the account', 'with MFA of yesterday', account, aged(86_400), true],
    ['that trusts the user', 'by access key', user, ACCESS_KEY, false],
    ['that trusts the user', 'with MFA', user, WITH_MFA, true],
    ['with an age of one hour', 'with MFA of one hour', recent, aged(3_600), true],
    ['with an age of one hour', 'with MFA of one hour and a second', recent, aged(3_601), false],
    ['with an age of one hour', 'by access key', recent, ACCESS_KEY, false],
    ['with an external id', 'with MFA, without the id', partner, WITH_MFA, false],
    ['with an external id', 'with the id, without MFA', partner, having(ACCESS_KEY, { 'sts:ExternalId': 'partner' }), false],
    ['with an external id', 'with both', partner, having(WITH_MFA, { 'sts:ExternalId': 'partner' }), true],
  ])('%s, %s', async (_, __, role, session, allowed) => {
    const { result } = await assume(role, session);
    expect(result === 'Allowed').toBe(allowed);
  });

  test('negative control: an iam.Role is assumed by access key', async () => {
    expect(await assume(new iam.Role(stack, 'Plain', { assumedBy: new iam.AccountRootPrincipal() }), ACCESS_KEY)).toMatchObject({ result: 'Allowed' });
  });
});
