import { App, Aspects, CfnParameter, Duration, NestedStack, PropertyInjectors, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  AlertMessageFormat, AlertTopic, CustomIdentityEventOptions, IdentityEvent, IdentityEventRule, IdentityEventRuleProps, MfaEnforcedGroup,
} from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const EVENT = IdentityEvent.MFA_DEVICE_REMOVED;
const EMAILS = ['security@example.com'];
const EVERY_EVENT = Object.values(IdentityEvent).filter((each): each is IdentityEvent => each instanceof IdentityEvent);
const eventBridge = { Service: 'events.amazonaws.com' };

function ruleIn(stack: Stack, props: Partial<IdentityEventRuleProps> = {}, id = 'Rule'): IdentityEventRule {
  return new IdentityEventRule(stack, id, { event: EVENT, ...props });
}

function custom(options: Partial<CustomIdentityEventOptions> = {}): IdentityEvent {
  return IdentityEvent.custom('Mine', { title: 'Mine', filterPattern: '{ $.a = 1 }', eventPattern: { source: ['mine'] }, ...options });
}

function rendered(stack: Stack): any {
  return only(Template.fromStack(stack), 'AWS::Events::Rule').properties;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const RECORD = {
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: 'arn:aws:iam::123456789012:user/alice', accountId: '123456789012', userName: 'alice' },
  eventTime: '2026-01-01T00:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'DeactivateMFADevice',
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.1',
  requestParameters: { userName: 'bob', serialNumber: 'arn:aws:iam::123456789012:mfa/bob' },
  responseElements: null,
  eventID: '11111111-2222-3333-4444-555555555555',
  recipientAccountId: '123456789012',
};

/**
 * What EventBridge makes of a record by the input transformer of a target: a field that is missing leaves its place empty.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function delivered({ InputTemplate, InputPathsMap }: any, record: object): string {
  return InputTemplate.replace(/<([^<>]*)>/g, (_: string, variable: string) => {
    if (!(variable in InputPathsMap)) { throw new Error(`no path for <${variable}>`); }
    const [root, ...fields] = InputPathsMap[variable].split('.');
    expect(root).toBe('$');
    return fields.reduce((value: any, field: string) => value?.[field], { detail: record }) ?? '';
  });
}

/** Lines of text, each a JSON string of its own. */
function asText(message: string): string[] {
  return message.split('\n').map(line => {
    const text = JSON.parse(line);
    expect(text).toEqual(expect.any(String));
    return text;
  });
}

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

describe('targets', () => {
  test('none: a warning, since nobody is told', () => {
    const stack = knownStack();
    ruleIn(stack);
    expect(warnings(stack)).toEqual([
      '/Stack/Rule the rule on MfaDeviceRemoved has no target, so nobody is told; pass \'targets\', or call addTarget [ack: cdk-enforce-mfa:noRuleTarget]',
    ]);
  });

  test('that are added later are enough', () => {
    const stack = knownStack();
    ruleIn(stack).addTarget(new targets.SqsQueue(new sqs.Queue(stack, 'Queue')));
    expect(warnings(stack)).toEqual([]);
  });
});

