import {
  AttachUserPolicyCommand, CreateAccessKeyCommand, CreateLoginProfileCommand, CreateVirtualMFADeviceCommand, EnableMFADeviceCommand,
} from '@aws-sdk/client-iam';
import { Authenticator } from './authenticator';
import type { Clients, Credentials } from './clients';
import type { Emulator } from './emulator';

/** A member of the enforced group who may do everything: whatever is refused, the enforcement refuses. */
export const ALICE = 'alice';
/** A user who does nothing. */
export const BOB = 'bob';
/** A user outside of every enforcement who may assume every role: whatever is refused, the role refuses. */
export const CAROL = 'carol';
/** A user with a permissions boundary, in no group. */
export const CONTRACTOR = 'contractor';

/** Who plays, in the words of the play. */
export type Name = typeof ALICE | typeof CAROL | typeof CONTRACTOR;

/** The ways in, in the words of the play. */
export const WAYS = {
  /** A long-term access key. */
  accessKey: 'access key',
  /** A console session, opened with a password only. */
  console: 'console, no MFA',
  /** A session from GetSessionToken without a code. */
  plainSession: 'session, no MFA',
  /** A session from GetSessionToken with a code. */
  mfaSession: 'session with MFA',
  /** The same, two hours later. */
  oldMfaSession: 'old session with MFA',
} as const;

export type Way = keyof typeof WAYS;

/** A virtual MFA device and the app that shows its codes. */
export interface Device {
  readonly serialNumber: string;
  readonly app: Authenticator;
}

/** Somebody who plays, and what their steps leave for later ones. */
export interface Person {
  readonly userName: string;
  readonly clients: Partial<Record<Way, Clients>>;
  device?: Device;
}

/** Gives an access key to a user who exists. */
export async function createAccessKey({ iam }: Clients, userName: string): Promise<Credentials> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

export async function personWithAccessKey(emulator: Emulator, userName: string): Promise<Person> {
  return { userName, clients: { accessKey: emulator.clients(await createAccessKey(emulator.admin, userName)) } };
}

export async function givePassword({ iam }: Clients, userName: string): Promise<void> {
  await iam.send(new CreateLoginProfileCommand({ UserName: userName, Password: 'correct horse battery staple 1!A' }));
}

export async function makeAdministrator({ iam }: Clients, userName: string): Promise<void> {
  await iam.send(new AttachUserPolicyCommand({ UserName: userName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
}

/** Makes a virtual MFA device, as whoever the clients belong to. It belongs to nobody yet. */
export async function createDevice({ iam }: Clients, name: string): Promise<Device> {
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
  return { serialNumber: VirtualMFADevice!.SerialNumber!, app: new Authenticator(VirtualMFADevice!.Base32StringSeed!) };
}

/** Gives a device to a user, as whoever the clients belong to. */
export async function enableDevice(clients: Clients, { serialNumber, app }: Device, userName: string, codes = app.twoCodes()): Promise<void> {
  await clients.iam.send(new EnableMFADeviceCommand({ UserName: userName, SerialNumber: serialNumber, ...codes }));
}
