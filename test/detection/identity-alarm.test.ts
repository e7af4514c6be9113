import { App, CfnParameter, Duration, Fn, Lazy, NestedStack, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AlertTopic, IdentityAlarm, IdentityAlarmOptions, IdentityEvent } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const EVENT = IdentityEvent.ROOT_USER_ACTIVITY;

function trailLogs(stack: Stack): logs.ILogGroup {
  return stack.node.tryFindChild('TrailLogs') as logs.LogGroup | undefined ?? logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
}

function alarmIn(stack: Stack, options: IdentityAlarmOptions = {}, id = 'Alarm'): IdentityAlarm {
  return new IdentityAlarm(stack, id, { event: EVENT, logGroup: trailLogs(stack), ...options });
}

/** An action as a library of somebody else may make one. */
function action(arn: string): cloudwatch.IAlarmAction {
  return { bind: () => ({ alarmActionArn: arn }) };
}

const TELL = action('arn:aws:lambda:us-east-1:123456789012:function:tell');

describe('filter, metric and alarm', () => {
  const stack = knownStack();
  alarmIn(stack, { alarmActions: [TELL] });
  const template = Template.fromStack(stack);
  const filter = only(template, 'AWS::Logs::MetricFilter').properties;
  const alarm = only(template, 'AWS::CloudWatch::Alarm').properties;

  test('the filter is over the log group and counts one for each event', () => {
    expect(filter).toMatchObject({ LogGroupName: 'trail', FilterPattern: EVENT.filterPattern });
    expect(filter.MetricTransformations).toEqual([{ MetricNamespace: 'CdkEnforceMfa', MetricName: filter.FilterName, MetricValue: '1' }]);
  });

  test('filter and metric are named after the event, and nothing else has that name', () => {
    expect(filter.FilterName).toMatch(/^RootUserActivity-[0-9a-f]{8}$/);
  });

  test('the alarm watches that metric, in that namespace, in its own account', () => {
    expect(alarm).toMatchObject({ MetricName: filter.FilterName, Namespace: 'CdkEnforceMfa', Statistic: 'Sum', Period: 300 });
    expect(JSON.stringify(alarm)).not.toContain('AccountId');
  });

  test('the alarm rings at one event in one of the last three periods; silence means that all is well', () => {
    expect(alarm).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  test('the alarm says what happened and what to do', () => {
    expect(alarm.AlarmDescription).toBe(`HIGH: ${EVENT.title}. ${EVENT.nextStep}`);
  });

  test('the alarm has no name of its own', () => {
    expect(alarm).not.toHaveProperty('AlarmName');
  });

  test('snapshot, with the logical ids that deployed stacks rely on', () => {
    const plain = agnosticStack();
    alarmIn(plain);
    const { Resources } = Template.fromStack(plain).toJSON();
    expect(Object.keys(Resources)).toEqual(['AlarmFilter36A55AA2', 'Alarm053BCC3A']);
    expect(Resources).toMatchSnapshot();
  });
});

describe('names of filters and metrics', () => {
  const filterName = (stack: Stack) => only(Template.fromStack(stack), 'AWS::Logs::MetricFilter').properties.FilterName;

  test('differ between two alarms on one event over one log group', () => {
    const stack = knownStack();
    const logGroup = trailLogs(stack);
    ['One', 'Two'].forEach(id => new IdentityAlarm(stack, id, { event: EVENT, logGroup }));
    const names = Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter')).map(each => each.Properties.FilterName);
    expect(new Set(names).size).toBe(2);
  });

  test('differ between the same app under two stack names', () => {
    const [one, two] = ['one', 'two'].map(stackName => knownStack('Stack', { stackName }));
    [one, two].forEach(stack => alarmIn(stack));
    expect(filterName(one)).not.toEqual(filterName(two));
  });

  test('differ between nested stacks', () => {
    const parent = knownStack();
    const [one, two] = ['One', 'Two'].map(id => new NestedStack(parent, id));
    [one, two].forEach(stack => alarmIn(stack));
    expect(filterName(one)).not.toEqual(filterName(two));
  });

  test('stay the same from one synthesis to the next', () => {
    const [one, two] = [knownStack(), knownStack()];
    [one, two].forEach(stack => alarmIn(stack));
    expect(filterName(one)).toEqual(filterName(two));
  });
});

test('options change the alarm', () => {
  const stack = knownStack();
  alarmIn(stack, {
    metricNamespace: 'Security/Identity', period: Duration.minutes(1), threshold: 2, evaluationPeriods: 5, datapointsToAlarm: 2,
  });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'Security/Identity', Period: 60, Threshold: 2, EvaluationPeriods: 5, DatapointsToAlarm: 2,
  });
});

