import { App, CfnParameter, PropertyInjectors, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedGroup } from '../../src';
import { agnosticStack, HERE, isCreatedAfter, knownStack, only, synthesize } from '../helpers';

test('is a group with all of its props and the enforcement policy', () => {
  const stack = knownStack();
  const group = new MfaEnforcedGroup(stack, 'People', {
    groupName: 'people',
    path: '/team/',
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::Group', {
    GroupName: 'people',
    Path: '/team/',
    ManagedPolicyArns: [
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/ReadOnlyAccess']] },
      { Ref: only(template, 'AWS::IAM::ManagedPolicy').id },
    ],
  });
  expect(stack.resolve(group.enforcementPolicy.managedPolicyArn)).toEqual({ Ref: only(template, 'AWS::IAM::ManagedPolicy').id });
});

describe('the order of creation, and so the reverse order of deletion', () => {
  const stack = knownStack();
  const people = new MfaEnforcedGroup(stack, 'People');
  people.addUser(new iam.User(stack, 'Alice'));
  const template = Template.fromStack(stack);
  const policy = only(template, 'AWS::IAM::ManagedPolicy').id;
  const group = only(template, 'AWS::IAM::Group').id;
  const member = only(template, 'AWS::IAM::User').id;

  test.each([
    ['the group after the policy', group, policy, true],
    ['the member after the group', member, group, true],
    ['the member after the policy', member, policy, true],
    ['never the policy after the group', policy, group, false],
    ['never the group after the member', group, member, false],
  ])('%s', (_, later, earlier, expected) => {
    expect(isCreatedAfter(template, later, earlier)).toBe(expected);
  });
});

describe('removal', () => {
  const policies = (group: MfaEnforcedGroup) => {
    const template = Template.fromStack(Stack.of(group));
    return ['AWS::IAM::Group', 'AWS::IAM::ManagedPolicy'].map(type => {
      const { resource } = only(template, type);
      return [resource.DeletionPolicy, resource.UpdateReplacePolicy];
    });
  };

  test('by default group and policy stay, but a failed first deployment leaves nothing', () => {
    expect(policies(new MfaEnforcedGroup(knownStack(), 'People')))
      .toEqual([['RetainExceptOnCreate', 'Retain'], ['RetainExceptOnCreate', 'Retain']]);
  });

  test('with DESTROY both go', () => {
    expect(policies(new MfaEnforcedGroup(knownStack(), 'People', { removalPolicy: RemovalPolicy.DESTROY })))
      .toEqual([['Delete', 'Delete'], ['Delete', 'Delete']]);
  });

  test('a policy applied later is applied to both', () => {
    const group = new MfaEnforcedGroup(knownStack(), 'People');
    group.applyRemovalPolicy(RemovalPolicy.RETAIN);
    expect(policies(group)).toEqual([['Retain', 'Retain'], ['Retain', 'Retain']]);
  });
});

describe('bad input', () => {
  test.each([
    ['groupName', 'all people', /'groupName' must be 1 to 128 letters, .*, got 'all people'/],
    ['groupName', 'x'.repeat(129), /'groupName' must be 1 to 128/],
    ['path', 'team', /'path' must be/],
  ])('fails for %s %j', (prop, value, error) => {
    expect(() => new MfaEnforcedGroup(knownStack(), 'People', { [prop]: value })).toThrow(error);
  });

  test('tokens pass', () => {
    const stack = knownStack();
    const value = new CfnParameter(stack, 'Value').valueAsString;
    new MfaEnforcedGroup(stack, 'People', { groupName: value, path: value });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test.each([
    ['fromGroupName', 'admins'],
    ['fromGroupArn', 'arn:aws:iam::123456789012:group/admins'],
  ] as const)('%s fails, since an imported group would not be enforced', (method, value) => {
    expect(() => MfaEnforcedGroup[method](knownStack(), 'Admins', value))
      .toThrow(`new MfaEnforcementPolicy(…, { groups: [Group.${method}(…, '${value}')] })`);
  });

  test('synthesis fails for an eleventh managed policy', () => {
    const stack = knownStack();
    const group = new MfaEnforcedGroup(stack, 'People', {
      managedPolicies: [...Array(10).keys()].map(index => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`)),
    });
    expect(() => synthesize(group)).toThrow(/the group 'Stack\/People\/Resource' with 11 managed policies has more than IAM takes \(10\)/);
  });

  test('synthesis fails for one name in two Regions of an account', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1']) {
      new MfaEnforcedGroup(new Stack(app, region, { env: { ...HERE, region } }), 'People', { groupName: 'people' });
    }
    expect(() => app.synth()).toThrow(/the name 'people' is also that of eu-west-1\/People\/Resource in the same account/);
  });
});

describe('more than one', () => {
  test('in one stack', () => {
    const stack = knownStack();
    new MfaEnforcedGroup(stack, 'One');
    new MfaEnforcedGroup(stack, 'Two');
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('in two Regions and two stages', () => {
    const app = new App();
    new MfaEnforcedGroup(new Stack(app, 'One', { env: HERE }), 'People');
    new MfaEnforcedGroup(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), 'People');
    new MfaEnforcedGroup(new Stack(new Stage(app, 'Stage'), 'One', { env: HERE }), 'People');
    expect(() => app.synth()).not.toThrow();
  });
});

test('hands on props of groups that this library does not know yet', () => {
  const seen: any[] = [];
  const stack = knownStack();
  PropertyInjectors.of(stack).add({ constructUniqueId: iam.Group.PROPERTY_INJECTION_ID, inject: props => { seen.push(props); return props; } });
  new MfaEnforcedGroup(stack, 'People', { exemptActions: ['s3:List*'], ...{ newInCore: true } });
  expect(seen).toEqual([{ newInCore: true }]);
});

test('does not change the props that it is given', () => {
  const props = Object.freeze({ managedPolicies: Object.freeze([]) as never });
  expect(() => new MfaEnforcedGroup(knownStack(), 'People', props)).not.toThrow();
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const stack = agnosticStack();
  new MfaEnforcedGroup(stack, 'People');
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources)).toEqual(['PeopleE38C8D03', 'PeopleEnforcementPolicy3B7B77D7']);
  expect(Resources).toMatchSnapshot();
});
