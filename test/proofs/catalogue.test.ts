import { App, Duration, Stack } from 'aws-cdk-lib';
import { ALICE, ALLOWED_BY_ACCESS_KEY, ALLOWED_IN_CONSOLE, REGISTRATION } from './allowed-without-mfa';
import { FidoLevel, MfaDevices, MfaEnforcementOptions, MfaEnforcementPolicy, MfaEnforcementPolicyProps, MfaPermissionsBoundary, SelfManagedCredential } from '../../src';
import { askCatalogue, CatalogueAnswer, CatalogueQuestion } from '../../tools/decisions/ask-catalogue';
import { ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, having, WITH_MFA } from '../../tools/decisions/engine';
import { documentOf } from '../../tools/decisions/policy-document';

/*
 * Every action of AWS, asked of an independent IAM engine: what somebody with AdministratorAccess may do without MFA is the
 * list in allowed-without-mfa.ts, and nothing else; what an option changes about that is written here. The default policy is
 * asked whole and with all checks of the engine, options by their Denies alone: what our Allows give, AdministratorAccess
 * gives too.
 */

interface Case {
  readonly options?: MfaEnforcementOptions;
  /** More condition keys of the request. */
  readonly context?: Record<string, string>;
  /** What is allowed besides the list. */
  readonly besides?: string[];
  /** What is not allowed, though it is in the list. */
  readonly except?: string[];
  /** Denied by us is just this, by access key; in the console nothing is. */
  readonly deniedByAccessKey?: string[];
}

const FROM = new Date('2027-01-15T00:00:00Z');
const OTHER_DEVICES = REGISTRATION.filter(text => !text.startsWith('iam:Resync'));

const CASES: Record<string, Case> = {
  'allowedDevices securityKeys, for another device': { options: { allowedDevices: MfaDevices.securityKeys() }, except: OTHER_DEVICES },
  'allowedDevices certifiedSecurityKeys, for another device': {
    options: { allowedDevices: MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L2 }) }, except: OTHER_DEVICES,
  },
  'maxMfaAge': { options: { maxMfaAge: Duration.hours(1) } },
  'enforceFrom, the second before': {
    options: { enforceFrom: FROM, maxMfaAge: Duration.hours(1) }, context: { 'aws:CurrentTime': '2027-01-14T23:59:59Z' }, deniedByAccessKey: REGISTRATION,
  },
  'enforceFrom, at that second': { options: { enforceFrom: FROM }, context: { 'aws:CurrentTime': '2027-01-15T00:00:00Z' } },
  'allowPasswordChangeWithoutMfa': {
    options: { allowPasswordChangeWithoutMfa: true }, besides: [`iam:ChangePassword ${ALICE}`, 'iam:GetAccountPasswordPolicy *'],
  },
  'allowDeviceRegistrationWithAccessKeys': { options: { allowDeviceRegistrationWithAccessKeys: true }, besides: REGISTRATION },
  'exemptRequestsViaAwsServices, for a person\'s own request': { options: { exemptRequestsViaAwsServices: true, maxMfaAge: Duration.hours(1) } },
  'exemptRequestsViaAwsServices, for a request by a service': {
    options: { exemptRequestsViaAwsServices: true, maxMfaAge: Duration.hours(1) }, context: { 'aws:ViaAWSService': 'true' }, deniedByAccessKey: REGISTRATION,
  },
  'exemptActions': {
    options: { exemptActions: ['s3:ListAllMyBuckets', 'iam:ListUsers', 'sts:GetCallerIdentity'] }, besides: ['s3:ListAllMyBuckets *', 'iam:ListUsers *'],
  },
};

const SESSIONS = {
  'by access key': { session: ACCESS_KEY, listed: ALLOWED_BY_ACCESS_KEY },
  'in the console without MFA': { session: CONSOLE_WITHOUT_MFA, listed: ALLOWED_IN_CONSOLE },
};
type Kind = keyof typeof SESSIONS;
const KINDS = Object.keys(SESSIONS) as Kind[];

const policyWith = (options: MfaEnforcementPolicyProps = {}) => documentOf(new MfaEnforcementPolicy(new Stack(new App(), 'Stack'), 'Policy', options));
const deniesOf = (document: any) => document.Statement.filter((each: any) => each.Effect === 'Deny');

