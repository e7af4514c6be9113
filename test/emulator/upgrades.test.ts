import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand, ListStackResourcesCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { AddUserToGroupCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { idsOf, readAccount } from '../../tools/emulator/account';
import { resourcesOf } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { BASELINE, BOUNDARY, ENFORCED_GROUP, ENFORCED_ROLE, type Example } from '../../tools/emulator/example';
import { synthesize } from '../../tools/people/assembly';
import { RELEASED } from '../../tools/released/releases';

// What an earlier release deployed, and then today's app over it with the stock CLI.

const EXAMPLES = [BASELINE, ENFORCED_GROUP, ENFORCED_ROLE, BOUNDARY];
const KEPT = /^AWS::(CloudTrail::Trail|IAM::(Group|ManagedPolicy|Role|User)|KMS::Key|Logs::LogGroup|S3::Bucket|SNS::Topic)$/;
const DAVE = 'dave';

/** Today's templates, with some settings of another day: on the day of a release, its own differ in nothing. */
const MADE_UP = 'a release that never was';
const releases = existsSync(RELEASED) ? readdirSync(RELEASED).filter(name => /^\d/.test(name)) : [];

const scratch = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-upgrades-'));
let emulator: Emulator;

beforeAll(async () => {
  emulator = await Emulator.start();
  await emulator.cdk.bootstrap();
  await emulator.admin.iam.send(new CreateUserCommand({ UserName: DAVE }));
  await Promise.all(EXAMPLES.map(example => synthesize(example, join(scratch, example.stackName))));
});

afterAll(async () => {
  await emulator?.stop();
  rmSync(scratch, { recursive: true });
});

describe.each([...releases, MADE_UP])('from %s', release => {
  test.each(EXAMPLES)('$name keeps what people are in and what data is in', async example => {
    const template = release === MADE_UP ? ofAnotherDay(todays(example)) : released(release, example);
    if (template) expect(await lostByUpgrade(example, template)).toEqual([]);
  });
});

test('negative control: a policy that was described otherwise is made anew', async () => {
  const template = todays(ENFORCED_GROUP);
  const [policyId, policy] = Object.entries<any>(template.Resources).find(([, { Type }]) => Type === 'AWS::IAM::ManagedPolicy')!;
  policy.Properties.Description = 'another description';
  expect(await lostByUpgrade(ENFORCED_GROUP, template)).toEqual([expect.stringMatching(policyId)]);
});

/**
 * Deploys a template, lets somebody into its group, deploys today's app over it, and returns what is another one then, or gone:
 * from the stack, or from the account.
 */
async function lostByUpgrade({ stackName }: Example, template: any): Promise<string[]> {
  const { admin, cdk } = emulator;
  await admin.cloudFormation.send(new CreateStackCommand({
    StackName: stackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_NAMED_IAM'],
  }));
  await waitUntilStackCreateComplete({ client: admin.cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: stackName });
  const [GroupName] = await resourcesOf(admin, stackName, 'AWS::IAM::Group');
  if (GroupName) await admin.iam.send(new AddUserToGroupCommand({ UserName: DAVE, GroupName }));
  const before = await kept(stackName);

  await cdk.deploy(appOf(stackName));

  const after = await kept(stackName);
  if (GroupName) expect((await readAccount(admin)).groups[GroupName].members).toContain(DAVE);
  await cdk.destroy(appOf(stackName));
  return before.filter(each => !after.includes(each));
}

/** What is kept in a stack, by its names, and in the account, by ids that no other thing ever has. */
async function kept(StackName: string): Promise<string[]> {
  const { StackResourceSummaries } = await emulator.admin.cloudFormation.send(new ListStackResourcesCommand({ StackName }));
  const ofStack = StackResourceSummaries!.filter(({ ResourceType }) => KEPT.test(ResourceType!));
  return [
    ...ofStack.map(({ LogicalResourceId, PhysicalResourceId }) => `${LogicalResourceId}: ${PhysicalResourceId}`),
    ...Object.values(idsOf(await readAccount(emulator.admin))).flat(),
  ];
}

function released(release: string, { name, stackName }: Example): any {
  const file = join(RELEASED, release, `${name.replace('examples/', '')}.${stackName}.template.json`);
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8'));
}

function todays({ stackName }: Example): any {
  return JSON.parse(readFileSync(join(appOf(stackName), `${stackName}.template.json`), 'utf8'));
}

function ofAnotherDay(template: any): any {
  for (const { Type, Properties } of Object.values<any>(template.Resources)) {
    if (Type === 'AWS::IAM::ManagedPolicy') Properties.PolicyDocument.Statement.pop();
    if (Type === 'AWS::IAM::Role') Properties.Description = 'of another day';
    if (Type === 'AWS::Logs::LogGroup') Properties.RetentionInDays = 180;
    if (Type === 'AWS::CloudTrail::Trail') Properties.EnableLogFileValidation = false;
    if (Type === 'AWS::CloudWatch::Alarm') Properties.Threshold = 2;
  }
  return template;
}

function appOf(stackName: string): string {
  return join(scratch, stackName, 'cdk.out');
}
