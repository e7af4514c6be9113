import { CreateGroupCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { DEVELOPERS } from './life/changes';
import { CHANGED, DAVE, FIRST, parts } from './life/parts';
import { idsOf, readAccount, type Account } from '../../tools/emulator/account';
import { Emulator } from '../../tools/emulator/emulator';
import { ACCOUNT } from '../../tools/emulator/settings';

// The constructs by themselves: what a change of their settings does, and one of their names.

let emulator: Emulator;
let first: Account;
let changed: Account;
let renamed: Account;

beforeAll(async () => {
  emulator = await Emulator.start();
  const { admin, cdk } = emulator;
  await cdk.bootstrap();
  await admin.iam.send(new CreateGroupCommand({ GroupName: DEVELOPERS }));
  await admin.iam.send(new CreateUserCommand({ UserName: DAVE }));
  const deploy = async (app: string) => {
    await cdk.deploy(app);
    return readAccount(admin);
  };
  first = await deploy(parts(FIRST));
  changed = await deploy(parts(CHANGED));
  renamed = await deploy(parts({ ...CHANGED, name: 'second' }));
});

afterAll(async () => emulator?.stop());

const policyArn = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const ages = (document: unknown) => [...JSON.stringify(document).matchAll(/MultiFactorAuthAge":"(\d+)"/g)].map(([, seconds]) => Number(seconds));

describe('other settings', () => {
  test('replace nothing', () => {
    expect(idsOf(changed)).toEqual(idsOf(first));
  });

  test.each([
    ['policy', ({ policies }: Account) => policies[policyArn('first-policy')].document],
    ['boundary', ({ policies }: Account) => policies[policyArn('first-boundary')].document],
    ['role', ({ roles }: Account) => roles['first-role'].trust],
  ])('%s: the age of MFA', (_, documentOf) => {
    expect(ages(documentOf(first))).toEqual([3600]);
    expect(ages(documentOf(changed))).toEqual([7200]);
  });

  test('role: the description', () => {
    expect([first, changed].map(({ roles }) => roles['first-role'].description)).toEqual(['for 1 hours', 'for 2 hours']);
  });

  test('trail: the key, on trail, bucket and log group; and the organization', () => {
    const used = (account: Account) => {
      const { KmsKeyId, IsOrganizationTrail } = account.trails['first-trail'];
      const [logGroup] = Object.values(account.logGroups);
      const encryptions = Object.values(account.buckets).map(({ encryption }) => encryption![0].ApplyServerSideEncryptionByDefault);
      return { keys: [KmsKeyId, logGroup.key, encryptions.find(each => each?.SSEAlgorithm === 'aws:kms')?.KMSMasterKeyID], IsOrganizationTrail };
    };
    const [before, after] = [first, changed].map(used);
    expect([before, after].map(({ IsOrganizationTrail }) => IsOrganizationTrail)).toEqual([false, true]);
    expect([before, after].map(({ keys }) => new Set(keys).size)).toEqual([1, 1]);
    expect(after.keys[0]).not.toBe(before.keys[0]);
    expect(Object.values(changed.buckets).filter(({ policy }) => JSON.stringify(policy).includes('AWSLogs/o-example12345/*'))).toHaveLength(1);
  });

  test('topic: the key, and who is told', () => {
    const [before, after] = [first, changed].map(({ topics }) => Object.values(topics)[0]);
    expect([before.emails, after.emails]).toEqual([['security@example.com'], ['on-call@example.com']]);
    expect(after.key).not.toBe(before.key);
    expect(changed.trails['first-trail'].KmsKeyId).toContain(after.key);
  });

  test('monitor: when an alarm rings, and in which namespace it is counted', () => {
    const [before, after] = [first, changed].map(({ alarms }) => Object.values(alarms));
    expect(before).toEqual([expect.objectContaining({ Period: 300, Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 1, Namespace: 'CdkEnforceMfa' })]);
    expect(after).toEqual([expect.objectContaining({ Period: 60, Threshold: 2, EvaluationPeriods: 2, DatapointsToAlarm: 2, Namespace: 'Security/Identity' })]);
    expect(Object.keys(changed.alarms)).toEqual(Object.keys(first.alarms));
    const [{ filters }] = Object.values(changed.logGroups);
    expect(JSON.stringify(filters)).toContain('"metricNamespace":"Security/Identity"');
  });

  test('dashboard: how far back it looks', () => {
    expect([first, changed].map(({ dashboards }) => dashboards['first-dashboard'].start)).toEqual(['-PT1H', '-PT2H']);
  });
});

describe('another name', () => {
  test('makes another policy, which takes the place of the old one', () => {
    expect(Object.keys(renamed.policies).filter(arn => /first|second/.test(arn))).toEqual([policyArn('second-boundary'), policyArn('second-policy')]);
    expect(renamed.groups[DEVELOPERS].policies).toEqual([policyArn('second-policy')]);
    expect(renamed.users[DAVE].policies).toEqual([policyArn('second-policy')]);
  });

  test('makes another boundary, on the same user', () => {
    expect(renamed.users.contractor).toEqual({ ...changed.users.contractor, boundary: policyArn('second-boundary') });
  });

  test('makes another role, trail and dashboard', () => {
    expect(Object.keys(renamed.roles)).toContain('second-role');
    expect(Object.keys(renamed.roles)).not.toContain('first-role');
    expect(Object.keys(renamed.trails)).toEqual(['second-trail']);
    expect(Object.keys(renamed.dashboards)).toEqual(['second-dashboard']);
  });

  test('replaces nothing else', () => {
    const { keys, buckets, logGroups, topics } = idsOf(changed);
    expect(idsOf(renamed)).toMatchObject({ keys, buckets, logGroups, topics });
  });
});