describe('the message to topics', () => {
  const messageIn = (stack: Stack, props: Partial<IdentityEventRuleProps> = {}) => {
    ruleIn(stack, { targets: [new targets.SnsTopic(new sns.Topic(stack, 'Topic'))], ...props });
    return rendered(stack).Targets[0].InputTransformer;
  };

  test('is lines of text: what happened, who, from where, when, in which account, and what to do', () => {
    expect(asText(delivered(messageIn(knownStack()), RECORD))).toEqual([
      'HIGH: An MFA device was removed',
      'Who: arn:aws:iam::123456789012:user/alice',
      'Kind of identity: IAMUser',
      'What: DeactivateMFADevice',
      'From: 192.0.2.1',
      'When: 2026-01-01T00:00:00Z',
      'Account: 123456789012',
      'Region: us-east-1',
      'Event to look up in CloudTrail: 11111111-2222-3333-4444-555555555555',
      `What to do: ${EVENT.nextStep}`,
    ]);
  });

  test('for chat applications is their schema', () => {
    const message = JSON.parse(delivered(messageIn(knownStack(), { messageFormat: AlertMessageFormat.CHAT }), RECORD));
    expect(message).toEqual({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: 'HIGH: An MFA device was removed',
        description: expect.stringMatching(/^Who: arn:aws:iam::123456789012:user\/alice\n[^]*\nAccount: 123456789012\n/),
        nextSteps: [EVENT.nextStep],
      },
    });
  });

  test.each(Object.values(AlertMessageFormat))('%s reads only what CloudTrail records', messageFormat => {
    const { InputPathsMap } = messageIn(knownStack(), { messageFormat });
    const fields = Object.values<string>(InputPathsMap).map(path => path.replace(/^\$\.detail\./, '').split('.'));
    fields.forEach(([field, inside]) => {
      expect(RECORD).toHaveProperty(field);
      if (inside) { expect(RECORD.userIdentity).toHaveProperty(inside); }
    });
  });

  test.each(Object.values(AlertMessageFormat))('%s can be read when fields are missing', messageFormat => {
    const message = delivered(messageIn(knownStack(), { messageFormat }), { eventName: 'PasswordRecoveryRequested' });
    expect(messageFormat === AlertMessageFormat.TEXT ? asText(message) : JSON.parse(message)).toBeTruthy();
  });

  test.each(Object.values(AlertMessageFormat))('%s can be read whatever the title of an event is', messageFormat => {
    const event = custom({ title: 'Somebody said "no"\n\\o/', nextStep: 'Say "yes".\nThen wait.' });
    const message = delivered(messageIn(knownStack(), { event, messageFormat }), RECORD);
    const text = messageFormat === AlertMessageFormat.TEXT ? asText(message).join('\n') : JSON.parse(message).content.title;
    expect(text).toContain('MEDIUM: Somebody said "no"\n\\o/');
  });

  test.each(Object.values(AlertMessageFormat))('%s takes angle brackets for text, which mark the fields of an event', messageFormat => {
    const event = custom({ title: 'A <user> was made', nextStep: 'Ask <somebody>.' });
    expect(() => delivered(messageIn(knownStack(), { event, messageFormat }), RECORD)).not.toThrow();
  });

  test('takes a title that is known only at deployment', () => {
    const stack = knownStack();
    const { InputTemplate } = messageIn(stack, { event: custom({ title: new CfnParameter(stack, 'Title').valueAsString }) });
    expect(JSON.stringify(InputTemplate)).toContain('{"Ref":"Title"}');
  });
});

