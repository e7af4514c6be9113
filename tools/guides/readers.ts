import { CreateTrailCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AddUserToGroupCommand, CreateGroupCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { readBaseline } from '../emulator/deployment';
import type { Emulator } from '../emulator/emulator';
import { BASELINE } from '../emulator/example';
import { ALICE, BOB, createAccessKey, createDevice, enableDevice, givePassword, makeAdministrator, type Device } from '../emulator/people';
import { ACCOUNT } from '../emulator/settings';
import { SIGN_INS } from '../emulator/sign-in-events';
import { TrailDelivery } from '../emulator/trail-delivery';

/** What somebody has who begins to read a guide: in the account, and in the variables that the guide says to set. */
export type Reader = (emulator: Emulator) => Promise<Record<string, string>>;

const newAccount: Reader = async () => ({});

const accountForApps: Reader = async ({ cdk }) => {
  await cdk.bootstrap();
  return {};
};

/** Alice has a device, bob has none, and a program has an access key. All are in one group, and may do everything. */
const accountWithUsers: Reader = async ({ admin, cdk }) => {
  await cdk.bootstrap();
  await admin.iam.send(new CreateGroupCommand({ GroupName: 'developers' }));
  for (const UserName of [ALICE, BOB, 'deployer']) {
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await makeAdministrator(admin, UserName);
    await admin.iam.send(new AddUserToGroupCommand({ GroupName: 'developers', UserName }));
  }
  for (const userName of [ALICE, BOB]) await givePassword(admin, userName);
  await registerDevice({ admin }, ALICE);
  const keys = { ALICE: await createAccessKey(admin, ALICE), BOB: await createAccessKey(admin, BOB), PROGRAM: await createAccessKey(admin, 'deployer') };
  return Object.fromEntries(Object.entries(keys).flatMap(([who, key]) => [
    [`${who}_KEY_ID`, key.accessKeyId], [`${who}_SECRET`, key.secretAccessKey],
  ]));
};

/** The device of alice is out of step, and later lost. */
const userWithDevice: Reader = async ({ admin }) => {
  await admin.iam.send(new CreateUserCommand({ UserName: ALICE }));
  await givePassword(admin, ALICE);
  const { serialNumber, app } = await registerDevice({ admin }, ALICE);
  const { accessKeyId } = await createAccessKey(admin, ALICE);
  return { PERSON: ALICE, SERIAL: serialNumber, CODE1: app.code(0), CODE2: app.code(1), KEY_ID: accessKeyId };
};

/** Alice signed in without MFA, and the alarm rings. */
const alarmRang: Reader = async (emulator) => {
  const { admin, cdk } = emulator;
  await cdk.bootstrap();
  await cdk.deploy(BASELINE.app);
  const { logGroupName } = await readBaseline(admin);
  await new TrailDelivery(admin, logGroupName).deliver(SIGN_INS.userWithoutMfa());
  const { KEY_ID } = await userWithDevice(emulator);
  return { PERSON: ALICE, KEY_ID };
};

/** A trail delivers to a log group. */
const accountWithTrail: Reader = async ({ admin, cdk }) => {
  await cdk.bootstrap();
  const logGroupName = 'aws-cloudtrail-logs';
  await admin.logs.send(new CreateLogGroupCommand({ logGroupName }));
  await admin.s3.send(new CreateBucketCommand({ Bucket: 'trail-of-the-account' }));
  await admin.cloudTrail.send(new CreateTrailCommand({ Name: 'management-events', S3BucketName: 'trail-of-the-account', IsMultiRegionTrail: true }));
  // the emulator keeps the log group only if it comes with an update
  await admin.cloudTrail.send(new UpdateTrailCommand({
    Name: 'management-events',
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${logGroupName}:*`,
  }));
  return {};
};

async function registerDevice({ admin }: Pick<Emulator, 'admin'>, userName: string): Promise<Device> {
  const device = await createDevice(admin, `${userName}-phone`);
  await enableDevice(admin, device, userName);
  return device;
}

/** The guides, and who reads them. */
export const GUIDES: Record<string, Reader> = {
  'getting-started': newAccount,
  'rolling-out': accountWithUsers,
  'recovering': userWithDevice,
  'root-user': accountForApps,
  'responding': alarmRang,
  'existing-trail': accountWithTrail,
  'organizations': newAccount,
};
