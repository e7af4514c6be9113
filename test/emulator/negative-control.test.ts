import { DeleteMetricFilterCommand, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DetachGroupPolicyCommand } from '@aws-sdk/client-iam';
import { ACCESS_KEY_ACT } from '../../tools/emulator/acts/access-key';
import { SIGN_IN_ACT, SILENCE } from '../../tools/emulator/acts/sign-ins';
import { readDeployment } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { EXAMPLE, STACK_NAME } from '../../tools/emulator/example';
import { ALLOWED } from '../../tools/emulator/outcome';
import { setScene, type Scene } from '../../tools/emulator/scene';
import { differs, playStep } from '../../tools/emulator/step';

// Steps of the play, with one thing taken away that is there to stop or to hear them: they have to go wrong then, or
// they would prove nothing.

let emulator: Emulator;
let scene: Scene;

beforeAll(async () => {
  emulator = await Emulator.start();
  await emulator.cdk.bootstrap();
  await emulator.cdk.deploy(EXAMPLE);
  scene = await setScene(emulator, await readDeployment(emulator.admin, STACK_NAME));
});

afterAll(async () => emulator?.stop());

describe('an access key, with the enforcement policy detached from the group', () => {
  beforeAll(async () => {
    const { groupName, policyArn } = scene.deployment;
    await emulator.admin.iam.send(new DetachGroupPolicyCommand({ GroupName: groupName, PolicyArn: policyArn }));
  });

  test.each(ACCESS_KEY_ACT.steps)('$who: $does → allowed', async (step) => {
    const row = await playStep(step, scene);
    expect(row.seen).toBe(ALLOWED);
    expect(differs(row)).toBe(true);
  });
});

describe('sign-ins, with the metric filters deleted that look for a sign-in without MFA', () => {
  beforeAll(async () => {
    const { logGroupName } = scene.deployment;
    const { metricFilters } = await emulator.admin.logs.send(new DescribeMetricFiltersCommand({ logGroupName }));
    const names = metricFilters!.map((filter) => filter.filterName!).filter((name) => /^(User|Root)SignInWithoutMfa/.test(name));
    expect(names).toHaveLength(2);
    for (const filterName of names) {
      await emulator.admin.logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName }));
    }
  });

  test('only the use of root is heard', async () => {
    const seen: string[] = [];
    for (const step of SIGN_IN_ACT.steps) seen.push((await playStep(step, scene)).seen);
    expect(seen).toEqual([SILENCE, SILENCE, SILENCE, SILENCE, 'rings RootUserActivity']);
  });
});
