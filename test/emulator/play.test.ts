import { DeleteMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DetachGroupPolicyCommand } from '@aws-sdk/client-iam';
import { ACCESS_KEY_ACT } from '../../tools/emulator/acts/access-key';
import { SILENCE, signIn } from '../../tools/emulator/acts/sign-ins';
import { alarms, readDeployment, resetAlarms } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { EXAMPLE, STACK_NAME } from '../../tools/emulator/example';
import { ALLOWED } from '../../tools/emulator/outcome';
import { PLAY } from '../../tools/emulator/play';
import { setScene, type Scene } from '../../tools/emulator/scene';
import { SIGN_INS } from '../../tools/emulator/sign-in-events';
import { playStep, type Step } from '../../tools/emulator/step';

let emulator: Emulator;
let scene: Scene;

beforeAll(async () => {
  emulator = await Emulator.start();
  await emulator.cdk.bootstrap();
  await emulator.cdk.deploy(EXAMPLE);
  scene = await setScene(emulator, await readDeployment(emulator.admin, STACK_NAME), 'alice', 'bob');
});

afterAll(async () => emulator?.stop());

function named(steps: Step[], expected?: string): [string, Step][] {
  return steps.map((step) => [`${step.who}: ${step.does} → ${expected ?? step.expected}`, step]);
}

// in order: later steps build on earlier ones
describe.each(PLAY)('$title', ({ steps }) => {
  test.each(named(steps))('%s', async (_, step) => {
    expect((await playStep(step, scene)).seen).toBe(step.expected);
  });
});

describe('messages of alarms', () => {
  test('say what happened, how bad it is and what to do', () => {
    expect(scene.messages.map((message) => message.AlarmDescription)).toEqual([
      expect.stringMatching(/^HIGH: An IAM user signed in to the console without MFA\. .+ CloudTrail/),
      expect.stringMatching(/^(HIGH|CRITICAL): The root user .+/),
      expect.stringMatching(/^(HIGH|CRITICAL): The root user .+/),
    ]);
  });
});

// the same steps, each with one thing taken away that is there to stop or to hear them
describe('negative control', () => {
  describe('an access key, with the enforcement policy detached from the group', () => {
    beforeAll(async () => {
      const { groupName, policyArn } = scene.deployment;
      await emulator.admin.iam.send(new DetachGroupPolicyCommand({ GroupName: groupName, PolicyArn: policyArn }));
    });

    test.each(named(ACCESS_KEY_ACT.steps, ALLOWED))('%s', async (_, step) => {
      expect((await playStep(step, scene)).seen).toBe(ALLOWED);
    });
  });

  describe('a sign-in without MFA, with the metric filters deleted that hear it', () => {
    const rootSignsIn = signIn('root', 'signs in without MFA', SIGN_INS.rootWithoutMfa, SILENCE);

    test('root is heard again once its alarms are back in OK', async () => {
      await resetAlarms(emulator.admin);
      expect((await playStep(rootSignsIn, scene)).seen).toBe('rings RootSignInWithoutMfa, RootUserActivity');
    });

    test('root without one of the filters rings the other alarm only', async () => {
      await resetAlarms(emulator.admin);
      const filterName = (await alarms(emulator.admin)).map((alarm) => alarm.MetricName!).find((name) => name.startsWith('RootUserActivity'));
      await emulator.admin.logs.send(new DeleteMetricFilterCommand({ logGroupName: scene.deployment.logGroupName, filterName }));
      expect((await playStep(rootSignsIn, scene)).seen).toBe('rings RootSignInWithoutMfa');
    });
  });
});
