import {
  AddUserToGroupCommand, AttachUserPolicyCommand, CreateAccessKeyCommand, CreateLoginProfileCommand, CreateRoleCommand,
  CreateUserCommand, CreateVirtualMFADeviceCommand,
} from '@aws-sdk/client-iam';
import { AlertInbox, type AlarmMessage } from './alert-inbox';
import { Authenticator } from './authenticator';
import type { Clients, Credentials } from './clients';
import type { Deployment } from './deployment';
import type { Emulator } from './emulator';
import { ACCOUNT } from './settings';
import { TrailDelivery } from './trail-delivery';

/** A member of the enforced group who may do everything: whatever is refused, the enforcement refuses. */
export const ALICE = 'alice';
/** Another user. */
export const BOB = 'bob';

/** A virtual MFA device and the app that shows its codes. */
export interface Device {
  readonly serialNumber: string;
  readonly app: Authenticator;
}

/** Who and what a play needs, and what its steps leave for later ones. */
export interface Scene {
  readonly emulator: Emulator;
  readonly deployment: Deployment;
  /** Alice's long-term access key. */
  readonly accessKey: Credentials;
  readonly roleArn: string;
  /** A device that belongs to nobody yet. */
  readonly spareDevice: Device;
  readonly delivery: TrailDelivery;
  readonly inbox: AlertInbox;
  /** The messages of alarms that arrived so far. */
  readonly messages: AlarmMessage[];
  /** Alice's console session, opened without MFA. */
  console?: Clients;
  /** The device that Alice makes for herself. */
  device?: Device;
  /** Alice's sessions from GetSessionToken, with a code and without one. */
  mfaSession?: Clients;
  plainSession?: Clients;
}

/** What an earlier step has to have left. */
export function needed<T>(what: string, thing: T | undefined): T {
  if (thing === undefined) throw new Error(`no ${what}, since an earlier step went otherwise than expected`);
  return thing;
}

export async function setScene(emulator: Emulator, deployment: Deployment): Promise<Scene> {
  const { admin } = emulator;
  await admin.iam.send(new CreateUserCommand({ UserName: BOB }));
  // a path, since a policy that forgets it locks such people out or lets them at others
  await admin.iam.send(new CreateUserCommand({ UserName: ALICE, Path: '/people/' }));
  await admin.iam.send(new AttachUserPolicyCommand({ UserName: ALICE, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await admin.iam.send(new AddUserToGroupCommand({ UserName: ALICE, GroupName: deployment.groupName }));
  await admin.iam.send(new CreateLoginProfileCommand({ UserName: ALICE, Password: 'correct horse battery staple 1!A' }));
  const { AccessKey } = await admin.iam.send(new CreateAccessKeyCommand({ UserName: ALICE }));
  const { Role } = await admin.iam.send(new CreateRoleCommand({
    RoleName: 'operations',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }],
    }),
  }));
  return {
    emulator,
    deployment,
    accessKey: { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! },
    roleArn: Role!.Arn!,
    spareDevice: await createDevice(admin, 'spare'),
    delivery: new TrailDelivery(admin, deployment.logGroupName),
    messages: [],
    inbox: await AlertInbox.subscribe(admin, deployment.topicArn),
  };
}

/** Makes a virtual MFA device, as whoever the clients belong to. It belongs to nobody yet. */
export async function createDevice(clients: Clients, name: string): Promise<Device> {
  const { VirtualMFADevice } = await clients.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
  return { serialNumber: VirtualMFADevice!.SerialNumber!, app: new Authenticator(VirtualMFADevice!.Base32StringSeed!) };
}
