import { DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogStreamCommand, FilterLogEventsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AddUserToGroupCommand, CreateGroupCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CHANGES, DEVELOPERS, EVERYTHING_RENAMED, everythingChanged, RENAMED } from './life/changes';
import { askedFor, handedIn, lackOf, type Left } from './life/handed-in';
import { baselineWith } from './life/synthesized';
import { idsOf, readAccount, type Account } from '../../tools/emulator/account';
import type { Clients } from '../../tools/emulator/clients';
import { readBaseline, type BaselineDeployment } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { BASELINE } from '../../tools/emulator/example';

const { app: EXAMPLE, stackName: STACK_NAME } = BASELINE;
const asBefore = baselineWith(() => ({}));
const DAVE = 'dave';
const OLD_EVENT = '{"eventName":"ConsoleLogin"}';

let emulator: Emulator;
let admin: Clients;
let before: Account;
let names: BaselineDeployment;

beforeAll(async () => {
  emulator = await Emulator.start();
  admin = emulator.admin;
  await emulator.cdk.bootstrap();
  await admin.iam.send(new CreateGroupCommand({ GroupName: DEVELOPERS }));
  await emulator.cdk.deploy(EXAMPLE);
  names = await readBaseline(admin);
  await admin.iam.send(new CreateUserCommand({ UserName: DAVE }));
  await admin.iam.send(new AddUserToGroupCommand({ UserName: DAVE, GroupName: names.groupName }));
  await record();
  before = await readAccount(admin);
});

afterAll(async () => emulator?.stop());

// one life, in order
describe('deployed again', () => {
  test('it does not change', async () => {
    const eventsBefore = await stackEvents();
    expect(await emulator.cdk.deploy(EXAMPLE)).toContain(`${STACK_NAME} (no changes)`);
    expect(await stackEvents()).toEqual(eventsBefore);
  });

  test('it does not differ from its app', async () => {
    expect(await emulator.cdk.diff(EXAMPLE)).toContain('Number of stacks with differences: 0');
  });
});

describe('with every option changed that can be changed in place', () => {
  let after: Account;

  beforeAll(async () => {
    const changed = baselineWith(everythingChanged);
    // the emulator does not know of every property that replaces; the CLI does, from AWS's own schemas
    expect(await replacedBy(changed)).toEqual([]);
    await emulator.cdk.deploy(changed);
    after = await readAccount(admin);
  });

  test.each(CHANGES)('$option', ({ seen, before: was, after: is }) => {
    expect(seen(before, names)).toEqual(was);
    expect(seen(after, names)).toEqual(is);
  });

  test('nothing is another one, and whoever was added by hand is a member', () => {
    expect(idsOf(after)).toEqual(idsOf(before));
    expect(after.groups[names.groupName].members).toEqual([DAVE]);
    expect(after.groups[names.groupName].policies).toContain(names.policyArn);
  });

  test('and changed back, everything is as it was', async () => {
    await emulator.cdk.deploy(asBefore);
    expect(await readAccount(admin)).toEqual(before);
  });
});

describe('with another name of group and trail', () => {
  let after: Account;

  beforeAll(async () => {
    const renamed = baselineWith(() => EVERYTHING_RENAMED);
    expect(await replacedBy(renamed)).toEqual(['AWS::CloudTrail::Trail', 'AWS::IAM::Group']);
    await emulator.cdk.deploy(renamed);
    after = await readAccount(admin);
  });

  test('there is another group with the same policy, and the old one stays as it was, with its members', () => {
    expect(after.groups[RENAMED.groupName]).toMatchObject({ members: [], policies: [names.policyArn] });
    expect(after.groups[names.groupName]).toEqual(before.groups[names.groupName]);
    expect(after.policies[names.policyArn].id).toBe(before.policies[names.policyArn].id);
  });

  test('there is another trail, which delivers where the old one did, and the old one is gone', () => {
    const [was] = Object.values(before.trails);
    expect(Object.keys(after.trails)).toEqual([RENAMED.trailName]);
    const { S3BucketName, KmsKeyId, CloudWatchLogsLogGroupArn } = was;
    expect(after.trails[RENAMED.trailName]).toMatchObject({ S3BucketName, KmsKeyId, CloudWatchLogsLogGroupArn, logging: true });
  });

  test('nothing else is another one', () => {
    const { groups, trails, ...others } = idsOf(after);
    const { groups: _, trails: __, ...othersBefore } = idsOf(before);
    expect(others).toEqual(othersBefore);
    expect(groups).toEqual(expect.arrayContaining(idsOf(before).groups));
    expect(trails).toHaveLength(1);
  });

  test('the alarm on changes of the enforcement watches the new name', () => {
    expect(JSON.stringify(after.logGroups[names.logGroupName].filters)).toContain(`$.requestParameters.groupName = \\"${RENAMED.groupName}\\"`);
  });

  test('the devices that may be registered change in place', () => {
    const { Statement } = after.policies[names.policyArn].document;
    expect(Statement).toContainEqual(expect.objectContaining({ Sid: 'DenyOtherThanSecurityKeys' }));
  });
});

