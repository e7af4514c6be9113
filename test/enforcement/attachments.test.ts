import { App, Aws, CfnOutput, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedGroup, MfaEnforcementPolicy } from '../../src';
import { HERE, knownStack, only, synthesize, warnings } from '../helpers';

describe('a warning where it enforces nobody', () => {
  const unused = [expect.stringMatching(/no group or user of this app has this policy, so it enforces nothing; .*\[ack: cdk-enforce-mfa:policyUnused\]/)];

  test('nobody has it', () => {
    const stack = knownStack();
    new MfaEnforcementPolicy(stack, 'Policy');
    expect(warnings(stack)).toEqual(unused);
  });

  // https://github.com/aws/aws-cdk/issues/29195
  test('it was added to an imported group, which the CDK passes over in silence', () => {
    const stack = knownStack();
    iam.Group.fromGroupName(stack, 'Admins', 'admins').addManagedPolicy(new MfaEnforcementPolicy(stack, 'Policy'));
    expect(only(Template.fromStack(stack), 'AWS::IAM::ManagedPolicy').properties).not.toHaveProperty('Groups');
    expect(warnings(stack)).toEqual(unused);
  });

  // https://github.com/aws/aws-cdk/issues/22482
  test('an imported user is no such way: there the CDK fails', () => {
    const stack = knownStack();
    expect(() => iam.User.fromUserName(stack, 'Alice', 'alice').addManagedPolicy(new MfaEnforcementPolicy(stack, 'Policy'))).toThrow(/imported User/);
  });

  test.each<[string, (stack: Stack, policy: MfaEnforcementPolicy) => void]>([
    ['a group of the app', (stack, policy) => new iam.Group(stack, 'Group', { managedPolicies: [policy] })],
    ['a user of another stack', (stack, policy) => new iam.User(new Stack(stack.node.root, 'Other', { env: HERE }), 'User', { managedPolicies: [policy] })],
    ['an imported group', (stack, policy) => policy.attachToGroup(iam.Group.fromGroupName(stack, 'Admins', 'admins'))],
    ['an imported user', (stack, policy) => policy.attachToUser(iam.User.fromUserName(stack, 'Alice', 'alice'))],
    ['a group of the app, under a condition', (stack, policy) => new iam.CfnGroup(stack, 'Group', {
      managedPolicyArns: [Fn.conditionIf('Yes', policy.managedPolicyArn, Aws.NO_VALUE).toString()],
    })],
    ['a group of the app, in a list under a condition', (stack, policy) => new iam.CfnGroup(stack, 'Group')
      .addPropertyOverride('ManagedPolicyArns', Fn.conditionIf('Yes', [policy.managedPolicyArn], Aws.NO_VALUE))],
    ['an imported group, under a condition', (_, policy) => (policy.node.defaultChild as iam.CfnManagedPolicy)
      .addPropertyOverride('Groups', [Fn.conditionIf('Yes', 'admins', Aws.NO_VALUE)])],
    ['a group of another stack, by an export', (stack, policy) => {
      new CfnOutput(stack, 'Arn', { value: policy.managedPolicyArn, exportName: 'MfaPolicy' });
      new iam.CfnGroup(new Stack(stack.node.root, 'Other', { env: HERE }), 'Group', { managedPolicyArns: [Fn.importValue('MfaPolicy')] });
    }],
    ['an override', (_, policy) => (policy.node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('Groups', ['admins'])],
  ])('none for %s', (_, attach) => {
    const stack = knownStack();
    attach(stack, new MfaEnforcementPolicy(stack, 'Policy'));
    expect(warnings(stack)).toEqual([]);
  });
});

test('a group without a class of its own is found from the side of policies in its stack and in another', () => {
  const home = knownStack();
  const group = new iam.CfnGroup(home, 'Group');
  for (const stack of [home, new Stack(home.node.root, 'Other', { env: HERE })]) {
    new MfaEnforcementPolicy(stack, 'Policy').attachToGroup(group);
  }
  expect(() => synthesize(home)).not.toThrow();
});

describe('an eleventh managed policy on a group', () => {
  const others = (count: number) => [...Array(count).keys()].map(index => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`));
  const another = (stack: Stack, groups: iam.IGroup[]) => new iam.ManagedPolicy(stack, 'Another', {
    groups, statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })],
  });

  test('ten pass', () => {
    const stack = knownStack();
    const group = new iam.Group(stack, 'Group', { managedPolicies: others(9) });
    new MfaEnforcementPolicy(stack, 'Policy', { groups: [group] });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test.each<[string, (stack: Stack, group: iam.Group) => void]>([
    ['added to the group', (_, group) => group.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('Tenth'))],
    ['added from the side of another policy', (stack, group) => another(stack, [group])],
    ['added from the side of another policy by the name of the group', stack => another(stack, [iam.Group.fromGroupName(stack, 'ByName', 'people')])],
  ])('synthesis fails if it was %s', (_, add) => {
    const stack = knownStack();
    const group = new iam.Group(stack, 'Group', { groupName: 'people', managedPolicies: others(9) });
    new MfaEnforcementPolicy(stack, 'Policy', { groups: [group] });
    add(stack, group);
    expect(() => synthesize(stack)).toThrow(/the group 'people' with 11 managed policies/);
  });

  test('synthesis fails for a group that is not of the app', () => {
    const stack = knownStack();
    const groups = [iam.Group.fromGroupName(stack, 'Admins', 'admins')];
    new MfaEnforcementPolicy(stack, 'Policy', { groups });
    for (let index = 0; index < 10; index += 1) {
      new iam.ManagedPolicy(stack, `Other${index}`, { groups, statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
    }
    expect(() => synthesize(stack)).toThrow(/the group 'admins' with 11 managed policies/);
  });
});

describe('a group that has the policy', () => {
  test.each<[string, (policy: MfaEnforcementPolicy) => void]>([
    ['an override of the logical id', policy => (policy.node.defaultChild as CfnResource).overrideLogicalId('Enforcement')],
    ['a renamed logical id', policy => {
      const stack = Stack.of(policy);
      stack.renameLogicalId(stack.getLogicalId(policy.node.defaultChild as CfnResource), 'Enforcement');
    }],
  ])('keeps it under %s', (_, rename) => {
    const stack = knownStack();
    rename(new MfaEnforcedGroup(stack, 'Group').enforcementPolicy);
    expect(warnings(stack)).toEqual([]);
  });

  // new apps of the CDK have weak ones: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/FEATURE_FLAGS.md
  test.each(['strong', 'both', 'weak'])('keeps it in another stack by a reference that is %s', strength => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': strength } });
    const [home, away] = ['Home', 'Away'].map(id => new Stack(app, id, { env: HERE }));
    new MfaEnforcementPolicy(home, 'Policy', { groups: [new iam.Group(away, 'Group')] });
    expect(warnings(home)).toEqual([]);
  });
});
