import { paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import { CreateTrailCommand } from '@aws-sdk/client-cloudtrail';
import { AddUserToGroupCommand, CreateGroupCommand, CreateUserCommand, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { RemovalPolicy } from 'aws-cdk-lib';
import { DEVELOPERS, everythingChanged } from './life/changes';
import { baselineWith } from './life/synthesized';
import { readAccount, type Account } from '../../tools/emulator/account';
import type { Clients } from '../../tools/emulator/clients';
import { readBaseline } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { BASELINE } from '../../tools/emulator/example';

// Names that somebody else has: the deployment fails in the middle, when most has been made or changed.
const TAKEN = 'taken';
const DAVE = 'dave';

let emulator: Emulator;
let admin: Clients;
let before: Account;

beforeAll(async () => {
  emulator = await Emulator.start();
  admin = emulator.admin;
  await emulator.cdk.bootstrap();
  await takeNames();
  before = await readAccount(admin);
});

afterAll(async () => emulator?.stop());

// one life, in order
describe('a first deployment that fails', () => {
  test('leaves nothing', async () => {
    await expect(emulator.cdk.deploy(baselineWith(() => ({ trailProps: { trailName: TAKEN } })))).rejects.toThrow(/already exists/);
    expect(await created()).toEqual(expect.arrayContaining([
      'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket',
    ]));
    expect(await readAccount(admin)).toEqual(before);
  });

  test('does not stand in the way of the next', async () => {
    await emulator.cdk.deploy(baselineWith(() => ({})));
    await admin.iam.send(new AddUserToGroupCommand({ UserName: DAVE, GroupName: (await readBaseline(admin)).groupName }));
    before = await readAccount(admin);
    expect(Object.keys(before.trails)).toHaveLength(2);
  });
});

describe('an update that fails', () => {
  test.each([
    ['with every option changed, and the name of a trail that there is', () => baselineWith(stack => {
      const { trailProps, ...props } = everythingChanged(stack);
      return { ...props, trailProps: { ...trailProps, trailName: TAKEN } };
    })],
    ['with the name of a group that there is', () => baselineWith(() => ({ groupProps: { groupName: DEVELOPERS }, dashboard: false }))],
  ])('%s, leaves everything as it was', async (_, synthesize) => {
    await expect(emulator.cdk.deploy(synthesize())).rejects.toThrow(/already exists/);
    expect(await readAccount(admin)).toEqual(before);
  });
});

describe('a group that is to go with its stack, with somebody in it who was added by hand', () => {
  const app = () => baselineWith(() => ({ groupProps: { removalPolicy: RemovalPolicy.DESTROY } }));

  test('stops the deletion, and stays enforced', async () => {
    const { groupName, policyArn } = await readBaseline(admin);
    await emulator.cdk.deploy(app());
    await expect(emulator.cdk.destroy(app())).rejects.toThrow(/must remove users from group first/);
    expect((await readAccount(admin)).groups[groupName]).toMatchObject({ members: [DAVE], policies: [policyArn] });

    await admin.iam.send(new RemoveUserFromGroupCommand({ UserName: DAVE, GroupName: groupName }));
    await emulator.cdk.destroy(app());
    const { groups, policies } = await readAccount(admin);
    expect(Object.keys(groups)).toEqual([DEVELOPERS]);
    expect(policies).toEqual({});
  });
});

/** The types of which the failed deployment had made something. */
async function created(): Promise<string[]> {
  const types: string[] = [];
  for await (const { StackEvents } of paginateDescribeStackEvents({ client: admin.cloudFormation }, { StackName: BASELINE.stackName })) {
    types.push(...StackEvents!.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE').map(({ ResourceType }) => ResourceType!));
  }
  return types;
}

async function takeNames(): Promise<void> {
  await admin.iam.send(new CreateUserCommand({ UserName: DAVE }));
  await admin.iam.send(new CreateGroupCommand({ GroupName: DEVELOPERS }));
  await admin.iam.send(new AddUserToGroupCommand({ UserName: DAVE, GroupName: DEVELOPERS }));
  const Bucket = 'somebody-elses-records';
  await admin.s3.send(new CreateBucketCommand({ Bucket }));
  await admin.cloudTrail.send(new CreateTrailCommand({ Name: TAKEN, S3BucketName: Bucket }));
}
