import { MfaDevices, MfaEnforcementPolicy } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decide, Result, Session, WITH_MFA } from '../../tools/decisions/engine';
import { documentOf } from '../../tools/decisions/policy-document';
import { agnosticStack } from '../helpers';

/*
 * People and devices may have any name that IAM takes. Policies that wanted `mfa/${aws:username}` kept out devices with a name of
 * their own, and those that wrote the path which the documentation showed matched no device at all.
 */

const IAM = 'arn:aws:iam::123456789012:';
const enforcement = documentOf(new MfaEnforcementPolicy(agnosticStack(), 'Policy'));
const ask = async (user: string, session: Session, action: string, resource: string): Promise<Result> =>
  (await decide({ user, action, resource, session, policies: { enforcement } })).result;

// https://github.com/alphagov/govuk-developer-docs/pull/4010, https://github.com/awsdocs/iam-user-guide/issues/161
test.each([
  'mfa/alice', 'mfa/alice@example.com-phone', 'mfa/me+work@example.com', 'mfa/phone', 'mfa/team/phone',
])('a device that is called %s can be created in the console, with nothing but the enforcement policy', async device => {
  expect(await ask('alice', CONSOLE_WITHOUT_MFA, 'iam:CreateVirtualMFADevice', `${IAM}${device}`)).toBe('Allowed');
  expect(await ask('alice', ACCESS_KEY, 'iam:CreateVirtualMFADevice', `${IAM}${device}`)).toBe('ExplicitlyDenied');
});

test('but not in another account', async () => {
  expect(await ask('alice', CONSOLE_WITHOUT_MFA, 'iam:CreateVirtualMFADevice', 'arn:aws:iam::210987654321:mfa/phone')).toBe('ImplicitlyDenied');
});

describe.each(['alice', 'alice@example.com', 'alice+admin@example.com', 'a.b=c,d_e-f', '/team/alice@example.com'])('the user %s', user => {
  const own = `${IAM}user${user.startsWith('/') ? user : `/${user}`}`;

  test.each([
    'iam:ChangePassword', 'iam:CreateAccessKey', 'iam:CreateServiceSpecificCredential', 'iam:DeactivateMFADevice', 'iam:EnableMFADevice',
    'iam:UploadSigningCertificate', 'iam:UploadSSHPublicKey',
  ])('may use %s with MFA, and not on others', async action => {
    expect(await ask(user, WITH_MFA, action, own)).toBe('Allowed');
    expect(await ask(user, WITH_MFA, action, `${own}2`)).toBe('ImplicitlyDenied');
    expect(await ask(user, WITH_MFA, action, `${IAM}user/x${own.split('/').pop()}`)).toBe('ImplicitlyDenied');
  });
});

// https://github.com/aws/aws-cli/issues/3607: whoever has nothing but security keys gets to the command line by `aws login` alone
test.each([
  ['denied by access key', ACCESS_KEY, 'ExplicitlyDenied'],
  ['denied in the console without MFA', CONSOLE_WITHOUT_MFA, 'ExplicitlyDenied'],
  ['allowed with MFA', WITH_MFA, 'Allowed'],
] as const)('where security keys alone may be registered, `aws login` is %s', async (_, session, result) => {
  const allowedDevices = MfaDevices.securityKeys();
  const policies = { administrator: ADMINISTRATOR_ACCESS, enforcement: documentOf(new MfaEnforcementPolicy(agnosticStack(), 'Policy', { allowedDevices })) };
  for (const action of ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token']) {
    const resource = 'arn:aws:signin:us-east-1:123456789012:oauth2/public-client/localhost';
    expect(await decide({ user: 'alice', action, resource, session, policies })).toMatchObject({ result });
  }
});
