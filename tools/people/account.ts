import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddUserToGroupCommand, AttachRolePolicyCommand, CreateRoleCommand, CreateUserCommand, DetachGroupPolicyCommand, ListAttachedGroupPoliciesCommand,
} from '@aws-sdk/client-iam';
import { DEVICE_NAME, ROLE_NAME, SERIAL_NUMBER, USER_NAME } from './alice';
import { synthesize } from './assembly';
import { Home, type Files } from './home';
import type { Installed } from './installation';
import { atExit } from '../emulator/clean-up';
import type { Credentials } from '../emulator/clients';
import { resourcesOf } from '../emulator/deployment';
import { Emulator } from '../emulator/emulator';
import { ENFORCED_GROUP, type Example } from '../emulator/example';
import { createAccessKey, createDevice, enableDevice, givePassword, makeAdministrator, type Device } from '../emulator/people';
import type { Report } from '../emulator/program';
import { ACCOUNT } from '../emulator/settings';

/** An emulated account with an enforced group, and alice, a member with AdministratorAccess, an access key and a device. */
export class Account {
  public static async open(tools: Installed, report: Report): Promise<Account> {
    const emulator = await Emulator.start(report);
    try {
      report('cdk bootstrap');
      await emulator.cdk.bootstrap();
      report(`cdk deploy ${ENFORCED_GROUP.name}`);
      await emulator.cdk.deploy(ENFORCED_GROUP.app);
      const [groupName] = await resourcesOf(emulator.admin, ENFORCED_GROUP.stackName, 'AWS::IAM::Group');
      report('alice gets an access key, and registers a device in the console');
      await createRole(emulator);
      return new Account(emulator, tools, groupName, await createAlice(emulator, groupName));
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  }

  private readonly scratch = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-people-'));
  private readonly forget = atExit(() => rmSync(this.scratch, { recursive: true, force: true }));
  private readonly assemblies = new Map<string, Promise<string>>();

  private constructor(
    private readonly emulator: Emulator,
    private readonly tools: Installed,
    private readonly groupName: string,
    private readonly alice: { accessKey: Credentials; device: Device },
  ) {}

  /** An empty home folder of alice's, with what she writes into it. */
  public home(files: Files = {}): Home {
    return new Home(mkdtempSync(join(this.scratch, 'home-')), this.emulator.endpoint, this.tools, this.alice.accessKey, files);
  }

  /** What alice's device shows, or something else. */
  public code(right: boolean): string {
    const { app } = this.alice.device;
    return right ? app.code() : app.wrongCode();
  }

  /** A CDK app that alice can deploy, synthesized. */
  public async synthesized(example: Example): Promise<string> {
    const { name } = example;
    if (!this.assemblies.has(name)) this.assemblies.set(name, synthesize(example, mkdtempSync(join(this.scratch, 'assembly-'))));
    return this.assemblies.get(name)!;
  }

  /** Ends the enforcement, for a look at what is refused then. */
  public async detachEnforcement(): Promise<void> {
    const { iam } = this.emulator.admin;
    const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: this.groupName }));
    for (const { PolicyArn } of AttachedPolicies!) {
      await iam.send(new DetachGroupPolicyCommand({ GroupName: this.groupName, PolicyArn }));
    }
  }

  public async close(): Promise<void> {
    await this.emulator.stop();
    rmSync(this.scratch, { recursive: true, force: true });
    this.forget();
  }
}

async function createAlice(emulator: Emulator, groupName: string): Promise<{ accessKey: Credentials; device: Device }> {
  const { admin } = emulator;
  await admin.iam.send(new CreateUserCommand({ UserName: USER_NAME }));
  await makeAdministrator(admin, USER_NAME);
  await admin.iam.send(new AddUserToGroupCommand({ UserName: USER_NAME, GroupName: groupName }));
  await givePassword(admin, USER_NAME);
  const console = emulator.clients(await emulator.signInToConsole(USER_NAME));
  const device = await createDevice(console, DEVICE_NAME);
  await enableDevice(console, device, USER_NAME);
  if (device.serialNumber !== SERIAL_NUMBER) throw new Error(`the device should be ${SERIAL_NUMBER}, but is ${device.serialNumber}`);
  return { accessKey: await createAccessKey(admin, USER_NAME), device };
}

/** A role that asks nobody for MFA, and may do everything. */
async function createRole({ admin: { iam } }: Emulator): Promise<void> {
  await iam.send(new CreateRoleCommand({
    RoleName: ROLE_NAME,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }],
    }),
  }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: ROLE_NAME, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
}
