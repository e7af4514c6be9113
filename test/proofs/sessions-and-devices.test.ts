import { App, Duration, Stack } from 'aws-cdk-lib';
import { ALICE, ALLOWED_IN_CONSOLE, REGISTRATION } from './allowed-without-mfa';
import { FidoLevel, FipsLevel, MfaDevices, MfaEnforcementOptions, MfaEnforcementPolicy, MfaPermissionsBoundary } from '../../src';
import { smallCatalogue } from '../../tools/decisions/catalogue';
import {
  ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decide, decideFast, having, Session, WITH_MFA,
} from '../../tools/decisions/engine';
import { documentOf } from '../../tools/decisions/policy-document';

/*
 * What options mean for sessions with MFA, for the age of MFA, and for kinds of devices, asked of an independent IAM engine
 * about all actions of iam, sts and signin and one of each other service.
 */

const SMALL = smallCatalogue();
const administrator = ADMINISTRATOR_ACCESS;
const stack = () => new Stack(new App(), 'Stack');
const enforcing = (options: MfaEnforcementOptions = {}) => ({ administrator, enforcement: documentOf(new MfaEnforcementPolicy(stack(), 'Policy', options)) });

/** What is denied, of the small catalogue, as "action resource". */
async function deniedOf(session: Session, policies: Record<string, unknown>, boundary?: unknown): Promise<string[]> {
  return (await SMALL)
    .filter(entry => decideFast({ user: 'alice', ...entry, session, policies, boundary }) === 'ExplicitlyDenied')
    .map(({ action, resource }) => `${action} ${resource}`);
}

const ask = (action: string, session: Session, policies: Record<string, unknown>, resource = ALICE) =>
  decide({ user: 'alice', action, resource, session, policies });

describe('with MFA nothing is denied', () => {
  test.each<[string, MfaEnforcementOptions]>([
    ['by default', {}],
    ['with maxMfaAge', { maxMfaAge: Duration.hours(1) }],
    ['with enforceFrom', { enforceFrom: new Date('2027-01-15') }],
    ['with everything that opens', {
      allowPasswordChangeWithoutMfa: true, allowDeviceRegistrationWithAccessKeys: true, exemptRequestsViaAwsServices: true, exemptActions: ['s3:*'],
    }],
  ])('%s', async (_, options) => {
    expect(await deniedOf(having(WITH_MFA, { 'aws:CurrentTime': '2027-02-01T00:00:00Z' }), enforcing(options))).toEqual([]);
  });

  test('in the boundary', async () => {
    expect(await deniedOf(WITH_MFA, { administrator }, documentOf(new MfaPermissionsBoundary(stack(), 'Boundary')))).toEqual([]);
  });
});

describe('maxMfaAge of one hour', () => {
  const policies = enforcing({ maxMfaAge: Duration.hours(1) });
  const aged = (seconds: number) => having(WITH_MFA, { 'aws:MultiFactorAuthAge': String(seconds) });

  test.each([
    [3_599, 'Allowed'],
    [3_600, 'Allowed'],
    [3_601, 'ExplicitlyDenied'],
    [129_600, 'ExplicitlyDenied'],
  ])('MFA of %d seconds: %s', async (seconds, result) => {
    expect(await ask('s3:ListAllMyBuckets', aged(seconds), policies, '*')).toMatchObject({ result });
  });

  test('MFA that is too old leaves what one may do without MFA in the console', async () => {
    const all = (await SMALL).map(({ action, resource }) => `${action} ${resource}`);
    const denied = new Set(await deniedOf(aged(3_601), policies));
    expect(all.filter(text => !denied.has(text)).sort()).toEqual([...ALLOWED_IN_CONSOLE].sort());
  });

  test('without MFA it is the same as without the option', async () => {
    expect(await deniedOf(CONSOLE_WITHOUT_MFA, policies)).toEqual(await deniedOf(CONSOLE_WITHOUT_MFA, enforcing()));
  });
});

describe('enforceFrom', () => {
  const policies = enforcing({ enforceFrom: new Date('2027-01-15T00:00:00Z') });
  const at = (session: Session, time: string) => having(session, { 'aws:CurrentTime': time });

  test('before, everything is allowed but what registers a device by access key', async () => {
    expect((await deniedOf(at(ACCESS_KEY, '2027-01-14T23:59:59Z'), policies)).sort()).toEqual([...REGISTRATION].sort());
    expect(await deniedOf(at(CONSOLE_WITHOUT_MFA, '2027-01-14T23:59:59Z'), policies)).toEqual([]);
  });

  test('from then on, it is the same as without the option', async () => {
    expect(await deniedOf(at(ACCESS_KEY, '2027-01-15T00:00:00Z'), policies)).toEqual(await deniedOf(ACCESS_KEY, enforcing()));
  });
});

