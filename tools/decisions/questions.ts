import { Duration } from 'aws-cdk-lib';
import { ACCESS_KEY, CONSOLE_WITHOUT_MFA, having, Session, WITH_MFA } from './engine';
import { FidoLevel, MfaDevices, MfaEnforcementPolicyProps } from '../../src';

/*
 * What docs/decisions.md asks. Alice is who asks, and Bob is somebody else.
 */

export interface Question {
  /** The request in words. */
  readonly what: string;
  readonly action: string;
  readonly resource: string;
}

const IAM = 'arn:aws:iam::123456789012:';
const ALICE = `${IAM}user/alice`;
const BOB = `${IAM}user/bob`;
const GROUP = `${IAM}group/people`;
export const ROLE = `${IAM}role/admin`;
const CONSOLE = 'arn:aws:signin:::console/homepage';
export const OBJECT = 'arn:aws:s3:::reports/2026.csv';

function ask(what: string, action: string, resource: string): Question {
  return { what, action, resource };
}

export const READ_OBJECT = ask('Read an object', 's3:GetObject', OBJECT);
export const ASSUME_ROLE = ask('Assume a role', 'sts:AssumeRole', ROLE);
export const ENABLE_DEVICE = ask('Enable a device of one\'s own', 'iam:EnableMFADevice', ALICE);