const administrator = ADMINISTRATOR_ACCESS;
const enforcement = policyWith();
const boundary = documentOf(new MfaPermissionsBoundary(new Stack(new App(), 'Stack'), 'Boundary'));

const QUESTIONS: Record<string, CatalogueQuestion> = Object.fromEntries([
  ...KINDS.flatMap((kind): [string, CatalogueQuestion][] => {
    const { session } = SESSIONS[kind];
    return [
      [`default policy, all checks, ${kind}`, { session, policies: { enforcement, administrator }, careful: true }],
      [`default policy, ${kind}`, { session, policies: { enforcement, administrator } }],
      [`boundary, ${kind}`, { session, policies: { administrator }, boundary }],
      ...Object.keys(CASES).map((name): [string, CatalogueQuestion] =>
        [`${name}, ${kind}`, {
          session: having(session, CASES[name].context ?? {}),
          policies: { denies: { Version: '2012-10-17', Statement: deniesOf(policyWith(CASES[name].options)) }, administrator },
        }]),
    ];
  }),
  ['default policy, with MFA', { session: WITH_MFA, policies: { enforcement, administrator } }],
]);

let answers: Record<string, CatalogueAnswer>;
beforeAll(async () => {
  const found = await askCatalogue(Object.values(QUESTIONS));
  answers = Object.fromEntries(Object.keys(QUESTIONS).map((question, index) => [question, found[index]]));
  const decisions = found.reduce((sum, { allowed, denied, notAllowed }) => sum + allowed.length + denied.length + notAllowed.length, 0);
  const errors = new Set(found.flatMap(answer => answer.errors));
  process.stdout.write(`catalogue: ${decisions} decisions, ${errors.size} kinds of requests that the engine declines${[...errors].map(text => `\n  ${text}`).join('')}\n`);
}, 900_000);

function expectAllowed({ allowed, notAllowed }: CatalogueAnswer, expected: string[]): void {
  expect(allowed.sort()).toEqual([...new Set(expected)].sort());
  expect(notAllowed).toEqual([]); // an implicit deny would fall to any other Allow
}

test('the catalogue is whole', () => {
  const { allowed, denied } = answers['default policy, by access key'];
  const services = new Set([...allowed, ...denied].map(text => text.split(':')[0]));
  expect(allowed.length + denied.length).toBeGreaterThan(22_000);
  expect(services.size).toBeGreaterThan(400);
});

describe.each(KINDS)('%s', kind => {
  const { listed } = SESSIONS[kind];

  test('default policy: what is listed is allowed, everything else denied explicitly', () => {
    expectAllowed(answers[`default policy, all checks, ${kind}`], listed);
  });

  test('the engine without its checks says the same', () => {
    const { denied: careful } = answers[`default policy, all checks, ${kind}`];
    const { denied } = answers[`default policy, ${kind}`];
    expect(denied).toEqual(careful);
  });

  test('boundary: the same as the policy', () => {
    expectAllowed(answers[`boundary, ${kind}`], listed);
  });

  test.each(Object.keys(CASES))('%s', name => {
    const { besides = [], except = [], deniedByAccessKey } = CASES[name];
    const answer = answers[`${name}, ${kind}`];
    if (deniedByAccessKey) {
      expect(answer.denied.sort()).toEqual(kind === 'by access key' ? [...deniedByAccessKey].sort() : []);
    } else {
      expectAllowed(answer, [...listed, ...besides].filter(text => !except.includes(text)));
    }
  });
});

test('with MFA nothing is denied by us', () => {
  expect(answers['default policy, with MFA'].denied).toEqual([]);
});

test('what people may manage themselves is no matter without MFA', () => {
  expect(deniesOf(policyWith({ selfManagedCredentials: [] }))).toEqual(deniesOf(enforcement));
  expect(deniesOf(policyWith({ selfManagedCredentials: Object.values(SelfManagedCredential) }))).toEqual(deniesOf(enforcement));
});

test('the engine declines only where a service gives two kinds of resources one ARN', () => {
  const declined = new Set(Object.values(answers).flatMap(answer => answer.errors).map(text => text.split(':')[0]));
  expect([...declined].sort()).toEqual(['appsync', 'connect', 'directconnect', 'ec2-instance-connect', 'lambda', 'mediapackagev2', 'rtbfabric']);
});
