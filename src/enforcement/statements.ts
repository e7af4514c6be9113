import { Duration, Stack, Tokenization } from 'aws-cdk-lib';
import { Conditions, Effect, PolicyStatement, PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcementOptions, toIsoString } from './mfa-enforcement-options';
import { SelfManagedCredential } from './self-managed-credential';

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

/** What it takes to change one's own password. */
const CHANGE_PASSWORD = [
  'iam:ChangePassword',
  'iam:GetAccountPasswordPolicy',
];

/** What people manage themselves on their security credentials page, by kind, with the Sid of AWS's policy. */
const MANAGE_OWN: Record<SelfManagedCredential, { sid: string; actions: string[] }> = {
  [SelfManagedCredential.PASSWORD]: {
    sid: 'AllowManageOwnPasswords',
    actions: [
      'iam:ChangePassword',
      'iam:GetUser',
    ],
  },
  [SelfManagedCredential.ACCESS_KEYS]: {
    sid: 'AllowManageOwnAccessKeys',
    actions: [
      'iam:CreateAccessKey',
      'iam:DeleteAccessKey',
      'iam:GetAccessKeyLastUsed',
      'iam:ListAccessKeys',
      'iam:UpdateAccessKey',
    ],
  },
  [SelfManagedCredential.SIGNING_CERTIFICATES]: {
    sid: 'AllowManageOwnSigningCertificates',
    actions: [
      'iam:DeleteSigningCertificate',
      'iam:ListSigningCertificates',
      'iam:UpdateSigningCertificate',
      'iam:UploadSigningCertificate',
    ],
  },
  [SelfManagedCredential.SSH_PUBLIC_KEYS]: {
    sid: 'AllowManageOwnSSHPublicKeys',
    actions: [
      'iam:DeleteSSHPublicKey',
      'iam:GetSSHPublicKey',
      'iam:ListSSHPublicKeys',
      'iam:UpdateSSHPublicKey',
      'iam:UploadSSHPublicKey',
    ],
  },
  [SelfManagedCredential.SERVICE_SPECIFIC_CREDENTIALS]: {
    sid: 'AllowManageOwnGitCredentials',
    actions: [
      'iam:CreateServiceSpecificCredential',
      'iam:DeleteServiceSpecificCredential',
      'iam:ListServiceSpecificCredentials',
      'iam:ResetServiceSpecificCredential',
      'iam:UpdateServiceSpecificCredential',
    ],
  },
};

const MANAGE_OWN_DEVICES = [
  'iam:DeactivateMFADevice',
  'iam:EnableMFADevice',
  'iam:GetMFADevice',
  'iam:ListMFADevices',
  'iam:ResyncMFADevice',
];

/**
 * The key is absent for access keys, 'false' for console sessions without MFA, 'true' with MFA. `Bool` would let every
 * access key through; `BoolIfExists` counts absent as false.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': 'false' };
const WITH_ACCESS_KEY = { Null: { 'aws:MultiFactorAuthPresent': 'true' } };

/** Absent for a person's own request, too, which stays denied. */
const NOT_VIA_AWS_SERVICE = { 'aws:ViaAWSService': 'false' };

/**
 * The statements that let people manage their own credentials.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
export function selfManageStatements(stack: Stack, credentials: SelfManagedCredential[]): PolicyStatement[] {
  const kinds = Object.values(SelfManagedCredential).filter(kind => credentials.includes(kind));
  // the page reads the user, whatever people manage there
  const devices = kinds.includes(SelfManagedCredential.PASSWORD) ? MANAGE_OWN_DEVICES : [...MANAGE_OWN_DEVICES, 'iam:GetUser'];
  return [
    new PolicyStatement({
      sid: 'AllowViewAccountInfo',
      actions: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'],
      resources: ['*'], // both take no resource
    }),
    ...kinds.map(kind => new PolicyStatement({ ...MANAGE_OWN[kind], resources: ownUser(stack) })),
    new PolicyStatement({ sid: 'AllowManageOwnUserMFA', actions: devices, resources: ownUser(stack) }),
    new PolicyStatement({
      sid: 'AllowManageOwnVirtualMFADevice',
      actions: ['iam:CreateVirtualMFADevice'],
      resources: [iamArn(stack, 'mfa', '*')], // people choose the name of a device freely
    }),
  ];
}

/**
 * The statements that deny people everything else until they use MFA.
 */
