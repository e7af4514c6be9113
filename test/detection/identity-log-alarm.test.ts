import { App, CfnParameter, Duration, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AlertTopic, IdentityEvent, IdentityLogAlarm, IdentityLogAlarmProps, MfaEnforcedGroup } from '../../src';
import { agnosticStack, HERE, isCreatedAfter, knownStack, only, synthesize, warnings } from '../helpers';

const EVENT = IdentityEvent.USER_SIGN_IN_WITHOUT_MFA;
const EVERY_EVENT = Object.values(IdentityEvent).filter((each): each is IdentityEvent => each instanceof IdentityEvent);
const cloudWatch = { Service: 'cloudwatch.amazonaws.com' };

function trailLogs(stack: Stack): logs.ILogGroup {
  return stack.node.tryFindChild('TrailLogs') as logs.LogGroup | undefined ?? logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
}

function topicIn(stack: Stack): sns.ITopic {
  return stack.node.tryFindChild('Topic') as sns.Topic | undefined ?? new sns.Topic(stack, 'Topic');
}

function alarmIn(stack: Stack, props: Partial<IdentityLogAlarmProps> = {}, id = 'Alarm'): IdentityLogAlarm {
  return new IdentityLogAlarm(stack, id, {
    event: EVENT, logGroup: props.logGroup ?? trailLogs(stack), alertTopic: props.alertTopic ?? topicIn(stack), ...props,
  });
}

function rendered(stack: Stack): any {
  return only(Template.fromStack(stack), 'AWS::CloudWatch::LogAlarm').properties;
}