describe('exemptRequestsViaAwsServices', () => {
  const policies = enforcing({ exemptRequestsViaAwsServices: true });
  const via = (session: Session, value: string) => having(session, { 'aws:ViaAWSService': value });

  test.each([
    ['a request by a service', 'Allowed', via(ACCESS_KEY, 'true')],
    ['a person\'s own request', 'ExplicitlyDenied', via(ACCESS_KEY, 'false')],
    ['a request that does not tell', 'ExplicitlyDenied', ACCESS_KEY],
  ])('%s: %s', async (_, result, session) => {
    expect(await ask('s3:GetObject', session, policies, 'arn:aws:s3:::code/function.zip')).toMatchObject({ result });
  });

  test('a request by a service cannot register a device, neither by access key nor on another user', async () => {
    expect(await ask('iam:EnableMFADevice', via(ACCESS_KEY, 'true'), policies)).toMatchObject({ result: 'ExplicitlyDenied' });
    expect(await ask('iam:EnableMFADevice', via(CONSOLE_WITHOUT_MFA, 'true'), policies, 'arn:aws:iam::123456789012:user/bob'))
      .toMatchObject({ result: 'ExplicitlyDenied', by: ['DenyMfaManagementOfOthersIfNoMFA'] });
  });

  test('without the option it is denied', async () => {
    expect(await ask('s3:GetObject', via(ACCESS_KEY, 'true'), enforcing(), 'arn:aws:s3:::code/function.zip')).toMatchObject({ result: 'ExplicitlyDenied' });
  });
});

describe('devices at registration', () => {
  /** The console registers a security key in two steps; what it is certified for is known in the second. */
  const create = having(CONSOLE_WITHOUT_MFA, { 'iam:RegisterSecurityKey': 'Create' });
  const activate = (certification: Record<string, string> = {}) => having(CONSOLE_WITHOUT_MFA, { 'iam:RegisterSecurityKey': 'Activate', ...certification });
  const fips1402 = (level: string) => activate({ 'iam:FIDO-FIPS-140-2-certification': level });
  const fips1403 = (level: string) => activate({ 'iam:FIDO-FIPS-140-3-certification': level });
  const fido = (level: string) => activate({ 'iam:FIDO-certification': level });
  const authenticatorApp = CONSOLE_WITHOUT_MFA;

  const keysOnly = MfaDevices.securityKeys();
  const certified = MfaDevices.certifiedSecurityKeys({ fips1402: FipsLevel.L2, fido: FidoLevel.L2_PLUS });

  test.each<[string, string, MfaDevices, Session, string]>([
    ['any device', 'an authenticator app', MfaDevices.any(), authenticatorApp, 'Allowed'],
    ['any device', 'a security key, first step', MfaDevices.any(), create, 'Allowed'],
    ['any device', 'a security key, second step', MfaDevices.any(), activate(), 'Allowed'],
    ['security keys', 'an authenticator app', keysOnly, authenticatorApp, 'ExplicitlyDenied'],
    ['security keys', 'a security key, first step', keysOnly, create, 'Allowed'],
    ['security keys', 'a passkey without certification, second step', keysOnly, activate(), 'Allowed'],
    ['certified keys', 'an authenticator app', certified, authenticatorApp, 'ExplicitlyDenied'],
    ['certified keys', 'a security key, first step', certified, create, 'Allowed'],
    ['certified keys', 'a passkey without certification, second step', certified, activate(), 'ExplicitlyDenied'],
    ['certified keys', 'FIPS 140-2 level 1', certified, fips1402('L1'), 'ExplicitlyDenied'],
    ['certified keys', 'FIPS 140-2 level 2', certified, fips1402('L2'), 'Allowed'],
    ['certified keys', 'FIPS 140-2 level 3', certified, fips1402('L3'), 'Allowed'],
    ['certified keys', 'FIPS 140-3 level 4, which was not asked for', certified, fips1403('L4'), 'ExplicitlyDenied'],
    ['certified keys', 'FIDO level 2', certified, fido('L2'), 'ExplicitlyDenied'],
    ['certified keys', 'FIDO level 2+', certified, fido('L2plus'), 'Allowed'],
    ['certified keys', 'FIDO level 3+', certified, fido('L3plus'), 'Allowed'],
    ['certified keys', 'one family high enough, the other not', certified,
      activate({ 'iam:FIDO-FIPS-140-2-certification': 'L1', 'iam:FIDO-certification': 'L3' }), 'Allowed'],
  ])('%s: %s', async (_, __, allowedDevices, session, result) => {
    expect(await ask('iam:EnableMFADevice', session, enforcing({ allowedDevices }))).toMatchObject({ result });
  });

  test.each([keysOnly, certified])('a virtual device cannot be created, also with MFA', async allowedDevices => {
    expect(await ask('iam:CreateVirtualMFADevice', WITH_MFA, enforcing({ allowedDevices }), 'arn:aws:iam::123456789012:mfa/alice-phone'))
      .toMatchObject({ result: 'ExplicitlyDenied', by: ['DenyOtherThanSecurityKeys'] });
  });
});

describe('in the partition', () => {
  test.each(['aws', 'aws-cn', 'aws-us-gov'])('%s the same is allowed', async partition => {
    const policy = new MfaEnforcementPolicy(stack(), 'Policy');
    const policies = { administrator, enforcement: documentOf(policy, partition) };
    const entries = await smallCatalogue(partition);
    const allowed = entries.filter(entry => decideFast({ user: 'alice', ...entry, session: CONSOLE_WITHOUT_MFA, policies, partition }) === 'Allowed');
    expect(allowed.map(({ action, resource }) => `${action} ${resource}`.replace(`arn:${partition}:`, 'arn:aws:')).sort())
      .toEqual([...ALLOWED_IN_CONSOLE].sort());
  });
});
