import { App, Aspects, Aws, CfnCondition, CfnParameter, CfnResource, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnGroup, CfnManagedPolicy, Group, ManagedPolicy, ManagedPolicyProps, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedGroup, MfaEnforcementPolicy, MfaPermissionsBoundary } from '../../src';
import { HERE, knownStack, synthesize } from '../helpers';

const something: ManagedPolicyProps = { statements: [new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] };
const add = (count: number, make: (index: number) => void) => Array.from({ length: count }, (_, index) => make(index));

// checks work out once, for all constructs of a Stage, who carries which policy: it must be what the finished tree says
describe('what is worked out once', () => {
  test('is worked out anew in each synthesis', () => {
    const stack = knownStack();
    const policy = new MfaEnforcementPolicy(stack, 'Policy');
    synthesize(stack);
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com'), managedPolicies: [policy] });
    expect(() => synthesize(stack)).toThrow(/Stack\/Role\/Resource/);
    (role.node.defaultChild as CfnResource).addPropertyDeletionOverride('ManagedPolicyArns');
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('is not kept before a synthesis', () => {
    const stack = knownStack();
    const policy = new MfaEnforcementPolicy(stack, 'Policy');
    expect(policy.node.validate()).toEqual([]);
    new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com'), managedPolicies: [policy] });
    expect(policy.node.validate()).toEqual([expect.stringContaining('Stack/Role/Resource')]);
  });

  test('is told of each policy by itself', () => {
    const stack = knownStack();
    const [one, two] = ['One', 'Two'].map(id => new MfaEnforcementPolicy(stack, id));
    new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com'), managedPolicies: [two] });
    expect(one.node.validate()).toEqual([]);
    expect(two.node.validate()).toHaveLength(1);
  });

  test('is that of the Stage', () => {
    const app = new App();
    for (const name of ['One', 'Two']) {
      const stack = new Stack(new Stage(app, name, { env: HERE }), 'Stack');
      const policy = new MfaEnforcementPolicy(stack, 'Policy');
      if (name === 'Two') { new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com'), managedPolicies: [policy] }); }
    }
    expect(() => synthesize(app)).toThrow(/Two\/Stack\/Role/);
    expect(() => synthesize(app)).not.toThrow(/One\/Stack\/Role/);
  });

  test('is of the whole app, where that is asked, once for all Stages', () => {
    const walks = [2, 4].map(count => {
      const app = new App();
      add(count, index => {
        const stack = new Stack(new Stage(app, `Stage${index}`, { env: HERE }), 'Stack');
        new MfaEnforcementPolicy(stack, 'Policy', { managedPolicyName: `mfa-${index}` });
      });
      const findAll = jest.spyOn(app.node, 'findAll');
      synthesize(app);
      return findAll.mock.calls.length;
    });
    expect(walks[0]).toBeGreaterThan(0);
    expect(walks[1]).toBe(walks[0]);
  });

  test('holds for what an aspect of a later Stage changes', () => {
    const app = new App();
    const [, two] = ['One', 'Two'].map(name => {
      const stack = new Stack(new Stage(app, name, { env: HERE }), 'Stack');
      new MfaEnforcementPolicy(stack, 'Policy', { managedPolicyName: name });
      return stack;
    });
    Aspects.of(two).add({ visit: node => { if (CfnManagedPolicy.isCfnManagedPolicy(node)) { node.managedPolicyName = 'One'; } } });
    expect(() => synthesize(app)).toThrow(/the name 'One' is also that of One\/Stack\/Policy\/Resource in the same account/);
  });

  test('holds for a boundary alone', () => {
    const stack = knownStack();
    const boundary = new MfaPermissionsBoundary(stack, 'Boundary');
    synthesize(stack);
    new Group(stack, 'Group', { managedPolicies: [boundary] });
    expect(() => synthesize(stack)).toThrow(/Stack\/Group\/Resource/);
  });
});

describe('the managed policies of a group are counted', () => {
  test.each<[string, (stack: Stack, count: number) => void]>([
    ['of a group of the app, by its name, from another stack', (stack, count) => {
      new MfaEnforcedGroup(stack, 'Group', { groupName: 'people' });
      const other = new Stack(stack.node.root as App, 'Other', { env: HERE });
      add(count - 1, index => new CfnManagedPolicy(other, `Policy${index}`, { groups: ['people'], policyDocument: {} }));
    }],
    ['of a group of the app, by reference, from the policies', (stack, count) => {
      const group = new MfaEnforcedGroup(stack, 'Group');
      add(count - 1, index => new CfnManagedPolicy(stack, `Policy${index}`, { groups: [group.groupName], policyDocument: {} }));
    }],
    ['of a group of another stack, by reference', (stack, count) => {
      const group = new MfaEnforcedGroup(stack, 'Group');
      const other = new Stack(stack.node.root as App, 'Other', { env: HERE });
      add(count - 1, index => new CfnManagedPolicy(other, `Policy${index}`, { groups: [group.groupName], policyDocument: {} }));
    }],
    ['from both sides', (stack, count) => {
      const group = new MfaEnforcedGroup(stack, 'Group');
      add(4, index => group.addManagedPolicy(new ManagedPolicy(stack, `Own${index}`, something)));
      add(count - 5, index => new CfnManagedPolicy(stack, `Policy${index}`, { groups: [group.groupName], policyDocument: {} }));
    }],
    ['of an imported group, from two stacks', (stack, count) => {
      new MfaEnforcementPolicy(stack, 'Policy', { groups: [Group.fromGroupName(stack, 'Imported', 'admins')] });
      const other = new Stack(stack.node.root as App, 'Other', { env: HERE });
      add(count - 1, index => new CfnManagedPolicy(other, `Policy${index}`, { groups: ['admins'], policyDocument: {} }));
    }],
  ])('%s: ten pass, an eleventh fails', (_, make) => {
    const [ten, eleven] = [10, 11].map(count => {
      const stack = knownStack();
      make(stack, count);
      return stack;
    });
    expect(() => synthesize(ten)).not.toThrow();
    expect(() => synthesize(eleven)).toThrow(/with 11 managed policies/);
  });

  const ELSEWHERE = { ...HERE, account: '210987654321' };
  const sixPoliciesIn = (stack: Stack) => {
    new MfaEnforcementPolicy(stack, 'Enforcement', { groups: [Group.fromGroupName(stack, 'Imported', 'admins')] });
    add(5, index => new CfnManagedPolicy(stack, `Policy${index}`, { groups: ['admins'], policyDocument: {} }));
  };

  test.each<[string, (app: App) => Stack[]]>([
    ['two accounts', app => [new Stack(app, 'One', { env: HERE }), new Stack(app, 'Two', { env: ELSEWHERE })]],
    ['a known account and one that is known at deployment', app => [new Stack(app, 'One', { env: HERE }), new Stack(app, 'Two')]],
    ['two accounts that are known at deployment', app => [new Stack(app, 'One'), new Stack(app, 'Two')]],
  ])('groups of one name in %s are two', (_, stacksIn) => {
    const app = new App();
    stacksIn(app).forEach(sixPoliciesIn);
    expect(() => app.synth()).not.toThrow();
  });

  test.each<[string, (app: App) => Stack[]]>([
    ['two Regions of an account', app => [new Stack(app, 'One', { env: HERE }), new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } })]],
    ['a stack and one that is nested in it', app => {
      const stack = new Stack(app, 'One');
      return [stack, new NestedStack(stack, 'Nested')];
    }],
  ])('a group in %s is one', (_, stacksIn) => {
    const app = new App();
    stacksIn(app).forEach(sixPoliciesIn);
    expect(() => app.synth()).toThrow(/the group 'admins' with 12 managed policies/);
  });

  test('of a group of the app, those that name it in another account are not its own', () => {
    const stack = knownStack();
    new MfaEnforcedGroup(stack, 'Group', { groupName: 'people' });
    const other = new Stack(stack.node.root as App, 'Other', { env: ELSEWHERE });
    add(10, index => new CfnManagedPolicy(other, `Policy${index}`, { groups: ['people'], policyDocument: {} }));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('names of groups do not differ by case', () => {
    const stack = knownStack();
    new MfaEnforcedGroup(stack, 'Group', { groupName: 'people' });
    add(10, index => new CfnManagedPolicy(stack, `Policy${index}`, { groups: ['People'], policyDocument: {} }));
    expect(() => synthesize(stack)).toThrow(/the group 'people' with 11 managed policies/);
  });

  test('of a group whose name only the deployment knows', () => {
    const stack = knownStack();
    const name = new CfnParameter(stack, 'Name').valueAsString;
    new MfaEnforcementPolicy(stack, 'Policy', { groups: [Group.fromGroupName(stack, 'Imported', name)] });
    add(10, index => new CfnManagedPolicy(stack, `Policy${index}`, { groups: [name], policyDocument: {} }));
    expect(() => synthesize(stack)).toThrow(/with 11 managed policies/);
  });

  test('of either of two cases of a condition, not of both', () => {
    const stack = knownStack();
    const group = new MfaEnforcedGroup(stack, 'Group');
    const others = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/Other${index}`);
    const override = (count: number) => (group.node.defaultChild as CfnGroup).addPropertyOverride('ManagedPolicyArns',
      Fn.conditionIf('Yes', [group.enforcementPolicy.managedPolicyArn, ...others(count)], [group.enforcementPolicy.managedPolicyArn, Aws.NO_VALUE]));
    override(9);
    expect(() => synthesize(stack)).not.toThrow();
    override(10);
    expect(() => synthesize(stack)).toThrow(/with 11 managed policies/);
  });

  // an error must be certain: conditions may exclude each other
  test.each<[string, (stack: Stack, group: MfaEnforcedGroup, condition: string) => void]>([
    ['stand in the list of the group', (stack, group, condition) => group.addManagedPolicy(ManagedPolicy.fromManagedPolicyArn(stack, condition,
      Fn.conditionIf(condition, `arn:aws:iam::aws:policy/${condition}`, Aws.NO_VALUE).toString()))],
    ['are there under one themselves', (stack, group, condition) => {
      const policy = new CfnManagedPolicy(stack, condition, { groups: [group.groupName], policyDocument: {} });
      policy.cfnOptions.condition = new CfnCondition(stack, `If${condition}`);
    }],
    ['are there under one by an override', (stack, group, condition) =>
      new CfnManagedPolicy(stack, condition, { groups: [group.groupName], policyDocument: {} }).addOverride('Condition', condition)],
    ['name the group under one', (stack, group, condition) => new CfnManagedPolicy(stack, condition, { policyDocument: {} })
      .addPropertyOverride('Groups', [Fn.conditionIf(condition, group.groupName, Aws.NO_VALUE)])],
  ])('policies under several conditions, which %s, may be there in turns', (_, attach) => {
    const stack = knownStack();
    const group = new MfaEnforcedGroup(stack, 'Group');
    add(8, index => group.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(`Other${index}`)));
    ['Here', 'There'].forEach(condition => attach(stack, group, condition));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('a policy that stands in the list twice counts once', () => {
    const stack = knownStack();
    const group = new MfaEnforcedGroup(stack, 'Group');
    add(16, index => group.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(`Other${index % 8}`)));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('a policy that is attached from both sides counts once', () => {
    const stack = knownStack();
    const group = new MfaEnforcedGroup(stack, 'Group');
    add(9, index => {
      const policy = new CfnManagedPolicy(stack, `Policy${index}`, { policyDocument: {} });
      policy.groups = ['people'];
      (group.node.defaultChild as CfnGroup).groupName = 'people';
      group.addManagedPolicy(ManagedPolicy.fromManagedPolicyArn(stack, `ByArn${index}`, policy.ref));
    });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('a group without a policy of ours is no business of ours', () => {
    const stack = knownStack();
    new MfaEnforcedGroup(stack, 'Group');
    add(11, index => new CfnManagedPolicy(stack, `Policy${index}`, { groups: ['others'], policyDocument: {} }));
    expect(() => synthesize(stack)).not.toThrow();
  });
});
