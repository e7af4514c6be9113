import { AddUserToGroupCommand, CreateRoleCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { AlertInbox, type AlarmMessage } from './alert-inbox';
import type { Deployment } from './deployment';
import type { Emulator } from './emulator';
import {
  ALICE, BOB, CAROL, createDevice, enableDevice, givePassword, makeAdministrator, personWithAccessKey, type Device, type Name, type Person,
} from './people';
import { ACCOUNT } from './settings';
import { TrailDelivery } from './trail-delivery';

/** Who and what a play needs, and what its steps leave for later ones. */
export interface Scene {
  readonly emulator: Emulator;
  readonly deployment: Deployment;
  readonly people: Record<Name, Person>;
  /** A role that asks nobody for MFA. */
  readonly roleArn: string;
  /** A device that belongs to nobody yet. */
  readonly spareDevice: Device;
  readonly delivery: TrailDelivery;
  readonly inbox: AlertInbox;
  /** The messages of alarms that arrived so far. */
  readonly messages: AlarmMessage[];
}

/** What an earlier step has to have left. */
export function needed<T>(what: string, thing: T | undefined): T {
  if (thing === undefined) throw new Error(`no ${what}, since an earlier step went otherwise than expected`);
  return thing;
}

export async function setScene(emulator: Emulator, deployment: Deployment): Promise<Scene> {
  const { admin } = emulator;
  await admin.iam.send(new CreateUserCommand({ UserName: BOB }));
  return {
    emulator,
    deployment,
    people: {
      alice: await createAlice(emulator, deployment.groupName),
      carol: await createCarol(emulator),
      contractor: await letContractorIn(emulator, deployment.boundedUserName),
    },
    roleArn: await createRole(emulator),
    spareDevice: await createDevice(admin, 'spare'),
    delivery: new TrailDelivery(admin, deployment.logGroupName),
    messages: [],
    inbox: await AlertInbox.subscribe(admin, deployment.topicArn),
  };
}

async function createAlice(emulator: Emulator, groupName: string): Promise<Person> {
  const { admin } = emulator;
  // a path, since a policy that forgets it locks such people out or lets them at others
  await admin.iam.send(new CreateUserCommand({ UserName: ALICE, Path: '/people/' }));
  await makeAdministrator(admin, ALICE);
  await admin.iam.send(new AddUserToGroupCommand({ UserName: ALICE, GroupName: groupName }));
  await givePassword(admin, ALICE);
  return personWithAccessKey(emulator, ALICE);
}

async function createCarol(emulator: Emulator): Promise<Person> {
  const { admin } = emulator;
  await admin.iam.send(new CreateUserCommand({ UserName: CAROL }));
  await admin.iam.send(new PutUserPolicyCommand({
    UserName: CAROL,
    PolicyName: 'assume-every-role',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
    }),
  }));
  const device = await createDevice(admin, CAROL);
  await enableDevice(admin, device, CAROL);
  return { ...await personWithAccessKey(emulator, CAROL), device };
}

async function letContractorIn(emulator: Emulator, userName: string): Promise<Person> {
  await givePassword(emulator.admin, userName);
  return personWithAccessKey(emulator, userName);
}

async function createRole({ admin }: Emulator): Promise<string> {
  const { Role } = await admin.iam.send(new CreateRoleCommand({
    RoleName: 'operations',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }],
    }),
  }));
  return Role!.Arn!;
}
