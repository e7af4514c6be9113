import { App, Stack } from 'aws-cdk-lib';
import { MfaEnforcedGroup } from '../../src';
import {
  ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decide, Decision, Session, WITH_MFA,
} from '../../tools/decisions/engine';
import { documentOf } from '../../tools/decisions/policy-document';

/*
 * What a member of the enforced group may do, as an independent IAM engine decides it. Members have AdministratorAccess, so
 * that whatever is denied is denied by us. What is expected is written down by hand, from
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 * and, where we are stricter than AWS's policy, from the reason beside it.
 */

const IAM = 'arn:aws:iam::123456789012:';
const ALICE = `${IAM}user/alice`;
const BOB = `${IAM}user/bob`;

type Expected = 'allowed' | 'denied';

/** Action, resource, and what is expected by access key, in the console without MFA, and with MFA. */
const REGISTERING: [string, string, Expected, Expected, Expected][] = [
  // a leaked access key must not be able to make itself a device
  ['iam:CreateVirtualMFADevice', `${IAM}mfa/alice-phone`, 'denied', 'allowed', 'allowed'],
  ['iam:EnableMFADevice', ALICE, 'denied', 'allowed', 'allowed'],
  ['iam:ResyncMFADevice', ALICE, 'denied', 'allowed', 'allowed'],
  // what the security credentials page reads
  ['iam:GetUser', ALICE, 'allowed', 'allowed', 'allowed'],
  ['iam:GetMFADevice', ALICE, 'allowed', 'allowed', 'allowed'],
  ['iam:ListMFADevices', ALICE, 'allowed', 'allowed', 'allowed'],
  ['iam:ListVirtualMFADevices', '*', 'allowed', 'allowed', 'allowed'],
  // how an access key gets a session with MFA
  ['sts:GetSessionToken', '*', 'allowed', 'allowed', 'allowed'],
  // opening the console, in accounts that made it an action
  ['signin:AuthorizeOAuth2Access', 'arn:aws:signin:::console/homepage', 'allowed', 'allowed', 'allowed'],
  ['signin:CreateOAuth2Token', 'arn:aws:signin:::console/homepage', 'allowed', 'allowed', 'allowed'],
];

/** The same on somebody else: with MFA it is up to the other policies, without it is denied. */
const ON_OTHERS: [string, string][] = [
  ['iam:EnableMFADevice', BOB],
  ['iam:GetMFADevice', BOB],
  ['iam:GetUser', BOB],
  ['iam:ListMFADevices', BOB],
  ['iam:ResyncMFADevice', BOB],
  ['iam:EnableMFADevice', `${IAM}user/malice`], // ends in the name of alice
  ['iam:EnableMFADevice', `${IAM}user/alice/bob`], // has it as a path
];

