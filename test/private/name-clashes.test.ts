import { App, Aws, CfnCondition, CfnResource, Fn, Stack, Stage } from 'aws-cdk-lib';
import { Group } from 'aws-cdk-lib/aws-iam';
import { AuditTrail, MfaEnforcedGroup } from '../../src';
import { HERE, knownStack, synthesize } from '../helpers';

const groupIn = (stack: Stack, id: string, groupName = 'people') =>
  new MfaEnforcedGroup(stack, id, { groupName }).node.defaultChild as CfnResource;

// an error must be certain
describe('a name twice in an account is none', () => {
  test('in a stack for each Region, with a condition on one of them', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1']) {
      const stack = new Stack(app, region, { env: { ...HERE, region } });
      groupIn(stack, 'Group').cfnOptions.condition = new CfnCondition(stack, 'Main', { expression: Fn.conditionEquals(Aws.REGION, 'us-east-1') });
    }
    expect(() => app.synth()).not.toThrow();
  });

  test.each([0, 1])('where a condition stands on one of the two, the %#', index => {
    const stack = knownStack();
    const groups = ['One', 'Two'].map(id => groupIn(stack, id));
    groups[index].addOverride('Condition', 'Main');
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('where an override gives one of them another', () => {
    const stack = knownStack();
    groupIn(stack, 'One');
    groupIn(stack, 'Two').addPropertyOverride('GroupName', 'others');
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('an override that gives a second one the name is an error', () => {
  const stack = knownStack();
  groupIn(stack, 'One');
  groupIn(stack, 'Two', 'others').addPropertyOverride('GroupName', 'People');
  expect(() => synthesize(stack)).toThrow(/the name 'people' is also that of Stack\/Two\/Resource in the same account/);
});

test('so is one of a resource that has no class of its own', () => {
  const stack = knownStack();
  groupIn(stack, 'One');
  new CfnResource(stack, 'Other', { type: 'AWS::IAM::Group', properties: { GroupName: 'people' } });
  expect(() => synthesize(stack)).toThrow(/the name 'people' is also that of Stack\/Other in the same account/);
});

test('Stages that are synthesized as they are added, as pipelines do it, are compared with all before', () => {
  const app = new App();
  const add = (id: string, account: string) => {
    const stage = new Stage(app, id, { env: { ...HERE, account } });
    groupIn(new Stack(stage, 'Stack'), 'Group');
    stage.synth();
  };
  add('Test', '111111111111');
  add('Europe', '222222222222');
  expect(() => add('America', '222222222222')).toThrow(/the name 'people' is also that of Europe\/Stack\/Group\/Resource/);
});

test('Stages that were there before the first was synthesized are compared with what they got since', () => {
  const app = new App();
  const [first, second, third] = ['First', 'Second', 'Third'].map(id => new Stage(app, id, { env: HERE }));
  new AuditTrail(new Stack(first, 'Stack'), 'Trail');
  first.synth();
  new Group(new Stack(second, 'Stack'), 'Group', { groupName: 'people' });
  groupIn(new Stack(third, 'Stack'), 'Group');
  expect(() => app.synth()).toThrow(/the name 'people' is also that of Second\/Stack\/Group\/Resource/);
});
