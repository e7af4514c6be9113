import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * What people may do without MFA: what it takes to register a first device, and to get a session with MFA from it.
 * The list is that of AWS's own policy.
 */
const ALLOWED_WITHOUT_MFA = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetSessionToken',
];

/** Of those, the ones that give a user a device or change one. */
const REGISTER_DEVICE = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:ResyncMFADevice',
];

/** Of those, the ones that name a user: without MFA it has to be oneself. */
const NAME_A_USER = [
  'iam:EnableMFADevice',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ResyncMFADevice',
];

/** What people manage themselves on their security credentials page, by the Sid of AWS's policy. */
const MANAGE_OWN: Record<string, string[]> = {
  AllowManageOwnPasswords: [
    'iam:ChangePassword',
    'iam:GetUser',
  ],
  AllowManageOwnAccessKeys: [
    'iam:CreateAccessKey',
    'iam:DeleteAccessKey',
    'iam:GetAccessKeyLastUsed',
    'iam:ListAccessKeys',
    'iam:UpdateAccessKey',
  ],
  AllowManageOwnSigningCertificates: [
    'iam:DeleteSigningCertificate',
    'iam:ListSigningCertificates',
    'iam:UpdateSigningCertificate',
    'iam:UploadSigningCertificate',
  ],
  AllowManageOwnSSHPublicKeys: [
    'iam:DeleteSSHPublicKey',
    'iam:GetSSHPublicKey',
    'iam:ListSSHPublicKeys',
    'iam:UpdateSSHPublicKey',
    'iam:UploadSSHPublicKey',
  ],
  AllowManageOwnGitCredentials: [
    'iam:CreateServiceSpecificCredential',
    'iam:DeleteServiceSpecificCredential',
    'iam:ListServiceSpecificCredentials',
    'iam:ResetServiceSpecificCredential',
    'iam:UpdateServiceSpecificCredential',
  ],
  AllowManageOwnUserMFA: [
    'iam:DeactivateMFADevice',
    'iam:EnableMFADevice',
    'iam:GetMFADevice',
    'iam:ListMFADevices',
    'iam:ResyncMFADevice',
  ],
};

/**
 * The key is absent for access keys, 'false' for console sessions without MFA, 'true' with MFA. `Bool` would let every
 * access key through; `BoolIfExists` counts absent as false.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const WITH_ACCESS_KEY = { Null: { 'aws:MultiFactorAuthPresent': 'true' } };

/**
 * The statements that let people manage their own credentials, and deny them everything else until they use MFA.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
export function enforcementStatements(stack: Stack): PolicyStatement[] {
  const iamArn = (resource: string, resourceName: string) => stack.formatArn({ service: 'iam', region: '', resource, resourceName });
  // exact for users with a path and without one; `user/*${aws:username}` would give "alice" the devices of "malice"
  const ownUser = [iamArn('user', '${aws:username}'), iamArn('user', '*/${aws:username}')];
  // an account may make opening the console an action of its own; denied there, nobody reaches the page to register a device
  const consoleSessions = stack.formatArn({ service: 'signin', region: '', account: '', resource: 'console', resourceName: '*' });

  return [
    new PolicyStatement({
      sid: 'AllowViewAccountInfo',
      actions: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'],
      resources: ['*'], // both take no resource
    }),
    ...Object.entries(MANAGE_OWN).map(([sid, actions]) => new PolicyStatement({ sid, actions, resources: ownUser })),
    new PolicyStatement({
      sid: 'AllowManageOwnVirtualMFADevice',
      actions: ['iam:CreateVirtualMFADevice'],
      resources: [iamArn('mfa', '*')], // people choose the name of a device freely
    }),
    new PolicyStatement({
      sid: 'DenyAllExceptListedIfNoMFA',
      effect: Effect.DENY,
      notActions: ALLOWED_WITHOUT_MFA,
      notResources: [consoleSessions],
      conditions: WITHOUT_MFA,
    }),
    // a leaked access key of somebody without a device would otherwise register one of its own and pass as that person
    new PolicyStatement({
      sid: 'DenyMfaRegistrationWithAccessKeys',
      effect: Effect.DENY,
      actions: REGISTER_DEVICE,
      resources: ['*'],
      conditions: WITH_ACCESS_KEY,
    }),
    // whoever has broad rights could otherwise, without MFA, register a device of theirs on another user
    new PolicyStatement({
      sid: 'DenyMfaManagementOfOthersIfNoMFA',
      effect: Effect.DENY,
      actions: NAME_A_USER,
      notResources: ownUser,
      conditions: WITHOUT_MFA,
    }),
  ];
}