describe('the alarm', () => {
  const stack = knownStack();
  const { alarm } = alarmIn(stack);
  const template = Template.fromStack(stack);
  const { id, properties } = only(template, 'AWS::CloudWatch::LogAlarm');
  const roleOf = (name: string): [string, any] => Object.entries(template.findResources('AWS::IAM::Role')).find(([each]) => each.includes(name))!;
  const [queryRoleId, queryRole] = roleOf('QueryRole');
  const [linesRoleId, linesRole] = roleOf('LinesRole');
  const policyOf = (name: string): [string, any] => Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).find(([each]) => each.includes(name))!;

  test('is the one that can be read back', () => {
    expect(stack.resolve(alarm.ref)).toEqual({ Ref: id });
  });

  test('runs the query of the event over the log group, by its name: its ARN ends with a star', () => {
    const { QueryString, LogGroupIdentifiers } = properties.ScheduledQueryConfiguration;
    expect(QueryString).toBe(EVENT.query!.split('\n| sort ')[0]); // a limit would hide people from the alarm
    expect(LogGroupIdentifiers).toEqual(['trail']);
  });

  test('rings for each person on their own; silence means that all is well', () => {
    expect(properties.ScheduledQueryConfiguration.AggregationExpression).toBe('count(*) by userIdentity.arn');
    expect(properties).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      QueryResultsToEvaluate: 1,
      QueryResultsToAlarm: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  test('says what happened and what to do, and shows five log lines', () => {
    expect(properties).toMatchObject({ AlarmDescription: `HIGH: ${EVENT.title}. ${EVENT.nextStep}`, ActionLogLineCount: 5 });
    expect(properties).not.toHaveProperty('AlarmName');
  });

  test('tells the topic', () => {
    expect(properties.AlarmActions).toEqual([{ Ref: only(template, 'AWS::SNS::Topic').id }]);
  });

  test('needs no metric filter and no metric', () => {
    template.resourceCountIs('AWS::Logs::MetricFilter', 0);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Alarm-On-Logs.html
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html: which actions take no resource
  test.each<[string, any, string, string, string | string[], string[]]>([
    ['CloudWatch Logs queries', queryRole, 'QueryRole', 'logs.amazonaws.com',
      ['logs:GetQueryResults', 'logs:StartQuery'], ['logs:DescribeLogGroups', 'logs:StopQuery']],
    ['CloudWatch reads log lines', linesRole, 'LinesRole', 'cloudwatch.amazonaws.com', 'logs:GetQueryResults', []],
  ])('%s by a role that may do that on the log group and nothing else', (_, role, name, service, actions, withoutResource) => {
    const [policyId, policy] = policyOf(name);
    expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }]);
    expect(role.Properties.ManagedPolicyArns).toEqual([{ Ref: policyId }]);
    expect(policy.Properties.PolicyDocument.Statement).toEqual([{
      Effect: 'Allow',
      Action: actions,
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:123456789012:log-group:trail:*']] },
    }, ...withoutResource.length === 0 ? [] : [{ Effect: 'Allow', Action: withoutResource, Resource: '*' }]]);
  });

  test('has these roles', () => {
    expect(properties.ScheduledQueryConfiguration.ScheduledQueryRoleARN).toEqual({ 'Fn::GetAtt': [queryRoleId, 'Arn'] });
    expect(properties.ActionLogLineRoleArn).toEqual({ 'Fn::GetAtt': [linesRoleId, 'Arn'] });
  });

  test.each(['QueryRole', 'LinesRole'])('is created after the %s may do that', name => {
    expect(isCreatedAfter(template, id, policyOf(name)[0])).toBe(true);
  });

  test('no warning', () => {
    const subscribed = knownStack();
    alarmIn(subscribed, { alertTopic: new AlertTopic(subscribed, 'Alerts', { emails: ['security@example.com'] }) });
    expect(warnings(subscribed)).toEqual([]);
  });
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutLogAlarm.html
test.each(EVERY_EVENT)('$name makes an alarm within the limits of CloudWatch', event => {
  const stack = knownStack();
  alarmIn(stack, { event });
  const { AlarmDescription, ScheduledQueryConfiguration: { QueryString, AggregationExpression } } = rendered(stack);
  expect(AlarmDescription.length).toBeLessThanOrEqual(1_024);
  expect(QueryString.length).toBeLessThanOrEqual(10_000);
  expect(AggregationExpression.length).toBeLessThanOrEqual(256);
});

describe('options', () => {
  test.each([
    [1, 'rate(1 minute)'],
    [5, 'rate(5 minutes)'],
    [90, 'rate(90 minutes)'],
    [1_440, 'rate(1440 minutes)'],
  ])('a period of %d minutes: no gap and no overlap between windows, which end two minutes ago', (minutes, ScheduleExpression) => {
    const stack = knownStack();
    alarmIn(stack, { period: Duration.minutes(minutes) });
    expect(rendered(stack).ScheduledQueryConfiguration.ScheduleConfiguration)
      .toEqual({ ScheduleExpression, StartTimeOffset: 120 + minutes * 60, EndTimeOffset: 120 });
  });

  test('no log lines: no role for them', () => {
    const stack = knownStack();
    alarmIn(stack, { logLines: 0 });
    expect(rendered(stack)).not.toHaveProperty('ActionLogLineRoleArn');
    expect(rendered(stack).ActionLogLineCount).toBe(0);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
  });

  test('as many log lines as CloudWatch shows', () => {
    const stack = knownStack();
    alarmIn(stack, { logLines: 50 });
    expect(rendered(stack).ActionLogLineCount).toBe(50);
  });
});

describe('the log group', () => {
  test.each<[string, (stack: Stack) => logs.ILogGroup, unknown]>([
    ['of the app', stack => new logs.LogGroup(stack, 'Logs'), { Ref: expect.stringMatching(/^Logs/) }],
    ['imported by ARN', stack => logs.LogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:us-east-1:123456789012:log-group:trail:*'), 'trail'],
    ['of another stack', stack => new logs.LogGroup(new Stack(stack.node.root, 'Other', { env: HERE }), 'Logs'), { 'Fn::ImportValue': expect.any(String) }],
    ['of a nested stack', stack => new logs.LogGroup(new NestedStack(stack, 'Nested'), 'Logs'), { 'Fn::GetAtt': [expect.any(String), expect.any(String)] }],
  ])('%s is named', (_, logGroupIn, name) => {
    const stack = knownStack();
    alarmIn(stack, { logGroup: logGroupIn(stack) });
    expect(rendered(stack).ScheduledQueryConfiguration.LogGroupIdentifiers).toEqual([name]);
  });

  test('whose place is known only at deployment passes', () => {
    const stack = agnosticStack();
    const logGroup = logs.LogGroup.fromLogGroupArn(stack, 'Logs', new CfnParameter(stack, 'Arn').valueAsString);
    expect(() => alarmIn(stack, { logGroup })).not.toThrow();
  });
});

// that CloudWatch sends aws:SourceAccount for log alarms as it does for metric alarms is assumed: no page of AWS says it
describe('whom the alarm tells', () => {
  const statement = { Effect: 'Allow', Principal: cloudWatch, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } };

  test('two alarms on one encrypted topic: CloudWatch may publish, and use the key, once', () => {
    const stack = knownStack();
    const alertTopic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
    ['One', 'Two'].forEach(id => alarmIn(stack, { alertTopic }, id));
    const template = Template.fromStack(stack);
    expect(only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement)
      .toEqual([{ ...statement, Sid: '0', Action: 'sns:Publish', Resource: { Ref: only(template, 'AWS::SNS::Topic').id } }]);
    expect(only(template, 'AWS::KMS::Key').properties.KeyPolicy.Statement.filter((each: any) => each.Principal.Service))
      .toEqual([{ ...statement, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' }]);
  });

  test('an imported topic: a warning gives the statement that its owner must add', () => {
    const stack = knownStack();
    alarmIn(stack, { alertTopic: sns.Topic.fromTopicArn(stack, 'Imported', 'arn:aws:sns:us-east-1:210987654321:alerts') });
    expect(warnings(stack)).toEqual([expect.stringMatching(/\{"Action":"sns:Publish".*"aws:SourceAccount":"123456789012".*\[ack: cdk-enforce-mfa:alertTopicPolicy\]/)]);
  });

  test.each<[string, (stack: Stack) => sns.ITopic, RegExp]>([
    ['in another Region', stack => sns.Topic.fromTopicArn(stack, 'Imported', 'arn:aws:sns:eu-west-1:123456789012:alerts'), /in eu-west-1 for us-east-1/],
    ['that is FIFO', stack => new sns.Topic(stack, 'Fifo', { fifo: true }), /use a standard topic/],
    ['with the AWS managed key', stack => new sns.Topic(stack, 'Managed', { masterKey: kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') }), /alias\/aws\/sns/],
  ])('fails for a topic %s', (_, topicOf, error) => {
    const stack = knownStack();
    expect(() => alarmIn(stack, { alertTopic: topicOf(stack) })).toThrow(error);
  });
});

describe('bad input', () => {
  test.each([
    ...IdentityEvent.securityHub(),
    IdentityEvent.custom('Mine', { title: 'Mine', filterPattern: '{ $.a = 1 }' }),
  ])('fails for $name, which has no query', event => {
    expect(() => alarmIn(knownStack(), { event })).toThrow(`the event '${event.name}' has no query; use an IdentityAlarm, or pass 'queryCondition'`);
  });

  test.each([
    ['0 seconds', Duration.seconds(0)],
    ['30 seconds', Duration.seconds(30)],
    ['90.5 seconds', Duration.seconds(90.5)],
    ['86460 seconds', Duration.minutes(1_441)],
  ])('fails for a period of %s', (seconds, period) => {
    expect(() => alarmIn(knownStack(), { period })).toThrow(`'period' must be a multiple of a minute, up to a day, got ${seconds}`);
  });

  test('fails for a period that only the deployment knows, of which no schedule can be made', () => {
    const period = Duration.minutes(Token.asNumber({ Ref: 'Minutes' }));
    expect(() => alarmIn(knownStack(), { period })).toThrow('\'period\' must be known when the app is synthesized, got a token');
  });

  test.each([-1, 51, 1.5])('fails for %d log lines', logLines => {
    expect(() => alarmIn(knownStack(), { logLines })).toThrow(`'logLines' must be a whole number from 0 to 50, got ${logLines}`);
  });

  test('a number of log lines that is a token passes', () => {
    const stack = knownStack();
    new CfnParameter(stack, 'Lines', { type: 'Number' });
    alarmIn(stack, { logLines: Token.asNumber({ Ref: 'Lines' }) });
    expect(rendered(stack)).toMatchObject({ ActionLogLineCount: { Ref: 'Lines' }, ActionLogLineRoleArn: expect.anything() });
  });

  test.each([
    ['Region', 'arn:aws:logs:eu-west-1:123456789012:log-group:trail', /is in region eu-west-1, the construct in us-east-1/],
    ['account', 'arn:aws:logs:us-east-1:210987654321:log-group:trail', /is in account 210987654321, the construct in 123456789012/],
  ])('fails for a log group in another %s', (_, arn, error) => {
    const stack = knownStack();
    expect(() => alarmIn(stack, { logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Logs', arn) })).toThrow(error);
  });

  test('fails for a description over 1,024 characters', () => {
    const event = IdentityEvent.custom('Long', { title: 'x'.repeat(1_000), filterPattern: '{ $.a = 1 }', queryCondition: 'a = 1' });
    expect(() => alarmIn(knownStack(), { event })).toThrow(/the description of the alarm on 'Long' .* must have at most 1024 characters/);
  });
});

test('watches an enforcement that is known at deployment only', () => {
  const stack = knownStack();
  const group = new MfaEnforcedGroup(stack, 'People');
  alarmIn(stack, { event: IdentityEvent.enforcementChange({ policy: group.enforcementPolicy, groups: [group] }) });
  expect(JSON.stringify(rendered(stack).ScheduledQueryConfiguration.QueryString)).toContain(only(Template.fromStack(stack), 'AWS::IAM::Group').id);
});

test('fits into China and GovCloud', () => {
  ['cn-north-1', 'us-gov-west-1'].forEach(region => {
    const stack = knownStack('Stack', { env: { ...HERE, region } });
    alarmIn(stack);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('arn:aws:');
  });
});

test('two in one stack, in a nested stack, two Regions and two stages', () => {
  const app = new App();
  const one = new Stack(app, 'One', { env: HERE });
  ['A', 'B'].forEach(id => alarmIn(one, {}, id));
  const others = [new NestedStack(one, 'Nested'), new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), new Stack(new Stage(app, 'Stage'), 'One')];
  others.forEach(stack => alarmIn(stack, { alertTopic: new AlertTopic(stack, 'Alerts', { emails: ['security@example.com'] }) }));
  expect(() => synthesize(one)).not.toThrow();
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const stack = agnosticStack();
  alarmIn(stack);
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources)).toEqual([
    'TopicBFC7AF6E',
    'TopicPolicyA1747468',
    'AlarmQueryRolePolicy26BF18E5',
    'AlarmQueryRole885E8A89',
    'AlarmLinesRolePolicy134A12B0',
    'AlarmLinesRoleCBB360AE',
    'Alarm0A646F49',
  ]);
  expect(Resources).toMatchSnapshot();
});