describe('targets', () => {
  test('of the props and of addTarget are there once each, and topics get the message', () => {
    const stack = knownStack();
    const rule = ruleIn(stack, { targets: [new targets.SnsTopic(new sns.Topic(stack, 'One'))] });
    rule.addTarget(new targets.SnsTopic(new sns.Topic(stack, 'Two')));
    rule.addTarget();
    const { Targets } = rendered(stack);
    expect(Targets.map(({ Id, Arn }: any) => [Id, Arn.Ref])).toEqual([
      ['Target0', expect.stringMatching(/^One/)], ['Target1', expect.stringMatching(/^Two/)],
    ]);
    Targets.forEach(({ InputTransformer }: any) => expect(asText(delivered(InputTransformer, RECORD))).toContain('What: DeactivateMFADevice'));
  });

  test.each<[string, (topic: sns.ITopic) => events.IRuleTarget, object]>([
    ['a text', topic => new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromText('Look!') }), { Input: '"Look!"' }],
    ['a part of the event', topic => new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromEventPath('$.detail') }), { InputPath: '$.detail' }],
  ])('a topic with a message of its own, %s, keeps it', (_, targetOf, input) => {
    const stack = knownStack();
    ruleIn(stack, { targets: [targetOf(new sns.Topic(stack, 'Topic'))] });
    expect(rendered(stack).Targets).toEqual([{ Id: 'Target0', Arn: { Ref: expect.any(String) }, ...input }]);
  });

  test.each<[string, (stack: Stack) => events.IRuleTarget]>([
    ['a Lambda function', stack => new targets.LambdaFunction(lambda.Function.fromFunctionName(stack, 'Function', 'tell'))],
    ['a queue', stack => new targets.SqsQueue(new sqs.Queue(stack, 'Queue'))],
    ['a bus', stack => new targets.EventBus(new events.EventBus(stack, 'Bus'))],
  ])('%s gets the whole event', (_, targetIn) => {
    const stack = knownStack();
    ruleIn(stack, { targets: [targetIn(stack)], messageFormat: AlertMessageFormat.CHAT });
    const [target] = rendered(stack).Targets;
    ['Input', 'InputPath', 'InputTransformer'].forEach(input => expect(target).not.toHaveProperty(input));
  });

  test('keep their dead-letter queue, age and retries', () => {
    const stack = knownStack();
    const deadLetterQueue = new sqs.Queue(stack, 'Queue');
    ruleIn(stack, { targets: [new targets.SnsTopic(new sns.Topic(stack, 'Topic'), { deadLetterQueue, retryAttempts: 2, maxEventAge: Duration.hours(1) })] });
    expect(rendered(stack).Targets[0]).toMatchObject({
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^Queue/), 'Arn'] } },
      RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3_600 },
    });
  });

  test('that publish by a role need no policy on the topic', () => {
    const stack = knownStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('events.amazonaws.com') });
    ruleIn(stack, { targets: [new targets.SnsTopic(new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') }), { role })] });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SNS::TopicPolicy', 0);
    expect(JSON.stringify(only(template, 'AWS::KMS::Key').properties.KeyPolicy)).not.toContain('events.amazonaws.com');
    const [target] = rendered(stack).Targets;
    expect(target.RoleArn).toEqual({ 'Fn::GetAtt': [only(template, 'AWS::IAM::Role').id, 'Arn'] });
    expect(asText(delivered(target.InputTransformer, RECORD))).toContain('What: DeactivateMFADevice');
  });

  test('of an imported topic that publish by a role: nothing to warn of', () => {
    const stack = knownStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('events.amazonaws.com') });
    ruleIn(stack, { targets: [new targets.SnsTopic(sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:123456789012:alerts'), { role })] });
    expect(warnings(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack, target: events.IRuleTarget) => void]>([
    ['an aspect', (stack, target) => Aspects.of(stack).add({
      visit: node => { if (node instanceof IdentityEventRule) { node.addTarget(target); } },
    })],
    ['a property injector', (stack, target) => PropertyInjectors.of(stack).add({
      constructUniqueId: events.Rule.PROPERTY_INJECTION_ID,
      inject: (props: any) => ({ ...props, targets: [...props.targets ?? [], target] }),
    })],
  ])('that %s adds get the message too, once', (_, add) => {
    const stack = knownStack();
    add(stack, new targets.SnsTopic(new sns.Topic(stack, 'Topic')));
    ruleIn(stack);
    const { Targets } = rendered(stack);
    expect(Targets).toHaveLength(1);
    expect(asText(delivered(Targets[0].InputTransformer, RECORD))).toContain('What: DeactivateMFADevice');
  });
});

describe('what a topic needs', () => {
  /** The statements for EventBridge, of the only resource of a type. */
  function forEventBridge(stack: Stack, type: string, document: string): any[] {
    return only(Template.fromStack(stack), type).properties[document].Statement
      .filter((each: any) => each.Principal.Service === eventBridge.Service);
  }

  test.each<[string, (stack: Stack) => sns.ITopic]>([
    ['an AlertTopic', stack => new AlertTopic(stack, 'Alerts', { emails: EMAILS })],
    ['an encrypted topic', stack => new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') })],
  ])('%s, of two rules and three targets, lets EventBridge publish and use the key: once, without a condition', (_, topicIn) => {
    const stack = knownStack();
    const topic = topicIn(stack);
    topic.addSubscription(new EmailSubscription('on-call@example.com'));
    ruleIn(stack, { targets: [new targets.SnsTopic(topic), new targets.SnsTopic(topic)] }, 'One');
    ruleIn(stack, { event: IdentityEvent.ROOT_USER_ACTIVITY }, 'Two').addTarget(new targets.SnsTopic(topic));
    expect(forEventBridge(stack, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toEqual([{
      Sid: expect.any(String),
      Effect: 'Allow',
      Principal: eventBridge,
      Action: 'sns:Publish',
      Resource: { Ref: only(Template.fromStack(stack), 'AWS::SNS::Topic').id },
    }]);
    expect(forEventBridge(stack, 'AWS::KMS::Key', 'KeyPolicy')).toEqual([{
      Effect: 'Allow', Principal: eventBridge, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*',
    }]);
    expect(warnings(stack)).toEqual([]);
  });

  test('a topic of another stack of the app has both, too', () => {
    const app = new App();
    const topics = new Stack(app, 'Topics', { env: HERE });
    ruleIn(new Stack(app, 'Rules', { env: HERE }), { targets: [new targets.SnsTopic(new AlertTopic(topics, 'Alerts', { emails: EMAILS }))] });
    expect(forEventBridge(topics, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toHaveLength(1);
    expect(forEventBridge(topics, 'AWS::KMS::Key', 'KeyPolicy')).toHaveLength(1);
  });

  test('a target of somebody else\'s making that grants nothing is enough', () => {
    const stack = knownStack();
    const topic = new sns.Topic(stack, 'Topic');
    ruleIn(stack, { targets: [{ bind: () => ({ arn: topic.topicArn, targetResource: topic }) }] });
    expect(forEventBridge(stack, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toHaveLength(1);
  });

  test('a queue needs nothing of ours', () => {
    const stack = knownStack();
    new AlertTopic(stack, 'Alerts', { emails: EMAILS });
    ruleIn(stack, { targets: [new targets.SqsQueue(new sqs.Queue(stack, 'Queue'))] });
    expect(forEventBridge(stack, 'AWS::SNS::TopicPolicy', 'PolicyDocument')).toEqual([]);
  });

  test('an imported topic: one warning gives the statements that its owner must add', () => {
    const stack = knownStack();
    const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:123456789012:alerts');
    ruleIn(stack, { targets: [new targets.SnsTopic(topic), new targets.SnsTopic(topic)] });
    expect(warnings(stack)).toEqual([expect.stringContaining('[ack: cdk-enforce-mfa:alertTopicPolicy]')]);
    const [publish, useKey] = warnings(stack)[0].match(/\{.*?\}(?= and|\s\[)/g)!.map(json => JSON.parse(json));
    expect(publish).toEqual({ Effect: 'Allow', Principal: eventBridge, Action: 'sns:Publish', Resource: topic.topicArn });
    expect(useKey).toEqual({ Effect: 'Allow', Principal: eventBridge, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' });
  });

  test('an imported topic with its key: a warning for each', () => {
    const stack = knownStack();
    const topic = sns.Topic.fromTopicAttributes(stack, 'Topic', {
      topicArn: 'arn:aws:sns:us-east-1:123456789012:alerts', keyArn: 'arn:aws:kms:us-east-1:123456789012:key/1234',
    });
    ruleIn(stack, { targets: [new targets.SnsTopic(topic)] });
    expect(warnings(stack)).toEqual([expect.stringContaining('alertTopicPolicy]'), expect.stringContaining('alertTopicKeyPolicy]')]);
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
