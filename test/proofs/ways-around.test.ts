import { App, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ALICE } from './allowed-without-mfa';
import {
  FidoLevel, MfaDevices, MfaEnforcedGroup, MfaEnforcedGroupProps, MfaEnforcedRole, MfaEnforcementPolicy, MfaPermissionsBoundary, MfaPrincipal,
} from '../../src';
import { ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decide, decideFast, having, Result, Session, WITH_MFA } from '../../tools/decisions/engine';
import { documentOf, trustPolicyOf } from '../../tools/decisions/policy-document';

/*
 * The ways around MFA that are known by name, asked of an independent IAM engine: every action that `exemptActions` refuses
 * with a reason of its own, and what each careless edit of a statement would open. `npm run test:mutants` makes those edits:
 * whoever takes a row out of here is told which break nobody notices any longer.
 */

const IAM = 'arn:aws:iam::123456789012:';
const BOB = `${IAM}user/bob`;
const ROLE = `${IAM}role/admin`;
const GROUP = `${IAM}group/people`;
const POLICY = `${IAM}policy/enforcement`;
const DELEGATION = `${IAM}delegation-request/dr-1234`;
const LOGIN = 'arn:aws:signin:us-east-1:123456789012:';

/** Denied by access key and in the console without MFA, allowed with MFA. */
const NEEDS_MFA: [string, string][] = [
  // a credential of one's own without MFA
  ['iam:CreateAccessKey', ALICE],
  ['iam:CreateLoginProfile', ALICE],
  ['iam:CreateServiceSpecificCredential', ALICE],
  ['iam:ResetServiceSpecificCredential', ALICE],
  ['iam:UpdateAccessKey', ALICE],
  ['iam:UpdateLoginProfile', ALICE],
  ['iam:UploadSigningCertificate', ALICE],
  ['iam:UploadSSHPublicKey', ALICE],
  // the device of a user taken away
  ['iam:DeactivateMFADevice', ALICE],
  ['iam:DeactivateMFADevice', BOB],
  ['iam:DeleteVirtualMFADevice', `${IAM}mfa/alice-phone`],
  ['iam:DeleteVirtualMFADevice', `${IAM}sms-mfa/alice-phone`],
  // rights of one's own, or the enforcement taken away
  ['iam:AcceptDelegationRequest', DELEGATION],
  ['iam:AddUserToGroup', GROUP],
  ['iam:AttachGroupPolicy', GROUP],
  ['iam:AttachRolePolicy', ROLE],
  ['iam:AttachUserPolicy', ALICE],
  ['iam:CreatePolicyVersion', POLICY],
  ['iam:DeleteGroupPolicy', GROUP],
  ['iam:DeleteRolePolicy', ROLE],
  ['iam:DeleteUserPermissionsBoundary', ALICE],
  ['iam:DeleteUserPolicy', ALICE],
  ['iam:DetachGroupPolicy', GROUP],
  ['iam:DetachRolePolicy', ROLE],
  ['iam:DetachUserPolicy', ALICE],
  ['iam:PassRole', ROLE],
  ['iam:PutGroupPolicy', GROUP],
  ['iam:PutRolePolicy', ROLE],
  ['iam:PutUserPermissionsBoundary', ALICE],
  ['iam:PutUserPolicy', ALICE],
  ['iam:RemoveUserFromGroup', GROUP],
  ['iam:SendDelegationToken', DELEGATION],
  ['iam:SetDefaultPolicyVersion', POLICY],
  ['iam:UpdateAssumeRolePolicy', ROLE],
  // a session that goes on without MFA
  ['iam:EnableOutboundWebIdentityFederation', '*'],
  ['signin:AuthorizeOAuth2Access', `${LOGIN}oauth2/public-client/localhost`],
  ['signin:AuthorizeOAuth2Access', `${LOGIN}oauth2/public-client/remote`],
  ['signin:CreateOAuth2Token', `${LOGIN}oauth2/public-client/localhost`],
  ['signin:CreateOAuth2Token', `${LOGIN}oauth2/public-client/remote`],
  ['sts:AssumeRole', ROLE],
  ['sts:AssumeRoot', 'arn:aws:iam::444455556666:root'],
  ['sts:GetFederationToken', 'arn:aws:sts::123456789012:federated-user/alice'],
  ['sts:GetWebIdentityToken', '*'],
  // users whose names begin with that of alice
  ['iam:EnableMFADevice', `${IAM}user/alice2`],
  ['iam:EnableMFADevice', `${IAM}user/team/alice2`],
];

