import { App, PhysicalName, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AuditTrail, IdentityAlarm, IdentityDashboard, IdentityEvent, IdentityEventRule, IdentityLogAlarm, IdentityMonitor } from '../../src';
import { HERE } from '../helpers';

/*
 * Log groups and topics of another stack of the app. The CDK lets alarms, trails and rules refer to them wherever they are; the
 * services do not.
 */

const FAR = { ...HERE, region: 'eu-west-1' };
const event = IdentityEvent.ROOT_USER_ACTIVITY;
const logGroupIn = (stack: Stack) => new logs.LogGroup(stack, 'Logs', { logGroupName: PhysicalName.GENERATE_IF_NEEDED });

const OVER_LOG_GROUP: [string, (scope: Construct, logGroup: logs.ILogGroup) => unknown][] = [
  ['a trail', (scope, logGroup) => new AuditTrail(scope, 'Trail', { logGroup })],
  ['an alarm', (scope, logGroup) => new IdentityAlarm(scope, 'Alarm', { event, logGroup })],
  ['a monitor', (scope, logGroup) => new IdentityMonitor(scope, 'Monitor', { logGroup })],
  ['a log alarm', (scope, logGroup) => new IdentityLogAlarm(scope, 'LogAlarm', { event, logGroup, alertTopic: new sns.Topic(scope, 'Topic') })],
];

// `aws cloudtrail describe-trails` prints the ARN
test.each(OVER_LOG_GROUP)('%s refuses an ARN in place of the name of a log group', (_, make) => {
  const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:events:*';
  const [one, other] = ['One', 'Other'].map(id => new Stack(new App(), id, { env: HERE }));
  expect(() => make(one, logs.LogGroup.fromLogGroupName(one, 'Logs', arn))).toThrow(/got 'arn:aws:logs:.*'/);
  expect(() => make(other, logs.LogGroup.fromLogGroupArn(other, 'Logs', arn))).not.toThrow();
});

// a trail would get an ARN of its own Region for it, without the star at the end: https://github.com/pulumi/pulumi-awsx/pull/1763
test.each(OVER_LOG_GROUP)('%s refuses a log group of a stack in another Region', (_, make) => {
  const app = new App();
  const logGroup = logGroupIn(new Stack(app, 'Far', { env: FAR }));
  expect(() => make(new Stack(app, 'Stack', { env: HERE }), logGroup)).toThrow(/is in region eu-west-1, the construct in us-east-1, and both must be in one place/);
});

describe('the star at the end of the ARN of a log group, without which a trail is refused and a role may not write', () => {
  const starred = expect.stringMatching(/:log-group:events:\*"/);

  test.each([
    ['known', 'can be deployed anywhere', HERE, undefined],
    ['can be deployed anywhere', 'known', undefined, HERE],
    ['has a Region alone', 'known', { region: HERE.region }, HERE],
  ])('is there where the stack of the log group is %s and the other is %s', (_, __, env, otherEnv) => {
    const app = new App();
    const logGroup = new logs.LogGroup(new Stack(app, 'Logs', { env }), 'Logs', { logGroupName: 'events' });
    const stack = new Stack(app, 'Stack', { env: otherEnv });
    new AuditTrail(stack, 'Trail', { logGroup });
    new IdentityLogAlarm(stack, 'LogAlarm', { event, logGroup, alertTopic: new sns.Topic(stack, 'Topic') });
    const template = Template.fromStack(stack);
    const policies = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(({ Properties }) => Properties.PolicyDocument.Statement[0].Resource);
    const [trail] = Object.values(template.findResources('AWS::CloudTrail::Trail'));
    expect([trail.Properties.CloudWatchLogsLogGroupArn, ...policies].map(arn => JSON.stringify(arn))).toEqual([starred, starred, starred, starred]);
  });

  test('is there once where the CDK has it', () => {
    const stack = new Stack(new App(), 'Stack', { env: HERE });
    new AuditTrail(stack, 'Trail', { logGroup: logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'events') });
    const [trail] = Object.values(Template.fromStack(stack).findResources('AWS::CloudTrail::Trail'));
    expect(JSON.stringify(trail.Properties.CloudWatchLogsLogGroupArn)).toMatch(/:log-group:events:\*"/);
  });
});

const TELLING: [string, (scope: Construct, topic: sns.ITopic) => unknown][] = [
  ['an alarm', (scope, alertTopic) => new IdentityAlarm(scope, 'Alarm', { event, logGroup: new logs.LogGroup(scope, 'Logs'), alertTopic })],
  ['a monitor', (scope, alertTopic) => new IdentityMonitor(scope, 'Monitor', { logGroup: new logs.LogGroup(scope, 'Logs'), alertTopic })],
  ['a log alarm', (scope, alertTopic) => new IdentityLogAlarm(scope, 'LogAlarm', { event, logGroup: new logs.LogGroup(scope, 'Logs'), alertTopic })],
  ['a rule', (scope, topic) => new IdentityEventRule(scope, 'Rule', { event, targets: [new SnsTopic(topic)] })],
];

// https://github.com/cds-snc/notification-terraform/pull/128: "Invalid region ca-central-1 specified. Only us-west-2 is supported."
test.each(TELLING)('%s refuses a topic of a stack in another Region', (_, make) => {
  const app = new App();
  const topic = new sns.Topic(new Stack(app, 'Far', { env: FAR }), 'Topic', { topicName: PhysicalName.GENERATE_IF_NEEDED });
  expect(() => make(new Stack(app, 'Stack', { env: HERE }), topic)).toThrow(/a topic of their own Region only, got 'Far\/Topic' in eu-west-1 for us-east-1/);
});

/*
 * An account has five trails, and each copy of its management events after the first costs money:
 * https://github.com/aws/aws-cdk/issues/6716, https://github.com/aws-solutions/aws-control-tower-customizations/issues/227
 */
test.each<[string, (scope: Construct, logGroup: logs.ILogGroup) => unknown]>([
  ...OVER_LOG_GROUP.slice(1),
  ['a rule', scope => new IdentityEventRule(scope, 'Rule', { event, targets: [new SnsTopic(new sns.Topic(scope, 'Topic'))] })],
  ['a dashboard', (scope, logGroup) => new IdentityDashboard(scope, 'Dashboard', { monitor: new IdentityMonitor(scope, 'Monitor', { logGroup }) })],
])('%s makes no trail: whichever the account has serves it', (_, make) => {
  const stack = new Stack(new App(), 'Stack', { env: HERE });
  make(stack, logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'aws-cloudtrail-logs'));
  const types = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  expect(types.filter(type => /CloudTrail|S3|Logs::LogGroup|KMS/.test(type))).toEqual([]);
});
