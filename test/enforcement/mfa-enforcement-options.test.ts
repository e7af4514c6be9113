import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  FidoLevel, FipsLevel, MfaDevices, MfaEnforcedGroup, MfaEnforcementOptions, MfaEnforcementPolicy, MfaPermissionsBoundary, SelfManagedCredential,
} from '../../src';
import { knownStack, only, synthesize } from '../helpers';

/** Each construct that takes the options. */
const TAKERS: Record<string, (stack: Stack, options: MfaEnforcementOptions) => unknown> = {
  MfaEnforcementPolicy: (stack, options) => new MfaEnforcementPolicy(stack, 'It', options),
  MfaEnforcedGroup: (stack, options) => new MfaEnforcedGroup(stack, 'It', options),
  MfaPermissionsBoundary: (stack, options) => new MfaPermissionsBoundary(stack, 'It', options),
};

function statementsOf(make: (stack: Stack) => unknown): Record<string, any> {
  const stack = knownStack();
  make(stack);
  const { Statement } = only(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').properties.PolicyDocument;
  return Object.fromEntries(Statement.map((each: any) => [each.Sid, each]));
}

const ALLOWED_WITHOUT_MFA = [
  'iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice', 'sts:GetSessionToken',
];

describe.each(Object.keys(TAKERS))('%s', name => {
  const withOptions = (options: MfaEnforcementOptions) => statementsOf(stack => TAKERS[name](stack, options));
  const failing = (options: MfaEnforcementOptions) => () => TAKERS[name](knownStack(), options);

  test('maxMfaAge denies what is older, in a statement of its own', () => {
    const { DenyIfMfaTooOld, DenyAllExceptListedIfNoMFA } = withOptions({ maxMfaAge: Duration.hours(12) });
    expect(DenyIfMfaTooOld).toEqual({
      ...DenyAllExceptListedIfNoMFA,
      Sid: 'DenyIfMfaTooOld',
      Condition: { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '43200' } },
    });
  });

  test('maxMfaAge may be known at deployment only', () => {
    const { DenyIfMfaTooOld } = withOptions({ maxMfaAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) });
    expect(DenyIfMfaTooOld.Condition).toEqual({ NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': { Ref: 'Age' } } });
  });

  test.each([Duration.seconds(59), Duration.seconds(0), Duration.seconds(129_601), Duration.millis(60_500)])('fails for a maxMfaAge of %s', maxMfaAge => {
    expect(failing({ maxMfaAge })).toThrow(/'maxMfaAge' must be from 1 minute to 36 hours in whole seconds, got/);
  });

  test.each([Duration.seconds(60), Duration.hours(36), Duration.millis(90_000)])('takes a maxMfaAge of %s', maxMfaAge => {
    expect(failing({ maxMfaAge })).not.toThrow();
  });

  test('enforceFrom gates what denies without MFA and the age, and nothing that is about devices', () => {
    const statements = withOptions({
      enforceFrom: new Date('2027-01-15T10:00:00.500+02:00'), maxMfaAge: Duration.hours(1), allowedDevices: MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L1 }),
    });
    const gated = Object.values(statements).filter(({ Condition }) => Condition?.DateGreaterThanEquals);
    expect(gated.map(({ Sid }) => Sid)).toEqual(['DenyAllExceptListedIfNoMFA', 'DenyMfaManagementOfOthersIfNoMFA', 'DenyIfMfaTooOld']);
    gated.forEach(({ Condition }) => expect(Condition.DateGreaterThanEquals).toEqual({ 'aws:CurrentTime': '2027-01-15T08:00:00Z' }));
  });

  test.each([new Date('never'), new Date(8.64e15), '2027-01-15' as any])('fails for enforceFrom %s', enforceFrom => {
    expect(failing({ enforceFrom })).toThrow(/'enforceFrom' must be a valid date of the years 0 to 9999, got/);
  });

  test('allowPasswordChangeWithoutMfa adds what it takes to change a password', () => {
    expect(withOptions({ allowPasswordChangeWithoutMfa: true }).DenyAllExceptListedIfNoMFA.NotAction)
      .toEqual(['iam:ChangePassword', ...ALLOWED_WITHOUT_MFA, 'iam:GetAccountPasswordPolicy'].sort());
  });

  test('allowDeviceRegistrationWithAccessKeys leaves the Deny for access keys out', () => {
    expect(withOptions({ allowDeviceRegistrationWithAccessKeys: true })).not.toHaveProperty('DenyMfaRegistrationWithAccessKeys');
  });

  test('exemptRequestsViaAwsServices lets those through, but not in what is about devices', () => {
    const statements = withOptions({ exemptRequestsViaAwsServices: true, maxMfaAge: Duration.hours(1), allowedDevices: MfaDevices.securityKeys() });
    expect(statements.DenyAllExceptListedIfNoMFA.Condition).toEqual({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false' } });
    expect(statements.DenyIfMfaTooOld.Condition).toEqual({
      BoolIfExists: { 'aws:ViaAWSService': 'false' }, NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' },
    });
    expect(Object.values(statements).filter(each => JSON.stringify(each).includes('ViaAWSService'))).toHaveLength(2);
  });

  test('exemptActions are added once, in order', () => {
    expect(withOptions({ exemptActions: ['s3:List*', 'iam:GetUser', 'iam:ListUsers'] }).DenyAllExceptListedIfNoMFA.NotAction)
      .toEqual([...ALLOWED_WITHOUT_MFA, 'iam:ListUsers', 's3:List*'].sort());
  });

  test('security keys: whatever else is registered is denied', () => {
    expect(withOptions({ allowedDevices: MfaDevices.securityKeys() }).DenyOtherThanSecurityKeys).toMatchObject({
      Action: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'], Resource: '*', Condition: { Null: { 'iam:RegisterSecurityKey': 'true' } },
    });
  });

  test('certified security keys: one Deny over all families, at the step in which the certification is known', () => {
    const statements = withOptions({
      allowedDevices: MfaDevices.certifiedSecurityKeys({ fips1402: FipsLevel.L2, fips1403: FipsLevel.L4, fido: FidoLevel.L2_PLUS }),
    });
    expect(statements).toHaveProperty('DenyOtherThanSecurityKeys');
    expect(statements.DenyUncertifiedSecurityKeys).toMatchObject({
      Action: 'iam:EnableMFADevice',
      Condition: {
        StringEquals: { 'iam:RegisterSecurityKey': 'Activate' },
        StringNotEquals: {
          'iam:FIDO-FIPS-140-2-certification': ['L2', 'L3', 'L4'],
          'iam:FIDO-FIPS-140-3-certification': ['L4'],
          'iam:FIDO-certification': ['L2plus', 'L3', 'L3plus'],
        },
      },
    });
  });

  test('any device is the default', () => {
    expect(withOptions({ allowedDevices: MfaDevices.any() })).toEqual(withOptions({}));
  });

  test.each([MfaDevices.securityKeys(), MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L1 })])(
    'fails for security keys that access keys shall register', allowedDevices => {
      expect(failing({ allowedDevices, allowDeviceRegistrationWithAccessKeys: true })).toThrow(/which are registered in the console only/);
    });

  test('all options together fit', () => {
    const stack = knownStack();
    TAKERS[name](stack, {
      allowedDevices: MfaDevices.certifiedSecurityKeys({ fips1402: FipsLevel.L1, fips1403: FipsLevel.L1, fido: FidoLevel.L1 }),
      allowPasswordChangeWithoutMfa: true,
      enforceFrom: new Date('2027-01-15'),
      exemptActions: ['s3:List*'],
      exemptRequestsViaAwsServices: true,
      maxMfaAge: Duration.hours(12),
    });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('certifiedSecurityKeys fails for a level that there is not', () => {
  expect(() => MfaDevices.certifiedSecurityKeys({ fido: 'L9' as never })).toThrow(/must be one of L1, L1plus, L2, L2plus, L3, L3plus, got 'L9'/);
});

test('certifiedSecurityKeys fails without a certification', () => {
  expect(() => MfaDevices.certifiedSecurityKeys({})).toThrow(/needs at least one of 'fips1402', 'fips1403' and 'fido'/);
});

describe('exemptActions', () => {
  const exempting = (...exemptActions: string[]) => () => new MfaEnforcementPolicy(knownStack(), 'Policy', { exemptActions });

  test('fails for a token in place of the list', () => {
    expect(exempting(...Token.asList({ Ref: 'Actions' }))).toThrow('\'exemptActions\' must be a list of actions, got a token, which cannot be checked; write the actions out');
  });

  test.each([
    's3:ListAllMyBuckets', 's3:*', 'S3:list*', 'iam:GetAccountSummary', 'iam:get*', 'iam:List*', 'iam:GenerateCredentialReport', 'iam:SimulatePrincipalPolicy',
    'sts:GetCallerIdentity', 'STS:getcalleridentity', 'sts:GetAccessKeyInfo', 'sts:DecodeAuthorizationMessage',
    'sso:ListInstances', 'sso-directory:DescribeUsers', 'identitystore:GetUserId', 'organizations:Describe*', 'account:GetContactInformation',
    'account-access:ListThings', 'ec2:Describe*Instances',
  ])('takes %s', action => {
    expect(exempting(action)).not.toThrow();
  });

  test.each([
    ['*', /is written service:Action/],
    ['*:*', /is written service:Action/],
    ['s*:GetObject', /is written service:Action/],
    ['GetObject', /is written service:Action/],
    ['s3:', /is written service:Action/],
    [':GetObject', /is written service:Action/],
    ['', /is written service:Action/],
    [' ', /is written service:Action/],
    ['s3: GetObject', /is written service:Action/],
    ['s3:Get:Object', /is written service:Action/],
    [Token.asString({ Ref: 'Action' }), /a token cannot be checked/],
    ['iam:*', /it may open a way around MFA; in iam Generate\*, Get\*, List\*, Simulate\* can be exempted/],
    ['iam:?etUser', /is written service:Action/],
    ['iam:G*', /it may open a way around MFA/],
    ['iam:TagUser', /it may open a way around MFA/],
    ['sts:*', /in sts DecodeAuthorizationMessage, GetAccessKeyInfo, GetCallerIdentity can be exempted/],
    ['sts:GetCaller*', /it may open a way around MFA/],
    ['signin:GetConsoleAuthorizationConfiguration', /in signin nothing can be exempted/],
    ['sso-oauth:CreateTokenWithIAM', /in sso-oauth nothing can be exempted/],
    ['organizations:LeaveOrganization', /in organizations Describe\*, Get\*, List\* can be exempted/],
  ])('fails for %j', (action, error) => {
    expect(exempting('s3:ListAllMyBuckets', action)).toThrow(error);
  });

  // actions that people ask for, each a way around MFA
  test.each([
    ...['CreateLoginProfile', 'UpdateLoginProfile', 'CreateAccessKey', 'UpdateAccessKey', 'DeactivateMFADevice', 'DeleteVirtualMFADevice',
      'CreateServiceSpecificCredential', 'ResetServiceSpecificCredential', 'UploadSSHPublicKey', 'UploadSigningCertificate', 'AddUserToGroup',
      'RemoveUserFromGroup', 'AttachUserPolicy', 'AttachGroupPolicy', 'AttachRolePolicy', 'DetachUserPolicy', 'DetachGroupPolicy', 'DetachRolePolicy',
      'PutUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'DeleteUserPolicy', 'DeleteGroupPolicy', 'DeleteRolePolicy', 'PutUserPermissionsBoundary',
      'DeleteUserPermissionsBoundary', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'UpdateAssumeRolePolicy', 'PassRole', 'AcceptDelegationRequest',
      'SendDelegationToken', 'AcquireRole', 'EnableOutboundWebIdentityFederation'].map(name => `iam:${name}`),
    ...['AssumeRole', 'AssumeRoot', 'GetFederationToken', 'GetWebIdentityToken'].map(name => `sts:${name}`),
    ...['CreateOAuth2Token', 'AuthorizeOAuth2Access'].map(name => `signin:${name}`),
  ])('fails for %s and says what it would open', action => {
    expect(exempting(action.toUpperCase())).toThrow(/gives itself|takes the MFA device|opens a session/);
  });
});

describe('selfManagedCredentials', () => {
  const DEVICES = ['AllowViewAccountInfo', 'AllowManageOwnUserMFA', 'AllowManageOwnVirtualMFADevice'];
  const allowed = (...selfManagedCredentials: SelfManagedCredential[]) =>
    Object.entries(statementsOf(stack => new MfaEnforcedGroup(stack, 'It', { selfManagedCredentials }))).filter(([, { Effect }]) => Effect === 'Allow');

  test('none: MFA devices alone, with the user that the page reads', () => {
    const statements = Object.fromEntries(allowed());
    expect(Object.keys(statements)).toEqual(DEVICES);
    expect(statements.AllowManageOwnUserMFA.Action).toContain('iam:GetUser');
  });

  test.each([
    [SelfManagedCredential.PASSWORD, 'AllowManageOwnPasswords'],
    [SelfManagedCredential.ACCESS_KEYS, 'AllowManageOwnAccessKeys'],
    [SelfManagedCredential.SIGNING_CERTIFICATES, 'AllowManageOwnSigningCertificates'],
    [SelfManagedCredential.SSH_PUBLIC_KEYS, 'AllowManageOwnSSHPublicKeys'],
    [SelfManagedCredential.SERVICE_SPECIFIC_CREDENTIALS, 'AllowManageOwnGitCredentials'],
  ])('%s: %s beside the devices', (credential, sid) => {
    expect(allowed(credential).map(([key]) => key)).toEqual([DEVICES[0], sid, ...DEVICES.slice(1)]);
  });

  test('one that is there twice counts once', () => {
    expect(allowed(SelfManagedCredential.PASSWORD, SelfManagedCredential.PASSWORD)).toHaveLength(4);
  });
});