/** Everything else needs MFA: known ways around it first, then one action for each kind of thing that people do. */
const NEEDS_MFA: [string, string][] = [
  ['iam:DeactivateMFADevice', ALICE],
  ['iam:DeleteVirtualMFADevice', `${IAM}mfa/alice`],
  ['iam:ChangePassword', ALICE],
  ['iam:GetAccountPasswordPolicy', '*'],
  ['iam:CreateLoginProfile', ALICE],
  ['iam:UpdateLoginProfile', ALICE],
  ['iam:CreateAccessKey', ALICE],
  ['iam:UpdateAccessKey', ALICE],
  ['iam:CreateServiceSpecificCredential', ALICE],
  ['iam:ResetServiceSpecificCredential', ALICE],
  ['iam:UploadSSHPublicKey', ALICE],
  ['iam:UploadSigningCertificate', ALICE],
  ['iam:AddUserToGroup', `${IAM}group/people`],
  ['iam:RemoveUserFromGroup', `${IAM}group/people`],
  ['iam:DetachGroupPolicy', `${IAM}group/people`],
  ['iam:AttachUserPolicy', ALICE],
  ['iam:PutUserPolicy', ALICE],
  ['iam:DeleteUserPermissionsBoundary', ALICE],
  ['iam:CreatePolicyVersion', `${IAM}policy/enforcement`],
  ['iam:SetDefaultPolicyVersion', `${IAM}policy/enforcement`],
  ['iam:DeletePolicyVersion', `${IAM}policy/enforcement`],
  ['iam:UpdateAssumeRolePolicy', `${IAM}role/admin`],
  ['iam:PassRole', `${IAM}role/admin`],
  ['iam:CreateUser', BOB],
  ['iam:ListUsers', '*'],
  ['sts:AssumeRole', `${IAM}role/admin`],
  ['sts:GetFederationToken', 'arn:aws:sts::123456789012:federated-user/alice'],
  ['sts:GetWebIdentityToken', '*'],
  ['signin:AuthorizeOAuth2Access', 'arn:aws:signin:us-east-1:123456789012:oauth2/public-client/localhost'],
  ['signin:CreateOAuth2Token', 'arn:aws:signin:us-east-1:123456789012:oauth2/public-client/localhost'],
  ['cloudtrail:StopLogging', 'arn:aws:cloudtrail:us-east-1:123456789012:trail/audit'],
  ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:123456789012:table/orders'],
  ['ec2:RunInstances', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1234'],
  ['lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:123456789012:function:work'],
  ['logs:PutLogEvents', 'arn:aws:logs:us-east-1:123456789012:log-group:work:log-stream:one'],
  ['organizations:ListAccounts', '*'],
  ['s3:GetObject', 'arn:aws:s3:::reports/2026.csv'],
  ['s3:ListAllMyBuckets', '*'],
  ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:work'],
  ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:work'],
];

const group = new MfaEnforcedGroup(new Stack(new App(), 'Stack'), 'People');
const policies = { enforcement: documentOf(group.enforcementPolicy), administrator: ADMINISTRATOR_ACCESS };

function ask(action: string, resource: string, session: Session, user = 'alice'): Promise<Decision> {
  return decide({ user, action, resource, session, policies });
}

/** Denied has to mean by us, and explicitly: an implicit deny would fall to any other Allow. */
async function expectDecision(action: string, resource: string, session: Session, expected: Expected, user?: string): Promise<void> {
  const { result, by } = await ask(action, resource, session, user);
  expect({ result, by }).toEqual(expected === 'allowed'
    ? { result: 'Allowed', by: expect.arrayContaining(['AdministratorAccess']) }
    : { result: 'ExplicitlyDenied', by: expect.arrayContaining([expect.stringMatching(/^Deny/)]) });
}

describe.each(REGISTERING)('%s on %s', (action, resource, byKey, inConsole, withMfa) => {
  test(`by access key: ${byKey}`, () => expectDecision(action, resource, ACCESS_KEY, byKey));
  test(`in the console without MFA: ${inConsole}`, () => expectDecision(action, resource, CONSOLE_WITHOUT_MFA, inConsole));
  test(`with MFA: ${withMfa}`, () => expectDecision(action, resource, WITH_MFA, withMfa));
});

describe.each([...ON_OTHERS, ...NEEDS_MFA])('%s on %s', (action, resource) => {
  test('by access key: denied', () => expectDecision(action, resource, ACCESS_KEY, 'denied'));
  test('in the console without MFA: denied', () => expectDecision(action, resource, CONSOLE_WITHOUT_MFA, 'denied'));
  test('with MFA: allowed', () => expectDecision(action, resource, WITH_MFA, 'allowed'));
});

describe.each(['/team/alice', '/a/b/c/alice', 'alice@example.com', '/team/alice+admin@example.com'])('the user %s', user => {
  const own = `${IAM}user${user.startsWith('/') ? user : `/${user}`}`;
  test('may register a device in the console', () => expectDecision('iam:EnableMFADevice', own, CONSOLE_WITHOUT_MFA, 'allowed', user));
  test('may not by access key', () => expectDecision('iam:EnableMFADevice', own, ACCESS_KEY, 'denied', user));
  test('may not on another user', () => expectDecision('iam:EnableMFADevice', BOB, CONSOLE_WITHOUT_MFA, 'denied', user));
});

test('members without other policies may manage their own credentials with MFA, and not those of others', async () => {
  const alone = { enforcement: policies.enforcement };
  const manage = (resource: string) => decide({ user: 'alice', action: 'iam:CreateAccessKey', resource, session: WITH_MFA, policies: alone });
  expect(await manage(ALICE)).toEqual({ result: 'Allowed', by: ['AllowManageOwnAccessKeys'] });
  expect(await manage(BOB)).toEqual({ result: 'ImplicitlyDenied', by: [] });
});

test('a resource policy that names the user gives nothing without MFA', async () => {
  const resource = 'arn:aws:s3:::reports/2026.csv';
  const resourcePolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ALICE }, Action: 's3:GetObject', Resource: resource }] };
  const read = (session: Session) => decide({
    user: 'alice', action: 's3:GetObject', resource, session, resourcePolicy, policies: { enforcement: policies.enforcement },
  });
  expect(await read(ACCESS_KEY)).toEqual({ result: 'ExplicitlyDenied', by: ['DenyAllExceptListedIfNoMFA'] });
  expect(await read(CONSOLE_WITHOUT_MFA)).toEqual({ result: 'ExplicitlyDenied', by: ['DenyAllExceptListedIfNoMFA'] });
  expect(await read(WITH_MFA)).toMatchObject({ result: 'Allowed' });
});

test('negative control: without the enforcement policy everything is allowed', async () => {
  for (const [action, resource] of NEEDS_MFA) {
    const { result } = await decide({ user: 'alice', action, resource, session: ACCESS_KEY, policies: { administrator: ADMINISTRATOR_ACCESS } });
    expect([action, result]).toEqual([action, 'Allowed']);
  }
});

test('asks about 40 actions and more', () => {
  expect(new Set([...REGISTERING, ...ON_OTHERS, ...NEEDS_MFA].map(([action]) => action)).size).toBeGreaterThanOrEqual(40);
});
