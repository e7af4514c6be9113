import { App, CfnParameter, NestedStack, PropertyInjectors, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { asText, custom, delivered, EVENT, RECORD, rendered, ruleIn } from './rules';
import { AlertMessageFormat, AlertTopic, IdentityEvent, IdentityEventRuleProps, MfaEnforcedGroup } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const EMAILS = ['security@example.com'];
const EVERY_EVENT = Object.values(IdentityEvent).filter((each): each is IdentityEvent => each instanceof IdentityEvent);

describe('the rule', () => {
  test('finds the event on the default bus, and has no name of its own', () => {
    const stack = knownStack();
    ruleIn(stack);
    expect(rendered(stack)).toEqual({
      Description: `HIGH: ${EVENT.title}`,
      EventPattern: { 'detail-type': ['AWS API Call via CloudTrail'], 'detail': EVENT.eventPattern!.detail },
      State: 'ENABLED',
    });
  });

  test('options change it', () => {
    const stack = knownStack();
    ruleIn(stack, {
      ruleName: 'mfa.device_removed-1', description: 'Ours', enabled: false, eventBus: events.EventBus.fromEventBusName(stack, 'Bus', 'security'),
    });
    expect(rendered(stack)).toMatchObject({ Name: 'mfa.device_removed-1', Description: 'Ours', State: 'DISABLED', EventBusName: 'security' });
  });

  test('takes changes of an enforcement that is known at deployment only', () => {
    const stack = knownStack();
    const group = new MfaEnforcedGroup(stack, 'People');
    ruleIn(stack, { event: IdentityEvent.enforcementChange({ policy: group.enforcementPolicy, groups: [group] }) });
    const [onPolicy, onGroup] = rendered(stack).EventPattern.detail.$or;
    const template = Template.fromStack(stack);
    expect(onPolicy.requestParameters).toEqual({ policyArn: [{ 'equals-ignore-case': { Ref: only(template, 'AWS::IAM::ManagedPolicy').id } }] });
    expect(onGroup.requestParameters).toEqual({ groupName: [{ 'equals-ignore-case': { Ref: only(template, 'AWS::IAM::Group').id } }] });
  });

  test('narrowed by addEventPattern, leaves the event as it is', () => {
    const stack = knownStack();
    const event = custom({ eventPattern: { detail: { eventName: ['CreateUser'] } } });
    ruleIn(stack, { event }).addEventPattern({ detail: { recipientAccountId: ['123456789012'] } });
    expect(rendered(stack).EventPattern.detail).toEqual({ eventName: ['CreateUser'], recipientAccountId: ['123456789012'] });
    expect(event.eventPattern).toEqual({ detail: { eventName: ['CreateUser'] } });
  });

  test('snapshot, with the logical ids that deployed stacks rely on', () => {
    const stack = agnosticStack();
    ruleIn(stack, { targets: [new targets.SnsTopic(new sns.Topic(stack, 'Topic'))] });
    const { Resources } = Template.fromStack(stack).toJSON();
    expect(Object.keys(Resources)).toEqual(['TopicBFC7AF6E', 'TopicPolicyA1747468', 'Rule4C995B7F']);
    expect(Resources).toMatchSnapshot();
  });
});

describe.each(EVERY_EVENT)('$name', event => {
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  test('makes a rule within the limits of EventBridge', () => {
    const stack = knownStack();
    ruleIn(stack, { event, targets: [new targets.SnsTopic(new sns.Topic(stack, 'Topic'))] });
    const { Description, EventPattern, Targets: [{ InputTransformer }] } = rendered(stack);
    expect(JSON.stringify(EventPattern).length).toBeLessThanOrEqual(2_048);
    expect(Description.length).toBeLessThanOrEqual(512);
    expect(InputTransformer.InputTemplate.length).toBeLessThanOrEqual(8_192);
    expect(asText(delivered(InputTransformer, RECORD))).toContain(`What to do: ${event.nextStep}`);
  });

  // https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
  test('makes a message within the limits of chat applications', () => {
    const stack = knownStack();
    ruleIn(stack, { event, messageFormat: AlertMessageFormat.CHAT, targets: [new targets.SnsTopic(new sns.Topic(stack, 'Topic'))] });
    const { title, description, nextSteps } = JSON.parse(delivered(rendered(stack).Targets[0].InputTransformer, RECORD)).content;
    expect(title.length).toBeLessThanOrEqual(250);
    expect(description.length).toBeLessThanOrEqual(8_000);
    expect(nextSteps.map((each: string) => each.length <= 350)).toEqual([true]);
  });
});

describe('read-only events', () => {
  const mine = (readOnlyEvents: boolean) => custom({ readOnlyEvents });

  test.each<[string, IdentityEvent, boolean | undefined]>([
    ['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', IdentityEvent.ROOT_USER_ACTIVITY, undefined],
    ['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', IdentityEvent.UNAUTHORIZED_API_CALL, true],
    ['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', mine(true), true],
    ['DISABLED', IdentityEvent.ROOT_USER_ACTIVITY, false],
    ['ENABLED', IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, undefined],
    ['ENABLED', IdentityEvent.ROOT_ACCESS_MANAGEMENT, undefined], // AssumeRoot is a write event
    ['ENABLED', mine(false), true],
    ['DISABLED', mine(false), false],
  ])('%s for $name, enabled: %s', (state, event, enabled) => {
    const stack = knownStack();
    ruleIn(stack, { event, enabled });
    expect(rendered(stack).State).toBe(state);
  });

  test('of a rule that a property injector disables stay out', () => {
    const stack = knownStack();
    PropertyInjectors.of(stack).add({ constructUniqueId: events.Rule.PROPERTY_INJECTION_ID, inject: (props: any) => ({ ...props, enabled: false }) });
    ruleIn(stack, { event: IdentityEvent.ROOT_USER_ACTIVITY });
    expect(rendered(stack).State).toBe('DISABLED');
  });
});

describe('the Region', () => {
  const inRegion = (region: string) => knownStack('Stack', { env: { ...HERE, region } });
  /** With a target, since a rule without one has a warning of its own. */
  const told = (stack: Stack, props: Partial<IdentityEventRuleProps> = {}) =>
    ruleIn(stack, { targets: [new targets.SqsQueue(new sqs.Queue(stack, 'Queue'))], ...props });

  test.each([
    ['eu-central-1', 'us-east-1'],
    ['us-east-2', 'us-east-1'],
    ['cn-northwest-1', 'cn-north-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
  ])('a warning in %s: the event is recorded in %s alone', (region, home) => {
    const stack = inRegion(region);
    told(stack);
    expect(warnings(stack)).toEqual([expect.stringMatching(
      `/Stack/Rule MfaDeviceRemoved is recorded in ${home} alone, got a rule in ${region}, .* \\[ack: cdk-enforce-mfa:ruleRegion\\]`,
    )]);
  });

  test.each(['us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eusc-de-east-1'])('nothing to warn of in %s', region => {
    const stack = inRegion(region);
    told(stack);
    expect(warnings(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => Partial<IdentityEventRuleProps>]>([
    ['sign-ins of users, which happen in many Regions', () => ({ event: IdentityEvent.USER_SIGN_IN_WITHOUT_MFA })],
    ['root, which is used in any Region', () => ({ event: IdentityEvent.ROOT_USER_ACTIVITY })],
    ['an event of somebody\'s own that does not say so', () => ({ event: custom() })],
    ['a bus to which events are forwarded', stack => ({ eventBus: new events.EventBus(stack, 'Bus') })],
  ])('nothing to warn of for %s', (_, propsOf) => {
    const stack = inRegion('eu-central-1');
    told(stack, propsOf(stack));
    expect(warnings(stack)).toEqual([]);
  });

  test('a warning for an event of somebody\'s own that says so', () => {
    const stack = inRegion('eu-central-1');
    told(stack, { event: custom({ globalEvents: true }) });
    expect(warnings(stack)).toEqual([expect.stringContaining('[ack: cdk-enforce-mfa:ruleRegion]')]);
  });

  test.each<[string, (stack: Stack) => events.IEventBus]>([
    ['by name', stack => events.EventBus.fromEventBusName(stack, 'Bus', 'default')],
    ['by ARN', stack => events.EventBus.fromEventBusArn(stack, 'Bus', 'arn:aws:events:eu-central-1:123456789012:event-bus/default')],
    ['of another account', stack => events.EventBus.fromEventBusArn(stack, 'Bus', 'arn:aws:events:eu-central-1:210987654321:event-bus/default')],
  ])('a warning for the default bus, given %s', (_, eventBusIn) => {
    const stack = inRegion('eu-central-1');
    told(stack, { eventBus: eventBusIn(stack) });
    expect(warnings(stack)).toEqual([expect.stringContaining('[ack: cdk-enforce-mfa:ruleRegion]')]);
  });

  test.each(['default', 'mine'])('fails for the bus %s of another Region', name => {
    const stack = inRegion('us-east-1');
    const eventBus = events.EventBus.fromEventBusArn(stack, 'Bus', `arn:aws:events:eu-central-1:123456789012:event-bus/${name}`);
    expect(() => told(stack, { eventBus })).toThrow(
      'a rule can watch a bus of its own Region only, got \'Stack/Bus\' in eu-central-1 for us-east-1; put the rule into a stack in eu-central-1',
    );
  });

  test('that is known only at deployment: silence', () => {
    const stack = agnosticStack();
    told(stack);
    expect(warnings(stack)).toEqual([]);
  });
});

describe('bad input', () => {
  test.each<[string, (stack: Stack) => sns.ITopic, RegExp]>([
    ['a topic in another Region', stack => sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:123456789012:alerts'),
      /a topic of their own Region only, got 'Stack\/Topic' in eu-west-1 for us-east-1/],
    ['a topic of the app in another Region', stack => new sns.Topic(new Stack(stack.node.root, 'Far', { env: { ...HERE, region: 'eu-west-1' } }), 'Topic'),
      /a topic of their own Region only, got 'Far\/Topic' in eu-west-1/],
    ['a FIFO topic', stack => new sns.Topic(stack, 'Topic', { fifo: true }), /people cannot subscribe to a FIFO topic, got 'Stack\/Topic'/],
    ['a topic with the AWS managed key', stack => new sns.Topic(stack, 'Topic', { masterKey: kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') }),
      /neither CloudWatch nor EventBridge may use the AWS managed key alias\/aws\/sns/],
  ])('fails for %s, whichever way it is added', (_, topicIn, error) => {
    const [one, two] = [knownStack(), knownStack()];
    expect(() => ruleIn(one, { targets: [new targets.SnsTopic(topicIn(one))] })).toThrow(error);
    expect(() => ruleIn(two).addTarget(new targets.SnsTopic(topicIn(two)))).toThrow(error);
  });

  test.each([
    ...IdentityEvent.securityHub(),
    custom({ eventPattern: undefined }),
  ])('fails for $name, which has no event pattern', event => {
    expect(() => ruleIn(knownStack(), { event })).toThrow(`the event '${event.name}' has no event pattern, and a rule cannot find it; use an IdentityAlarm`);
  });

  test.each(['', 'two words', 'sign/in', 'x'.repeat(65)])('fails for the rule name %j', ruleName => {
    expect(() => ruleIn(knownStack(), { ruleName })).toThrow(/'ruleName' must be 1 to 64 letters, digits or characters of \._-, got '/);
  });

  test('fails for a description over 512 characters', () => {
    expect(() => ruleIn(knownStack(), { description: 'x'.repeat(513) })).toThrow(/'description' must be up to 512 characters, got .* \(513 characters\)/);
  });

  test('fails for a title that makes such a description', () => {
    expect(() => ruleIn(knownStack(), { event: custom({ title: 'x'.repeat(512) }) })).toThrow(/must be up to 512 characters/);
  });

  test.each([
    ['title', { title: 'x'.repeat(250) }],
    ['next step', { nextStep: 'x'.repeat(351) }],
  ])('fails for a %s that chat applications do not show', (_, options) => {
    const stack = knownStack();
    const target = new targets.SnsTopic(new sns.Topic(stack, 'Topic'));
    expect(() => ruleIn(stack, { event: custom(options), messageFormat: AlertMessageFormat.CHAT, targets: [target] })).toThrow(/must/);
  });

  test('a name and description that are tokens pass', () => {
    const stack = knownStack();
    const text = new CfnParameter(stack, 'Text').valueAsString;
    ruleIn(stack, { ruleName: text, description: text });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('two in one stack, in a nested stack, two Regions and two stages', () => {
  const app = new App();
  const tell = (stack: Stack) => [new targets.SnsTopic(new AlertTopic(stack, 'Alerts', { emails: EMAILS }))];
  const one = new Stack(app, 'One', { env: HERE });
  ruleIn(one, { targets: tell(one) }, 'A');
  ruleIn(one, {}, 'B');
  ruleIn(new NestedStack(one, 'Nested'));
  [new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), new Stack(new Stage(app, 'Stage'), 'One', { env: HERE })]
    .forEach(stack => ruleIn(stack, { targets: tell(stack) }));
  expect(() => app.synth()).not.toThrow();
});