describe('destroyed', () => {
  let last: Account;
  let left: Account;
  let handed: Left;

  beforeAll(async () => {
    last = await readAccount(admin);
    handed = leftOf(last);
    await emulator.cdk.destroy(baselineWith(() => EVERYTHING_RENAMED));
    left = await readAccount(admin);
  });

  test('it leaves the records and the enforcement as they were, and nothing else', () => {
    const { groups, policies, users, buckets, keys, logGroups } = last;
    expect(left).toEqual({
      groups,
      policies: { [names.policyArn]: policies[names.policyArn] }, // not that of the log role
      users,
      buckets,
      keys,
      logGroups: { [names.logGroupName]: { ...logGroups[names.logGroupName], filters: {} } },
      alarms: {},
      dashboards: {},
      roles: {},
      topics: {},
      trails: {},
    });
    expect([buckets, keys, logGroups].map(things => Object.keys(things).length)).toEqual([2, 1, 1]);
  });

  test('and deployed again, it stands beside what was left, and touches none of it', async () => {
    await emulator.cdk.deploy(asBefore);
    const again = await readAccount(admin);
    expect(again).toMatchObject(left);
    expect(countOf(again)).toEqual({
      groups: countOf(left).groups + 1, policies: 3, roles: 1, users: 1, keys: 2, buckets: 4, logGroups: 2, trails: 1, topics: 1,
    });
    await emulator.cdk.destroy(asBefore);
  });

  test('and deployed with what was left handed in, it records and watches there, and enforces the old group', async () => {
    await emulator.cdk.deploy(baselineWith(handedIn(handed)));
    const again = await readAccount(admin);
    const { policyArn, topicArn, logGroupName } = await readBaseline(admin);

    expect(Object.keys(again.trails)).toEqual([RENAMED.trailName]);
    expect(again.trails[RENAMED.trailName]).toMatchObject({ S3BucketName: handed.bucketName, KmsKeyId: handed.keyArn, logging: true });
    expect(logGroupName).toBe(names.logGroupName);
    expect(Object.keys(again.logGroups[logGroupName].filters)).toHaveLength(9);
    expect(handed.keyArn).toContain(again.topics[topicArn].key);
    expect(again.groups[names.groupName]).toMatchObject({ members: [DAVE], policies: [names.policyArn, policyArn].sort() });
    expect(await recordedEvents()).toEqual([OLD_EVENT]);
    const { buckets, keys, policies } = left;
    expect(again).toMatchObject({ buckets, keys, policies });
  });

  test('what was left has all that its owner is asked for', () => {
    const asked = askedFor(handed);
    expect(asked.length).toBeGreaterThan(4);
    expect(lackOf(asked, left)).toEqual([]);
  });

  test('negative control: a trail of another name asks for more', () => {
    expect(lackOf(askedFor({ ...handed, trailName: 'other' }), left)).not.toEqual([]);
  });
});

function leftOf({ trails }: Account): Left {
  const { S3BucketName, KmsKeyId } = trails[RENAMED.trailName];
  return { trailName: RENAMED.trailName, bucketName: S3BucketName!, keyArn: KmsKeyId!, logGroupName: names.logGroupName, groupName: names.groupName };
}

function countOf(account: Account) {
  return Object.fromEntries(Object.entries(idsOf(account)).map(([kind, ids]) => [kind, ids.length]));
}

/** Something that happened before, in log group and bucket. */
async function record(): Promise<void> {
  const [{ S3BucketName }] = Object.values((await readAccount(admin)).trails);
  await admin.s3.send(new PutObjectCommand({ Bucket: S3BucketName, Key: 'AWSLogs/old.json.gz', Body: OLD_EVENT }));
  const stream = { logGroupName: names.logGroupName, logStreamName: 'trail' };
  await admin.logs.send(new CreateLogStreamCommand(stream));
  await admin.logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message: OLD_EVENT }] }));
}

async function recordedEvents(): Promise<string[]> {
  const { events } = await admin.logs.send(new FilterLogEventsCommand({ logGroupName: names.logGroupName }));
  return events!.map(({ message }) => message!);
}

/** The types of resources that the CLI says would be replaced. */
async function replacedBy(app: string): Promise<string[]> {
  const difference = await emulator.cdk.diff(app, '--method=template');
  return [...difference.matchAll(/^\[~\] (AWS::\S+) .*(replace|may be replaced)/gm)].map(([, type]) => type).sort();
}

async function stackEvents(): Promise<unknown[]> {
  const { StackEvents } = await admin.cloudFormation.send(new DescribeStackEventsCommand({ StackName: STACK_NAME }));
  return StackEvents!.map(({ EventId }) => EventId);
}