export function denyStatements(stack: Stack, options: MfaEnforcementOptions): PolicyStatement[] {
  const { allowedDevices, enforceFrom, maxMfaAge } = options;
  const viaService = options.exemptRequestsViaAwsServices ? NOT_VIA_AWS_SERVICE : {};
  const fromThen: Conditions = enforceFrom ? { DateGreaterThanEquals: { 'aws:CurrentTime': toIsoString(enforceFrom) } } : {};
  const notActions = [...new Set([
    ...ALLOWED_WITHOUT_MFA,
    ...options.allowPasswordChangeWithoutMfa ? CHANGE_PASSWORD : [],
    ...options.exemptActions ?? [],
  ])].sort();
  // an account may make opening the console an action of its own; denied there, nobody reaches the page to register a device
  const notResources = [stack.formatArn({ service: 'signin', region: '', account: '', resource: 'console', resourceName: '*' })];

  return [
    deny('DenyAllExceptListedIfNoMFA', { notActions, notResources, conditions: { BoolIfExists: { ...WITHOUT_MFA, ...viaService }, ...fromThen } }),
    // a leaked access key of somebody without a device would otherwise register one of its own and pass as that person
    ...options.allowDeviceRegistrationWithAccessKeys ? [] : [
      deny('DenyMfaRegistrationWithAccessKeys', { actions: REGISTER_DEVICE, resources: ['*'], conditions: WITH_ACCESS_KEY }),
    ],
    // whoever has broad rights could otherwise, without MFA, register a device of theirs on another user
    deny('DenyMfaManagementOfOthersIfNoMFA', {
      actions: NAME_A_USER, notResources: ownUser(stack), conditions: { BoolIfExists: WITHOUT_MFA, ...fromThen },
    }),
    ...maxMfaAge ? [deny('DenyIfMfaTooOld', { // a statement of its own: conditions of one are ANDed
      notActions, // with `*` nobody could register a device
      notResources,
      conditions: {
        // without MFA there is no age, which `NumericGreaterThan` would let through
        NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': secondsAsText(maxMfaAge) },
        ...options.exemptRequestsViaAwsServices ? { BoolIfExists: viaService } : {},
        ...fromThen,
      },
    })] : [],
    ...allowedDevices?._securityKeysOnly ? [deny('DenyOtherThanSecurityKeys', {
      actions: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'],
      resources: ['*'],
      conditions: { Null: { 'iam:RegisterSecurityKey': 'true' } }, // it is there when a security key or passkey is registered
    })] : [],
    ...allowedDevices?._certifications ? [deny('DenyUncertifiedSecurityKeys', {
      actions: ['iam:EnableMFADevice'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'iam:RegisterSecurityKey': 'Activate' }, // in the step before, Create, no certification is known yet
        StringNotEquals: allowedDevices._certifications, // ANDed: denied is what has none of them
      },
    })] : [],
  ];
}

/** Condition values are texts, also where the number is known at deployment only. */
export function secondsAsText(duration: Duration): string {
  return Tokenization.stringifyNumber(duration.toSeconds());
}

function deny(sid: string, props: PolicyStatementProps): PolicyStatement {
  return new PolicyStatement({ sid, effect: Effect.DENY, ...props });
}

/** Exact for users with a path and without one; `user/*${aws:username}` would give "alice" the devices of "malice". */
function ownUser(stack: Stack): string[] {
  return [iamArn(stack, 'user', '${aws:username}'), iamArn(stack, 'user', '*/${aws:username}')];
}

function iamArn(stack: Stack, resource: string, resourceName: string): string {
  return stack.formatArn({ service: 'iam', region: '', resource, resourceName });
}
