import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { AddUserToGroupCommand, CreateUserCommand, DetachGroupPolicyCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand, type GetSessionTokenCommandInput } from '@aws-sdk/client-sts';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { synthesized } from './life/synthesized';
import { MfaEnforcedGroup } from '../../src';
import { readAccount } from '../../tools/emulator/account';
import type { Credentials } from '../../tools/emulator/clients';
import { Emulator } from '../../tools/emulator/emulator';
import { ALICE, createAccessKey, createDevice, enableDevice, makeAdministrator, type Device } from '../../tools/emulator/people';
import { REPOSITORY } from '../../tools/emulator/settings';

// An administrator under enforcement who deploys by hand, from an account that is not bootstrapped yet; and what
// docs/deploying-from-ci.md says that the CDK CLI says.

const GUIDE = readFileSync(join(REPOSITORY, 'docs/deploying-from-ci.md'), 'utf8');
const quoted = [...GUIDE.matchAll(/^ *```text\n([^]*?)^ *```/gm)].map(([, text]) => text.trim().split(/\n */));

let emulator: Emulator;
let accessKey: Credentials;
let device: Device;
let groupName: string;
const app = synthesized('Small', stack => new Topic(stack, 'Topic'));

beforeAll(async () => {
  emulator = await Emulator.start();
  const { admin } = emulator;
  await makeGroup();
  [groupName] = Object.keys((await readAccount(admin)).groups);
  await admin.iam.send(new CreateUserCommand({ UserName: ALICE }));
  await makeAdministrator(admin, ALICE);
  await admin.iam.send(new AddUserToGroupCommand({ UserName: ALICE, GroupName: groupName }));
  device = await createDevice(admin, ALICE);
  await enableDevice(admin, device, ALICE);
  accessKey = await createAccessKey(admin, ALICE);
});

afterAll(async () => emulator?.stop());

test('the guide quotes what is tried here', () => {
  expect(quoted).toHaveLength(4);
});

// in order: one step makes the account of the next
describe('in an account that is not bootstrapped', () => {
  test('cdk bootstrap is refused with the access key alone, as the guide says', async () => {
    expect(await refusal(emulator.cdkOf(accessKey).bootstrap())).toEqual(containing(quoted[0]));
  });

  test('and with a session without MFA', async () => {
    expect(await refusal(emulator.cdkOf(await session()).bootstrap())).toEqual(containing(quoted[0]));
  });

  test('cdk bootstrap and cdk deploy work with a session with MFA', async () => {
    const cdk = emulator.cdkOf(await session({ SerialNumber: device.serialNumber, TokenCode: device.app.code() }));
    expect(await cdk.bootstrap()).toContain('bootstrapped');
    await cdk.deploy(app);
    expect(Object.keys((await readAccount(emulator.admin)).topics)).toHaveLength(1);
  });
});

describe('in an account that is bootstrapped', () => {
  test('cdk deploy is refused with the access key alone, as the guide says', async () => {
    expect(await refusal(emulator.cdkOf(accessKey).deploy(app))).toEqual(containing(quoted[1]));
  });

  test('cdk diff is refused with the access key alone, as the guide says', async () => {
    expect(await refusal(emulator.cdkOf(accessKey).diff(app, '--method=template'))).toEqual(containing(quoted[2]));
  });

  test('the token of a session beside the access key is refused, as the guide says', async () => {
    const { sessionToken } = await session();
    expect(await refusal(emulator.cdkOf({ ...accessKey, sessionToken }).deploy(app))).toEqual(containing(quoted[3]));
  });

  test('negative control: the access key deploys once the policy is detached', async () => {
    for (const PolicyArn of (await readAccount(emulator.admin)).groups[groupName].policies) {
      await emulator.admin.iam.send(new DetachGroupPolicyCommand({ GroupName: groupName, PolicyArn }));
    }
    expect(await emulator.cdkOf(accessKey).deploy(app)).toContain('(no changes)');
  });
});

/** What GetSessionToken gives alice, with or without a code. */
async function session(code: Partial<GetSessionTokenCommandInput> = {}): Promise<Credentials> {
  const { Credentials: opened } = await emulator.clients(accessKey).sts.send(new GetSessionTokenCommand(code));
  return { accessKeyId: opened!.AccessKeyId!, secretAccessKey: opened!.SecretAccessKey!, sessionToken: opened!.SessionToken! };
}

/** The group before anybody has bootstrapped: straight from its template. */
async function makeGroup(): Promise<void> {
  const { cloudFormation } = emulator.admin;
  const StackName = 'People';
  const assembly = synthesized(StackName, stack => new MfaEnforcedGroup(stack, 'People'));
  const { Resources } = JSON.parse(readFileSync(join(assembly, `${StackName}.template.json`), 'utf8'));
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }), Capabilities: ['CAPABILITY_IAM'] }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName });
}

async function refusal(command: Promise<string>): Promise<string> {
  return command.then(() => 'it was not refused', (error: Error) => error.message);
}

function containing(lines: string[]) {
  return expect.stringMatching(new RegExp(lines.map(line => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')));
}
