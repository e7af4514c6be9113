import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListAttachedGroupPoliciesCommand, ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../../tools/emulator/clients';
import { alarms, readBaseline, resourcesOf, type BaselineDeployment } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { BASELINE } from '../../tools/emulator/example';
import { REPOSITORY } from '../../tools/emulator/settings';

const { app: EXAMPLE, stackName: STACK_NAME } = BASELINE;
const CHANGED = `${REPOSITORY}/test/emulator/changed-baseline`;

let emulator: Emulator;
let admin: Clients;
let deployment: BaselineDeployment;

beforeAll(async () => {
  emulator = await Emulator.start();
  admin = emulator.admin;
  await emulator.cdk.bootstrap();
  await emulator.cdk.deploy(EXAMPLE);
  deployment = await readBaseline(admin);
});

afterAll(async () => emulator?.stop());

// one life, in order
describe('a deployed account baseline', () => {
  test('does not change when it is deployed again', async () => {
    const before = await events();
    expect(await emulator.cdk.deploy(EXAMPLE)).toContain(`${STACK_NAME} (no changes)`);
    expect(await events()).toEqual(before);
  });

  test('does not differ from its app', async () => {
    expect(await emulator.cdk.diff(EXAMPLE)).toContain('Number of stacks with differences: 0');
  });

  test('differs from an app with another address and retention', async () => {
    await expect(emulator.cdk.diff(CHANGED)).rejects.toThrow(/RetentionInDays/);
  });

  test('takes another address and another retention, and keeps what it has', async () => {
    expect(await emailAddresses()).toEqual(['security@example.com']);
    const retentionBefore = await retention();

    await emulator.cdk.deploy(CHANGED);

    expect(await stackStatus()).toBe('UPDATE_COMPLETE');
    expect(await emailAddresses()).toEqual(['on-call@example.com']);
    expect(await retention()).toBe(731);
    expect(retentionBefore).not.toBe(731);
    expect(await readBaseline(admin)).toEqual(deployment);
  });

  test('leaves the records and the enforcement when it is destroyed, and nothing else', async () => {
    const buckets = await resourcesOf(admin, STACK_NAME, 'AWS::S3::Bucket');
    const [key] = await resourcesOf(admin, STACK_NAME, 'AWS::KMS::Key');
    expect(buckets).toHaveLength(2);

    await emulator.cdk.destroy(CHANGED);

    await expect(stackStatus()).rejects.toThrow(/does not exist/);
    const bucketsLeft = (await admin.s3.send(new ListBucketsCommand({}))).Buckets!.map((bucket) => bucket.Name);
    expect(bucketsLeft).toEqual(expect.arrayContaining(buckets));
    for (const bucket of buckets) {
      const { Policy } = await admin.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
      expect(Policy).toContain(bucket);
    }
    expect((await admin.kms.send(new DescribeKeyCommand({ KeyId: key }))).KeyMetadata!.KeyState).toBe('Enabled');
    expect(await retention()).toBe(731);

    const { AttachedPolicies } = await admin.iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: deployment.groupName }));
    expect(AttachedPolicies!.map((policy) => policy.PolicyArn)).toEqual([deployment.policyArn]);

    const { Policies } = await admin.iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies!.map((policy) => policy.Arn)).toEqual([deployment.policyArn]);
    const { Roles } = await admin.iam.send(new ListRolesCommand({}));
    expect(Roles!.map((role) => role.RoleName).filter((name) => !name!.startsWith('cdk-'))).toEqual([]);
    expect((await admin.cloudTrail.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
    expect((await admin.sns.send(new ListTopicsCommand({}))).Topics ?? []).toEqual([]);
    expect(await alarms(admin)).toEqual([]);
  });
});

async function events(): Promise<unknown[]> {
  const { StackEvents } = await admin.cloudFormation.send(new DescribeStackEventsCommand({ StackName: STACK_NAME }));
  return StackEvents!.map((event) => event.EventId);
}

async function stackStatus(): Promise<string> {
  const { Stacks } = await admin.cloudFormation.send(new DescribeStacksCommand({ StackName: STACK_NAME }));
  return Stacks![0].StackStatus!;
}

async function emailAddresses(): Promise<unknown[]> {
  const { Subscriptions } = await admin.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: deployment.topicArn }));
  return Subscriptions!.filter((subscription) => subscription.Protocol === 'email').map((subscription) => subscription.Endpoint);
}

async function retention(): Promise<number | undefined> {
  const { logGroups } = await admin.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: deployment.logGroupName }));
  return logGroups![0].retentionInDays;
}
