import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import {
  FidoLevel, FipsLevel, MfaDevices, MfaEnforcementPolicy, MfaEnforcementPolicyProps, MfaPermissionsBoundary, SelfManagedCredential,
} from '../../src';
import { ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decideFast } from '../../tools/decisions/engine';
import { documentOf } from '../../tools/decisions/policy-document';
import { knownStack, only } from '../helpers';

/*
 * Whatever the props, together: either a clear error, or a policy within IAM's limits in which nothing outside the
 * documented lists is allowed without MFA.
 */

const NEVER_WITHOUT_MFA = ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:DeactivateMFADevice',
  'iam:AttachUserPolicy', 'iam:RemoveUserFromGroup'];
const LISTED = [
  'iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice', 'sts:GetSessionToken',
];

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Mostly what is right, or each run would end at the first of many errors. */
const mostly = <T>(right: fc.Arbitrary<T>, anything: fc.Arbitrary<T>) => fc.oneof({ arbitrary: right, weight: 12 },
  { arbitrary: anything, weight: 1 });

const action = mostly(
  fc.constantFrom('s3:ListAllMyBuckets', 's3:*', 'iam:List*', 'iam:GetAccountSummary', 'sts:GetCallerIdentity',
    'ec2:Describe*', 'organizations:List*'),
  fc.oneof(
    fc.constantFrom('*', 'iam:*', 'sts:AssumeRole', 'iam:CreateAccessKey', 'iam:createaccesskey', 'IAM:PassRole',
      'signin:CreateOAuth2Token', 'i*m:*', ''),
    fc.tuple(fc.stringMatching(/^[a-zA-Z-]{1,8}$/), fc.stringMatching(/^[a-zA-Z0-9*]{1,12}$/)).map(([service, name]) => `${service}:${name}`),
    fc.string({ maxLength: 12 }),
  ),
);
const level = (levels: Record<string, string>) => maybe(fc.constantFrom(...Object.values(levels)));
const certification = fc.record({ fips1402: level(FipsLevel), fips1403: level(FipsLevel), fido: level(FidoLevel) }) as fc.Arbitrary<any>;

const props = fc.record({
  managedPolicyName: maybe(mostly(fc.constant('mfa'), fc.string({ maxLength: 140 }))),
  description: maybe(mostly(fc.constant('What it is for'), fc.string({ maxLength: 1_100 }))),
  path: maybe(mostly(fc.constant('/team/'), fc.string({ maxLength: 20 }))),
  devices: fc.integer({ min: 0, max: 3 }),
  certified: maybe(certification),
  maxMfaAge: maybe(mostly(fc.integer({ min: 60, max: 129_600 }), fc.double({
    min: 0,
    max: 200_000,
    noNaN: true,
  })).map(seconds => Duration.seconds(seconds))),
  enforceFrom: maybe(mostly(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    fc.date({ noInvalidDate: false }))),
  allowPasswordChangeWithoutMfa: maybe(fc.boolean()),
  allowDeviceRegistrationWithAccessKeys: maybe(mostly(fc.constant(false), fc.boolean())),
  exemptRequestsViaAwsServices: maybe(fc.boolean()),
  exemptActions: maybe(fc.array(action, { maxLength: 3 })),
  selfManagedCredentials: maybe(fc.array(fc.constantFrom(...Object.values(SelfManagedCredential)))),
  statements: maybe(fc.uniqueArray(fc.constantFrom('Mine', 'Other'))).map(sids =>
    sids?.map(sid => new iam.PolicyStatement({ sid, actions: ['s3:GetObject'], resources: ['*'] }))),
});

function devicesOf(kind: number, certified: any): MfaDevices | undefined {
  return [undefined, MfaDevices.any(),
    MfaDevices.securityKeys()][kind] ?? (kind === 3 ? MfaDevices.certifiedSecurityKeys(certified ?? {}) : undefined);
}

/** What a message must have: what was got or is wrong, and what to do or what is allowed. */
const CLEAR = /got|cannot hold|has \d+ characters|two statements with the Sid|needs at least one|must be|has no meaning/;

type Make = (stack: Stack, options: MfaEnforcementPolicyProps) => iam.ManagedPolicy;
const MAKERS: Record<string, Make> = {
  MfaEnforcementPolicy: (stack, options) => new MfaEnforcementPolicy(stack, 'Policy', options),
  MfaPermissionsBoundary: (stack, { groups, users, selfManagedCredentials, ...options }) => new MfaPermissionsBoundary(stack, 'Policy', options),
};

describe.each(Object.keys(MAKERS))('%s', name => {
  test('gives a clear error, or a policy that holds', () => {
    let made = 0;
    fc.assert(fc.property(props, ({ devices, certified, ...rest }) => {
      const stack = knownStack();
      let policy: iam.ManagedPolicy;
      let template: Template;
      try {
        policy = MAKERS[name](stack, { ...rest, allowedDevices: devicesOf(devices, certified) });
        template = Template.fromStack(stack);
      } catch (error) {
        expect((error as Error).message).toMatch(CLEAR);
        return;
      }
      made += 1;
      expectWithinLimits(only(template, 'AWS::IAM::ManagedPolicy').properties, documentOf(policy, 'aws-us-gov'));
      expectDenied(documentOf(policy), rest);
    }), { numRuns: 250, seed: 20_270_115 });
    expect(made).toBeGreaterThan(50); // errors alone would prove nothing
  }, 60_000);
});

function expectWithinLimits({ PolicyDocument, ManagedPolicyName = 'x', Path = '/', Description = '' }: any, deployed: unknown): void {
  expect(JSON.stringify(deployed).length).toBeLessThanOrEqual(6_144);
  expect(ManagedPolicyName).toMatch(/^[\w+=,.@-]{1,128}$/);
  expect(Path).toMatch(/^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/); // API_CreatePolicy
  expect(Description.length).toBeLessThanOrEqual(1_000);
  const sids = PolicyDocument.Statement.map((each: any) => each.Sid);
  expect(new Set(sids).size).toBe(sids.length);
}

/** Set algebra over NotAction, and the engine on a sample. */
function expectDenied(document: any, options: MfaEnforcementPolicyProps): void {
  const { NotAction } = document.Statement.find((each: any) => each.Sid === 'DenyAllExceptListedIfNoMFA');
  const documented = new Set([
    ...LISTED, ...options.exemptActions ?? [], ...options.allowPasswordChangeWithoutMfa ? ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'] : [],
  ]);
  expect(NotAction.filter((each: string) => !documented.has(each))).toEqual([]);

  const later = '9999-12-31T23:59:59Z'; // whatever enforceFrom is, it is over
  for (const { mfa } of [ACCESS_KEY, CONSOLE_WITHOUT_MFA]) {
    for (const each of NEVER_WITHOUT_MFA) {
      const result = decideFast({
        user: 'alice',
        action: each,
        resource: each === 'iam:RemoveUserFromGroup' ? 'arn:aws:iam::123456789012:group/people' : 'arn:aws:iam::123456789012:user/alice',
        session: { mfa, context: { 'aws:CurrentTime': later } },
        policies: { administrator: ADMINISTRATOR_ACCESS, ours: document },
      });
      expect([each, result]).toEqual([each, 'ExplicitlyDenied']);
    }
  }
}