export const QUESTIONS: Record<string, Question[]> = {
  'Register an MFA device': [
    ask('Create a virtual device', 'iam:CreateVirtualMFADevice', `${IAM}mfa/alice-phone`),
    ENABLE_DEVICE,
    ask('Synchronize it', 'iam:ResyncMFADevice', ALICE),
    ask('See one\'s own user', 'iam:GetUser', ALICE),
    ask('List one\'s own devices', 'iam:ListMFADevices', ALICE),
    ask('List virtual devices', 'iam:ListVirtualMFADevices', '*'),
    ask('Get a session with MFA', 'sts:GetSessionToken', '*'),
  ],
  'Ways around MFA': [
    ask('Enable a device on somebody else', 'iam:EnableMFADevice', BOB),
    ask('List the devices of somebody else', 'iam:ListMFADevices', BOB),
    ask('Deactivate one\'s own device', 'iam:DeactivateMFADevice', ALICE),
    ask('Delete a virtual device', 'iam:DeleteVirtualMFADevice', `${IAM}mfa/alice-phone`),
    ask('Change one\'s own password', 'iam:ChangePassword', ALICE),
    ask('Give oneself a password', 'iam:CreateLoginProfile', ALICE),
    ask('Create an access key', 'iam:CreateAccessKey', ALICE),
    ask('Create an API key for one service', 'iam:CreateServiceSpecificCredential', ALICE),
    ask('Upload an SSH public key', 'iam:UploadSSHPublicKey', ALICE),
    ask('Leave the group', 'iam:RemoveUserFromGroup', GROUP),
    ask('Take the policy off the group', 'iam:DetachGroupPolicy', GROUP),
    ask('Change the policy', 'iam:CreatePolicyVersion', `${IAM}policy/enforcement`),
    ask('Remove the boundary', 'iam:DeleteUserPermissionsBoundary', ALICE),
    ask('Change the trust policy of a role', 'iam:UpdateAssumeRolePolicy', ROLE),
    ask('Delegate to a partner', 'iam:AcceptDelegationRequest', `${IAM}delegation-request/dr-1234`),
    ask('Get a federated session', 'sts:GetFederationToken', 'arn:aws:sts::123456789012:federated-user/alice'),
    ask('Get a web identity token', 'sts:GetWebIdentityToken', '*'),
    ask('Get a service bearer token', 'sts:GetServiceBearerToken', '*'),
    ask('Get a token for `aws login`', 'signin:CreateOAuth2Token', 'arn:aws:signin:us-east-1:123456789012:oauth2/public-client/localhost'),
  ],
  'Everyday work': [
    ask('List buckets', 's3:ListAllMyBuckets', '*'),
    READ_OBJECT,
    ask('Read a secret', 'secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:work'),
    ask('Start an instance', 'ec2:RunInstances', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1234'),
    ask('Invoke a function', 'lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:123456789012:function:work'),
    ask('List users', 'iam:ListUsers', '*'),
    ask('Stop the trail', 'cloudtrail:StopLogging', 'arn:aws:cloudtrail:us-east-1:123456789012:trail/audit'),
    ask('Ask who one is', 'sts:GetCallerIdentity', '*'),
  ],
  'The console itself': [
    ask('Authorize a console session', 'signin:AuthorizeOAuth2Access', CONSOLE),
    ask('Get its token', 'signin:CreateOAuth2Token', CONSOLE),
  ],
  'Assume a role': [
    ASSUME_ROLE,
    ask('Get a root session in a member account', 'sts:AssumeRoot', 'arn:aws:iam::444455556666:root'),
    ask('Pass a role to a service', 'iam:PassRole', ROLE),
  ],
};

export type Sessions = Record<string, Session>;

export const SESSIONS: Sessions = {
  'access key': ACCESS_KEY,
  'console without MFA': CONSOLE_WITHOUT_MFA,
  'session with MFA': WITH_MFA,
};

const minutesOld = (minutes: number) => having(WITH_MFA, { 'aws:MultiFactorAuthAge': String(minutes * 60) });

/** Of who assumes a role. */
export const ROLE_SESSIONS: Sessions = {
  ...SESSIONS,
  'MFA of 61 minutes': minutesOld(61),
};

export interface OptionSection {
  /** The option as people write it. */
  readonly option: string;
  readonly props: MfaEnforcementPolicyProps;
  readonly sessions: Sessions;
  /** Members have no AdministratorAccess: what matters is what the policy gives. */
  readonly withoutAdministratorAccess?: boolean;
}

const { 'access key': key, 'console without MFA': inConsole, 'session with MFA': withMfa } = SESSIONS;
const before = { 'aws:CurrentTime': '2027-01-14T23:59:59Z' };
const then = { 'aws:CurrentTime': '2027-01-15T00:00:00Z' };
const viaService = { 'aws:ViaAWSService': 'true' };
const activate = { 'iam:RegisterSecurityKey': 'Activate' };

export const OPTIONS: OptionSection[] = [
  {
    option: 'allowedDevices: MfaDevices.securityKeys()',
    props: { allowedDevices: MfaDevices.securityKeys() },
    sessions: {
      'console, authenticator app': inConsole,
      'console, passkey or security key': having(inConsole, activate),
      'session with MFA, authenticator app': withMfa,
    },
  },
  {
    option: 'allowedDevices: MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L2 })',
    props: { allowedDevices: MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L2 }) },
    sessions: {
      'console, authenticator app': inConsole,
      'console, passkey without certification': having(inConsole, activate),
      'console, security key of FIDO level 2': having(inConsole, { ...activate, 'iam:FIDO-certification': 'L2' }),
    },
  },
  {
    option: 'maxMfaAge: Duration.hours(1)',
    props: { maxMfaAge: Duration.hours(1) },
    sessions: { 'MFA of 60 minutes': minutesOld(60), 'MFA of 61 minutes': minutesOld(61) },
  },
  {
    option: 'enforceFrom: new Date(\'2027-01-15T00:00:00Z\')',
    props: { enforceFrom: new Date('2027-01-15T00:00:00Z') },
    sessions: {
      'access key, the second before': having(key, before),
      'console without MFA, the second before': having(inConsole, before),
      'access key, at that second': having(key, then),
    },
  },
  { option: 'allowPasswordChangeWithoutMfa: true', props: { allowPasswordChangeWithoutMfa: true }, sessions: SESSIONS },
  { option: 'allowDeviceRegistrationWithAccessKeys: true', props: { allowDeviceRegistrationWithAccessKeys: true }, sessions: SESSIONS },
  {
    option: 'exemptRequestsViaAwsServices: true',
    props: { exemptRequestsViaAwsServices: true },
    sessions: { 'access key, by an AWS service': having(key, viaService), 'console without MFA, by an AWS service': having(inConsole, viaService), 'access key': key },
  },
  { option: 'exemptActions: [\'s3:ListAllMyBuckets\', \'iam:List*\']', props: { exemptActions: ['s3:ListAllMyBuckets', 'iam:List*'] }, sessions: SESSIONS },
  { option: 'selfManagedCredentials: []', props: { selfManagedCredentials: [] }, sessions: SESSIONS, withoutAdministratorAccess: true },
];
