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

/** A virtual MFA device and the app that shows its codes. */
export interface Device {
  readonly serialNumber: string;
  readonly app: Authenticator;
}

/** Who and what a play needs, and what its steps leave for later ones. */
export interface Scene {
  readonly emulator: Emulator;
  readonly deployment: Deployment;
  /** A member of the enforced group who may do everything: whatever is refused, the enforcement refuses. */
  readonly member: string;
  /** Another user. */
  readonly other: string;
  readonly accessKey: Credentials;
  readonly roleArn: string;
  /** A device that belongs to nobody yet. */
  readonly spareDevice: Device;
  readonly delivery: TrailDelivery;
  readonly inbox: AlertInbox;
  /** The messages of alarms that arrived so far. */
  readonly messages: AlarmMessage[];
  console?: Clients;
  device?: Device;
  mfaSession?: Clients;
  plainSession?: Clients;
}

export async function setScene(emulator: Emulator, deployment: Deployment, member: string, other: string): Promise<Scene> {
  const { admin } = emulator;
  await admin.iam.send(new CreateUserCommand({ UserName: other }));
  // a path, since a policy that forgets it locks such people out or lets them at others
  await admin.iam.send(new CreateUserCommand({ UserName: member, Path: '/people/' }));
  await admin.iam.send(new AttachUserPolicyCommand({ UserName: member, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await admin.iam.send(new AddUserToGroupCommand({ UserName: member, GroupName: deployment.groupName }));
  await admin.iam.send(new CreateLoginProfileCommand({ UserName: member, Password: 'correct horse battery staple 1!A' }));
  const { AccessKey } = await admin.iam.send(new CreateAccessKeyCommand({ UserName: member }));
  const { Role } = await admin.iam.send(new CreateRoleCommand({
    RoleName: `operations-for-${member}`,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }],
    }),
  }));
  return {
    emulator,
    deployment,
    member,
    other,
    accessKey: { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! },
    roleArn: Role!.Arn!,
    spareDevice: await createDevice(admin, `spare-for-${member}`),
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
