import { DeleteMetricFilterCommand, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteUserPermissionsBoundaryCommand, DetachGroupPolicyCommand, GetRoleCommand, UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ACCESS_KEY_ACT } from '../../tools/emulator/acts/access-key';
import { BOUNDED_KEY_STEPS, swapPolicies } from '../../tools/emulator/acts/boundary';
import { CALLS, step as stepOf } from '../../tools/emulator/acts/calls';
import { OUTSIDER_STEPS } from '../../tools/emulator/acts/enforced-role';
import { SIGN_IN_ACT, SILENCE } from '../../tools/emulator/acts/sign-ins';
import { Emulator } from '../../tools/emulator/emulator';
import { ALLOWED, REFUSED_BY_TRUST } from '../../tools/emulator/outcome';
import { CAROL } from '../../tools/emulator/people';
import { prepare } from '../../tools/emulator/prepare';
import type { Scene } from '../../tools/emulator/scene';
import { differs, playStep } from '../../tools/emulator/step';

// Steps of the play, with one thing taken away that is there to stop or to hear them: they have to go wrong then, or
// they would prove nothing.

let emulator: Emulator;
let scene: Scene;

beforeAll(async () => {
  emulator = await Emulator.start();
  scene = await prepare(emulator);
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

describe('a role that asks nobody for MFA', () => {
  const step = stepOf(CAROL, 'accessKey', CALLS.assumeRole, REFUSED_BY_TRUST);

  test(`${step.who}: ${step.does} → allowed`, async () => {
    expect((await playStep(step, scene)).seen).toBe(ALLOWED);
  });
});

describe.each([
  ['the age of MFA', ['NumericLessThanEquals'], /old session/],
  ['MFA and its age', ['NumericLessThanEquals', 'Bool'], /./],
])('the enforced role, with %s taken from its trust policy', (_, operators, letIn) => {
  beforeAll(async () => {
    const RoleName = scene.deployment.enforcedRoleArn.split('/').pop();
    const { Role } = await emulator.admin.iam.send(new GetRoleCommand({ RoleName }));
    const policy = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
    operators.forEach((operator) => delete policy.Statement[0].Condition[operator]);
    await emulator.admin.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(policy) }));
  });

  test.each(OUTSIDER_STEPS)('$who: $does', async (step) => {
    const wrong = step.expected === REFUSED_BY_TRUST && letIn.test(step.who);
    const row = await playStep(step, scene);
    expect(row.seen).toBe(wrong ? ALLOWED : step.expected);
    expect(differs(row)).toBe(wrong);
  });
});

describe('an access key of a user with AdministratorAccess, without the boundary', () => {
  beforeAll(async () => {
    expect(differs(await playStep(swapPolicies, scene))).toBe(false);
    await emulator.admin.iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: scene.deployment.boundedUserName }));
  });

  test.each(BOUNDED_KEY_STEPS)('$who: $does → allowed', async (step) => {
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
