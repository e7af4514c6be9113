import { App, Aspects, CfnParameter, Duration, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { asText, custom, delivered, EVENT, RECORD, rendered, ruleIn } from './rules';
import { AlertMessageFormat, AlertTopic, IdentityEvent, IdentityEventRule, IdentityEventRuleProps } from '../../src';
import { HERE, knownStack, only, warnings } from '../helpers';

const EMAILS = ['security@example.com'];
const eventBridge = { Service: 'events.amazonaws.com' };

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