const administrator = ADMINISTRATOR_ACCESS;
const stack = () => new Stack(new App(), 'Stack');
const group = (props?: MfaEnforcedGroupProps) => documentOf(new MfaEnforcedGroup(stack(), 'People', props).enforcementPolicy);
const enforcement = group();
const policies = { administrator, enforcement };

describe.each(NEEDS_MFA)('%s on %s', (action, resource) => {
  const by = expect.arrayContaining([expect.stringMatching(/^Deny/)]);

  test.each<[string, Session, object]>([
    ['by access key: denied', ACCESS_KEY, { result: 'ExplicitlyDenied', by }],
    ['in the console without MFA: denied', CONSOLE_WITHOUT_MFA, { result: 'ExplicitlyDenied', by }],
    ['with MFA: allowed', WITH_MFA, { result: 'Allowed' }],
  ])('%s', async (_, session, expected) => {
    expect(await decide({ user: 'alice', action, resource, session, policies })).toMatchObject(expected);
  });
});

// AWS's reference does not list it, so that the engine takes it without its checks only
test.each<[string, Session, Result]>([
  ['by access key', ACCESS_KEY, 'ExplicitlyDenied'],
  ['in the console without MFA', CONSOLE_WITHOUT_MFA, 'ExplicitlyDenied'],
  ['with MFA', WITH_MFA, 'Allowed'],
])('iam:AcquireRole %s', (_, session, result) => {
  expect(decideFast({ user: 'alice', action: 'iam:AcquireRole', resource: ROLE, session, policies })).toBe(result);
});

describe('members without other policies, with MFA', () => {
  test.each<[string, string, MfaEnforcedGroupProps?]>([
    ['iam:EnableMFADevice', BOB],
    ['iam:DeactivateMFADevice', BOB],
    ['iam:DeleteVirtualMFADevice', `${IAM}mfa/bob-phone`],
    ['iam:ListUsers', '*'],
    ['iam:PutUserPolicy', ALICE],
    ['iam:CreateAccessKey', ALICE, { selfManagedCredentials: [] }],
  ])('are not given %s on %s', async (action, resource, props = {}) => {
    expect(await decide({ user: 'alice', action, resource, session: WITH_MFA, policies: { enforcement: group(props) } }))
      .toMatchObject({ result: 'ImplicitlyDenied' });
  });
});

describe('an option opens what it is for, and nothing else:', () => {
  const maxMfaAge = Duration.hours(1);
  const enforceFrom = new Date('2027-01-15T00:00:00Z');
  const keys = MfaDevices.securityKeys();
  const certified = MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L2 });
  const old = having(WITH_MFA, { 'aws:MultiFactorAuthAge': '3601' });
  const before = (session: Session) => having(session, { 'aws:CurrentTime': '2027-01-14T23:59:59Z' });
  const then = (session: Session) => having(session, { 'aws:CurrentTime': '2027-01-15T00:00:00Z' });
  const uncertified = having(CONSOLE_WITHOUT_MFA, { 'iam:RegisterSecurityKey': 'Activate' });
  const DENIED = 'ExplicitlyDenied';

  test.each<[string, MfaEnforcedGroupProps, Session, string, string, Result]>([
    ['MFA whose age is not told counts as too old', { maxMfaAge }, { mfa: 'true' }, 's3:ListAllMyBuckets', '*', DENIED],
    ['before enforceFrom others are open', { enforceFrom }, before(CONSOLE_WITHOUT_MFA), 'iam:GetUser', BOB, 'Allowed'],
    ['before enforceFrom old MFA is enough', { enforceFrom, maxMfaAge }, before(old), 's3:ListAllMyBuckets', '*', 'Allowed'],
    ['from enforceFrom on it is not', { enforceFrom, maxMfaAge }, then(old), 's3:ListAllMyBuckets', '*', DENIED],
    ['before enforceFrom no other devices', { enforceFrom, allowedDevices: keys }, before(CONSOLE_WITHOUT_MFA), 'iam:EnableMFADevice', ALICE, DENIED],
    ['before enforceFrom no uncertified keys', { enforceFrom, allowedDevices: certified }, before(uncertified), 'iam:EnableMFADevice', ALICE, DENIED],
    ['a service may use old MFA', { maxMfaAge, exemptRequestsViaAwsServices: true },
      having(old, { 'aws:ViaAWSService': 'true' }), 's3:ListAllMyBuckets', '*', 'Allowed'],
    ['a person may not', { maxMfaAge, exemptRequestsViaAwsServices: true }, old, 's3:ListAllMyBuckets', '*', DENIED],
    ['an exempted action', { exemptActions: ['s3:ListAllMyBuckets'] }, ACCESS_KEY, 's3:ListAllMyBuckets', '*', 'Allowed'],
    ['another action', { exemptActions: ['s3:ListAllMyBuckets'] }, ACCESS_KEY, 's3:GetObject', 'arn:aws:s3:::reports/2026.csv', DENIED],
    ['a password', { allowPasswordChangeWithoutMfa: true }, CONSOLE_WITHOUT_MFA, 'iam:ChangePassword', ALICE, 'Allowed'],
    ['a device by access key', { allowDeviceRegistrationWithAccessKeys: true }, ACCESS_KEY, 'iam:EnableMFADevice', ALICE, 'Allowed'],
    ['not one on others', { allowDeviceRegistrationWithAccessKeys: true }, ACCESS_KEY, 'iam:EnableMFADevice', BOB, DENIED],
  ])('%s', async (_, props, session, action, resource, result) => {
    expect(await decide({ user: 'alice', action, resource, session, policies: { administrator, enforcement: group(props) } })).toMatchObject({ result });
  });

  test('the policy alone and the boundary take options too', async () => {
    const question = { user: 'alice', action: 's3:ListAllMyBuckets', resource: '*', session: old };
    const policy = documentOf(new MfaEnforcementPolicy(stack(), 'Policy', { maxMfaAge }));
    const boundary = documentOf(new MfaPermissionsBoundary(stack(), 'Boundary', { maxMfaAge }));
    expect(await decide({ ...question, policies: { administrator, policy } })).toMatchObject({ result: DENIED });
    expect(await decide({ ...question, policies: { administrator }, boundary })).toMatchObject({ result: DENIED });
  });
});