describe('bad input', () => {
  test.each<[string, IdentityAlarmOptions, RegExp]>([
    ['a namespace of AWS', { metricNamespace: 'AWS/Logs' }, /'metricNamespace' must be .*, got 'AWS\/Logs'/],
    ['a namespace with blanks', { metricNamespace: 'my metrics' }, /'metricNamespace' must be/],
    ['a namespace that is too long', { metricNamespace: 'x'.repeat(256) }, /'metricNamespace' must be/],
    ['a period of 0 seconds', { period: Duration.seconds(0) }, /'period' must be a multiple of a minute, up to a day, got 0 seconds/],
    ['a period of 30 seconds, for which metric filters are too coarse', { period: Duration.seconds(30) }, /'period' must be/],
    ['a period of 1.5 minutes', { period: Duration.seconds(90.5) }, /'period' must be/],
    ['a period of 45 seconds', { period: Duration.seconds(45) }, /'period' must be/],
    ['a period over a day', { period: Duration.days(2) }, /'period' must be/],
    ['a threshold of 0', { threshold: 0 }, /'threshold' must be a whole number from 1 to \d+, got 0/],
    ['a threshold of 1.5', { threshold: 1.5 }, /'threshold' must be/],
    ['a namespace with a colon, which CloudWatch Logs refuses', { metricNamespace: 'a:b' }, /'metricNamespace' must be/],
    ['more than a day of short periods', { evaluationPeriods: 289 }, /'evaluationPeriods' must be a whole number from 1 to 288, got 289/],
    ['more than a week of long ones', { period: Duration.days(1), evaluationPeriods: 8 }, /'evaluationPeriods' must be a whole number from 1 to 7, got 8/],
    ['no evaluation periods', { evaluationPeriods: 0 }, /'evaluationPeriods' must be a whole number from 1/],
    ['more data points than periods', { datapointsToAlarm: 4 }, /'datapointsToAlarm' must be a whole number from 1 to 3, got 4/],
  ])('fails for %s', (_, options, error) => {
    expect(() => alarmIn(knownStack(), options)).toThrow(error);
  });

  test('numbers and texts that are tokens pass', () => {
    const stack = knownStack();
    const text = new CfnParameter(stack, 'Text').valueAsString;
    const number = Token.asNumber({ Ref: 'Number' });
    new CfnParameter(stack, 'Number');
    alarmIn(stack, { metricNamespace: text, threshold: number, datapointsToAlarm: number });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test.each([
    ['Region', 'arn:aws:logs:eu-west-1:123456789012:log-group:trail', /is in region eu-west-1, the construct in us-east-1/],
    ['account', 'arn:aws:logs:us-east-1:210987654321:log-group:trail', /is in account 210987654321, the construct in 123456789012/],
  ])('fails for a log group in another %s', (_, arn, error) => {
    const stack = knownStack();
    const logGroup = logs.LogGroup.fromLogGroupArn(stack, 'TrailLogs', arn);
    expect(() => new IdentityAlarm(stack, 'Alarm', { event: EVENT, logGroup })).toThrow(error);
  });

  test('a log group whose place is known only at deployment passes', () => {
    const stack = agnosticStack();
    const logGroup = logs.LogGroup.fromLogGroupArn(stack, 'TrailLogs', new CfnParameter(stack, 'Arn').valueAsString);
    expect(() => new IdentityAlarm(stack, 'Alarm', { event: EVENT, logGroup })).not.toThrow();
  });

  test('fails for a description over 1,024 characters', () => {
    const stack = knownStack();
    const event = IdentityEvent.custom('Long', { title: 'x'.repeat(1_000), filterPattern: '{ $.a = 1 }' });
    expect(() => new IdentityAlarm(stack, 'Alarm', { event, logGroup: trailLogs(stack) }))
      .toThrow(/the description of the alarm on 'Long' .* must have at most 1024 characters, has 10\d\d/);
  });

  test('synthesis fails for a pattern that is too long once its tokens are known', () => {
    const stack = agnosticStack();
    const event = IdentityEvent.custom('Long', { title: 'Long', filterPattern: `{ $.a = "${'x'.repeat(1_010)}${stack.region}" }` });
    new IdentityAlarm(stack, 'Alarm', { event, logGroup: trailLogs(stack) });
    expect(() => synthesize(stack)).toThrow(/the filter pattern of the identity event 'Long' must have at most 1024 characters, has 1037/);
  });

  test('synthesis takes a pattern that is known only at deployment', () => {
    const stack = agnosticStack();
    const event = IdentityEvent.custom('Later', { title: 'Later', filterPattern: new CfnParameter(stack, 'Pattern').valueAsString });
    new IdentityAlarm(stack, 'Alarm', { event, logGroup: trailLogs(stack) });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe('whom the alarm tells', () => {
  const STATEMENT = {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
  };

  test('an encrypted topic of the app: CloudWatch may publish, and use the key', () => {
    const stack = knownStack();
    const alertTopic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
    alertTopic.addSubscription(new EmailSubscription('security@example.com'));
    alarmIn(stack, { alertTopic });
    const template = Template.fromStack(stack);
    const topic = { Ref: only(template, 'AWS::SNS::Topic').id };
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmActions: [topic] });
    expect(only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement)
      .toEqual([{ ...STATEMENT, Sid: '0', Action: 'sns:Publish', Resource: topic }]);
    expect(only(template, 'AWS::KMS::Key').properties.KeyPolicy.Statement)
      .toContainEqual({ ...STATEMENT, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' });
    expect(warnings(stack)).toEqual([]);
  });

  test('two alarms on one topic grant once', () => {
    const stack = knownStack();
    const alertTopic = new sns.Topic(stack, 'Topic');
    const logGroup = trailLogs(stack);
    ['One', 'Two'].forEach(id => new IdentityAlarm(stack, id, { event: EVENT, logGroup, alertTopic }));
    expect(only(Template.fromStack(stack), 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toHaveLength(1);
  });

  test('alarms of two accounts on one topic: each has a statement, and no two have one Sid', () => {
    const app = new App();
    const topics = new Stack(app, 'Topics', { env: HERE });
    const alertTopic = new sns.Topic(topics, 'Topic', { topicName: 'alerts' });
    [HERE.account, '210987654321'].forEach(account => alarmIn(new Stack(app, `Alarms${account}`, { env: { ...HERE, account } }), { alertTopic }));
    const statements = only(Template.fromStack(topics), 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement;
    expect(statements.map((each: any) => each.Condition.StringEquals['aws:SourceAccount'])).toEqual([HERE.account, '210987654321']);
    expect(new Set(statements.map((each: any) => each.Sid)).size).toBe(2);
  });

  test('a topic of another stack of the app', () => {
    const app = new App();
    const topics = new Stack(app, 'Topics', { env: HERE });
    const alarms = new Stack(app, 'Alarms', { env: HERE });
    alarmIn(alarms, { alertTopic: new sns.Topic(topics, 'Topic', { masterKey: new kms.Key(topics, 'Key') }) });
    expect(only(Template.fromStack(topics), 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toHaveLength(1);
  });

  test('an imported topic: a warning gives the statements that its owner must add, those on the key too', () => {
    const stack = knownStack();
    alarmIn(stack, { alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:210987654321:alerts') });
    expect(warnings(stack)).toEqual([expect.stringContaining('{"Action":"sns:Publish"')]);
    const [warning] = warnings(stack);
    expect(warning).toContain('"Resource":"arn:aws:sns:us-east-1:210987654321:alerts"');
    expect(warning).toContain('and, if it is encrypted, the policy of its key {"Action":["kms:Decrypt","kms:GenerateDataKey*"]');
    expect(warning).toContain('[ack: cdk-enforce-mfa:alertTopicPolicy]');
  });

  test('an imported topic with its key: a warning for each', () => {
    const stack = knownStack();
    const alertTopic = sns.Topic.fromTopicAttributes(stack, 'Topic', {
      topicArn: 'arn:aws:sns:us-east-1:123456789012:alerts', keyArn: 'arn:aws:kms:us-east-1:123456789012:key/1234',
    });
    alarmIn(stack, { alertTopic });
    expect(warnings(stack).map(text => /ack: ([\w:-]+)/.exec(text)![1]))
      .toEqual(['cdk-enforce-mfa:alertTopicPolicy', 'cdk-enforce-mfa:alertTopicKeyPolicy']);
  });

  test('what an unknown account must add names it as such', () => {
    const stack = agnosticStack();
    alarmIn(stack, { alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:210987654321:alerts') });
    expect(warnings(stack)[0]).toContain('"aws:SourceAccount":"<AWS::AccountId>"');
  });

  test('what an unknown topic must add names that its ARN is not known', () => {
    const stack = knownStack();
    alarmIn(stack, { alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', Fn.importValue('Alerts')) });
    expect(warnings(stack)[0]).toContain('"Resource":"<Alerts>"');
  });

  test('fails for a topic in another Region', () => {
    const stack = knownStack();
    const alertTopic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:123456789012:alerts');
    expect(() => alarmIn(stack, { alertTopic })).toThrow(/a topic of their own Region only, got 'Stack\/Topic' in eu-west-1 for us-east-1/);
  });

  test('fails for a FIFO topic', () => {
    const stack = knownStack();
    expect(() => alarmIn(stack, { alertTopic: new sns.Topic(stack, 'Topic', { fifo: true }) })).toThrow(/use a standard topic/);
  });

  test.each<[string, (stack: Stack) => sns.ITopic]>([
    ['by an imported alias', stack => new sns.Topic(stack, 'Topic', { masterKey: kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') })],
    ['by the L1', stack => {
      const topic = new sns.Topic(stack, 'Topic');
      (topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
      return topic;
    }],
    ['by an override', stack => {
      const topic = new sns.Topic(stack, 'Topic');
      (topic.node.defaultChild as sns.CfnTopic).addPropertyOverride('KmsMasterKeyId', 'alias/aws/sns');
      return topic;
    }],
    ['by the attributes of an imported topic', stack => sns.Topic.fromTopicAttributes(stack, 'Topic', {
      topicArn: 'arn:aws:sns:us-east-1:123456789012:alerts', keyArn: 'arn:aws:kms:us-east-1:123456789012:alias/aws/sns',
    })],
  ])('fails for a topic with the AWS managed key, given %s', (_, topicOf) => {
    const stack = knownStack();
    expect(() => alarmIn(stack, { alertTopic: topicOf(stack) })).toThrow(/neither CloudWatch nor EventBridge may use the AWS managed key alias\/aws\/sns/);
  });

  test('a topic that is known at deployment only is named in the statement that its owner must add', () => {
    const stack = knownStack();
    alarmIn(stack, { alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', Fn.importValue('alerts')) });
    expect(warnings(stack)[0]).toContain('"Resource":"<alerts>"');
  });

  test.each<[string, (topic: sns.CfnTopic) => void]>([
    ['an override', topic => topic.addPropertyOverride('KmsMasterKeyId', 'alias/aws/sns')],
    ['an ARN', topic => { topic.kmsMasterKeyId = Stack.of(topic).formatArn({ service: 'kms', resource: 'alias', resourceName: 'aws/sns' }); }],
    ['a text that is made late', topic => { topic.kmsMasterKeyId = Lazy.string({ produce: () => 'alias/aws/sns' }); }],
  ])('fails at synthesis for a topic that is given the AWS managed key by %s', (_, give) => {
    const stack = knownStack();
    const [good, alertTopic] = ['Good', 'Topic'].map(id => new sns.Topic(stack, id));
    alarmIn(stack, { alertTopic: good }, 'First');
    alarmIn(stack, { alertTopic });
    give(alertTopic.node.defaultChild as sns.CfnTopic);
    expect(() => synthesize(stack)).toThrow(/neither CloudWatch nor EventBridge may use the AWS managed key alias\/aws\/sns, got it on 'Stack\/Topic'/);
  });

  test.each<[string, (alarm: cloudwatch.Alarm) => void]>([
    ['in its resource', alarm => { (alarm.node.defaultChild as cloudwatch.CfnAlarm).alarmActions = []; }],
    ['in its resource, where core keeps its list elsewhere', alarm => {
      const { alarmActionArns } = alarm as any;
      Object.defineProperty(alarm, '_alarmActionArns', { value: undefined });
      Object.defineProperty(alarm, 'alarmActionArns', { value: alarmActionArns });
      (alarm.node.defaultChild as cloudwatch.CfnAlarm).alarmActions = [];
    }],
    ['by an override', alarm => (alarm.node.defaultChild as cloudwatch.CfnAlarm).addPropertyDeletionOverride('AlarmActions')],
  ])('actions that are taken away %s: a warning', (_, takeAway) => {
    const stack = knownStack();
    const { alarm } = alarmIn(stack, { alarmActions: [TELL] });
    takeAway(alarm);
    expect(warnings(stack)).toEqual([expect.stringContaining('noAlarmAction')]);
  });

  test('an action that comes to nothing: a warning', () => {
    const stack = knownStack();
    new AlertTopic(stack, 'Topic', { emails: ['security@example.com'] });
    alarmIn(stack, { alarmActions: [action(Lazy.string({ produce: () => undefined }))] });
    expect(warnings(stack)).toEqual([expect.stringContaining('noAlarmAction')]);
  });

  test('somebody, but switched off: a warning', () => {
    const stack = knownStack();
    const { alarm } = alarmIn(stack, { alarmActions: [TELL] });
    (alarm.node.defaultChild as cloudwatch.CfnAlarm).actionsEnabled = false;
    expect(warnings(stack)).toEqual([expect.stringMatching(/no action, or they are switched off.*noAlarmAction/)]);
  });

  test('five actions pass, a sixth fails at synthesis', () => {
    const [five, six] = [5, 6].map(count => {
      const stack = knownStack();
      alarmIn(stack, { alarmActions: Array.from({ length: count }, (_, index) => action(`arn:aws:sns:us-east-1:${HERE.account}:topic${index}`)) });
      return stack;
    });
    expect(() => synthesize(five)).not.toThrow();
    expect(() => synthesize(six)).toThrow(/an alarm can have 5 actions, got 6 on 'RootUserActivity'/);
  });

  test('nobody: a warning', () => {
    const stack = knownStack();
    alarmIn(stack);
    expect(warnings(stack)).toEqual([expect.stringMatching(/the alarm on RootUserActivity has no action.*\[ack: cdk-enforce-mfa:noAlarmAction\]/)]);
  });

  test('an action that is added to the alarm later is enough', () => {
    const stack = knownStack();
    alarmIn(stack).alarm.addAlarmAction(TELL);
    expect(warnings(stack)).toEqual([]);
  });

  test('actions under a condition are enough, and the larger of two lists is counted', () => {
    const stack = knownStack();
    const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:sns:us-east-1:${HERE.account}:topic${index}`);
    const resource = alarmIn(stack).alarm.node.defaultChild as cloudwatch.CfnAlarm;
    resource.addPropertyOverride('AlarmActions', Fn.conditionIf('Yes', arns(5), arns(3)));
    expect(warnings(stack)).toEqual([]);
    resource.addPropertyOverride('AlarmActions', Fn.conditionIf('Yes', arns(6), arns(3)));
    expect(() => synthesize(stack)).toThrow(/an alarm can have 5 actions, got 6/);
  });
});