describe('a role', () => {
  const account = new iam.AccountRootPrincipal();
  const hours = (count: number) => ({ maxMfaAge: Duration.hours(count) });
  const enforced = (assumedBy: iam.IPrincipal, options = {}) => new MfaEnforcedRole(stack(), 'Role', { assumedBy, ...options });
  const plain = (assumedBy: iam.IPrincipal) => new iam.Role(stack(), 'Role', { assumedBy });
  const written = (principal: iam.IPrincipal) => {
    const role = enforced(new iam.ArnPrincipal(BOB));
    role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [principal] }));
    return role;
  };
  const aged = (seconds: number) => having(WITH_MFA, { 'aws:MultiFactorAuthAge': String(seconds) });
  const secure = { Bool: { 'aws:SecureTransport': 'true' } };
  const hour = () => new MfaPrincipal(account, hours(1));

  test.each<[string, iam.Role, Session, boolean]>([
    ['with an age, by MFA whose age is not told', enforced(account, hours(1)), { mfa: 'true' }, false],
    ['with a smaller age inside, by MFA older than it', enforced(hour(), hours(12)), aged(3_601), false],
    ['with a larger age inside, by MFA older than the smaller', enforced(new MfaPrincipal(account, hours(12)), hours(1)), aged(3_601), false],
    ['whose principal has BoolIfExists, by access key',
      enforced(account.withConditions({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } })), ACCESS_KEY, false],
    ['whose principal has conditions, not as they say', enforced(account.withConditions(secure)), WITH_MFA, false],
    ['whose principal has conditions, as they say, by access key', enforced(account.withConditions(secure)),
      having(ACCESS_KEY, { 'aws:SecureTransport': 'true' }), false],
    ['whose principal has conditions, as they say, by MFA', enforced(account.withConditions(secure)),
      having(WITH_MFA, { 'aws:SecureTransport': 'true' }), true],
    ['with session tags, by access key', plain(hour().withSessionTags()), ACCESS_KEY, false],
    ['with session tags, by old MFA', plain(hour().withSessionTags()), aged(3_601), false],
    ['with session tags, by MFA', plain(hour().withSessionTags()), WITH_MFA, true],
    ['with conditions around, by old MFA', plain(hour().withConditions(secure)),
      having(aged(3_601), { 'aws:SecureTransport': 'true' }), false],
    ['with conditions around, not as they say', plain(hour().withConditions(secure)), WITH_MFA, false],
    ['with a statement written by hand, by access key', written(hour()), ACCESS_KEY, false],
    ['with a statement written by hand, by old MFA', written(hour()), aged(3_601), false],
    ['with a statement written by hand, by MFA', written(hour()), WITH_MFA, true],
  ])('%s', async (_, role, session, allowed) => {
    const mayAssume = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE }] };
    const { result } = await decide({
      user: 'alice', action: 'sts:AssumeRole', resource: ROLE, session, policies: { mayAssume }, resourcePolicy: trustPolicyOf(role),
    });
    expect(result === 'Allowed').toBe(allowed);
  });
});
