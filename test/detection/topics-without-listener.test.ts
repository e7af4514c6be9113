import { Annotations, App, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AccountMfaBaseline, IdentityAlarm, IdentityEvent, IdentityEventRule, IdentityLogAlarm, IdentityMonitor } from '../../src';
import { HERE, knownStack, synthesize, warnings } from '../helpers';

const event = IdentityEvent.USER_SIGN_IN_WITHOUT_MFA;
const logGroupIn = (stack: Stack) => logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
const unheard = [expect.stringMatching(
  /^\/Stack\/Topic nothing in this app subscribes to this topic, so nobody is told; call addSubscription.*\[ack: cdk-enforce-mfa:noSubscription\]/,
)];

// an AlertTopic warns by itself: alert-topic.test.ts
describe.each<[string, (stack: Stack, alertTopic: sns.ITopic) => void]>([
  ['an alarm', (stack, alertTopic) => new IdentityAlarm(stack, 'Alarm', { event, logGroup: logGroupIn(stack), alertTopic })],
  ['a monitor', (stack, alertTopic) => new IdentityMonitor(stack, 'Monitor', { logGroup: logGroupIn(stack), alertTopic })],
  ['a log alarm', (stack, alertTopic) => new IdentityLogAlarm(stack, 'LogAlarm', { event, logGroup: logGroupIn(stack), alertTopic })],
  ['a rule', (stack, topic) => new IdentityEventRule(stack, 'Rule', { event, targets: [new targets.SnsTopic(topic)] })],
  ['a rule with a role', (stack, topic) => new IdentityEventRule(stack, 'Rule', {
    event, targets: [new targets.SnsTopic(topic, { role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('events.amazonaws.com') }) })],
  })],
  ['a baseline', (stack, alertTopic) => new AccountMfaBaseline(stack, 'Mfa', { alertTopic })],
])('of %s', (_, tell) => {
  test('a topic of this app to which nothing subscribes is warned of', () => {
    const stack = knownStack();
    tell(stack, new sns.Topic(stack, 'Topic'));
    expect(warnings(stack)).toEqual(unheard);
  });

  test('one to which something subscribes later, in another stack, is not', () => {
    const stack = knownStack();
    const topic = new sns.Topic(stack, 'Topic');
    tell(stack, topic);
    new sns.Subscription(new Stack(stack.node.root, 'Other', { env: HERE }), 'Subscription', {
      topic, protocol: sns.SubscriptionProtocol.EMAIL, endpoint: 'security@example.com',
    });
    expect(warnings(stack)).toEqual([]);
  });

  test('one that is not of this app is not: who subscribes to it is not known', () => {
    const stack = knownStack();
    tell(stack, sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:123456789012:alerts'));
    expect(warnings(stack)).not.toEqual(expect.arrayContaining([expect.stringContaining('noSubscription')]));
  });
});

test('the baseline subscribes its addresses to it', () => {
  const stack = knownStack();
  new AccountMfaBaseline(stack, 'Mfa', { alertTopic: new sns.Topic(stack, 'Topic'), alertEmails: ['security@example.com'] });
  expect(warnings(stack)).toEqual([]);
});

test('one topic of several is warned of once, and the warning can be acknowledged there', () => {
  const stack = knownStack();
  const alertTopic = new sns.Topic(stack, 'Topic');
  for (const id of ['One', 'Two']) { new IdentityMonitor(stack, id, { logGroup: logs.LogGroup.fromLogGroupName(stack, `${id}Logs`, 'trail'), alertTopic }); }
  expect(warnings(stack)).toEqual(unheard);
  const other = knownStack();
  const acknowledged = new sns.Topic(other, 'Topic');
  Annotations.of(acknowledged).acknowledgeWarning('cdk-enforce-mfa:noSubscription', 'people subscribe by hand');
  new IdentityMonitor(other, 'Monitor', { logGroup: logGroupIn(other), alertTopic: acknowledged });
  expect(warnings(other)).toEqual([]);
});

test('a topic of the app that nothing here tells anything is no business of ours', () => {
  const stack = knownStack();
  const topic = new sns.Topic(stack, 'Topic');
  new events.Rule(stack, 'Rule', { eventPattern: { source: ['aws.signin'] }, targets: [new targets.SnsTopic(topic)] });
  new cloudwatch.Alarm(stack, 'Alarm', { metric: new cloudwatch.Metric({ namespace: 'A', metricName: 'B' }), threshold: 1, evaluationPeriods: 1 });
  expect(warnings(stack)).toEqual([]);
});

test('a subscription that comes after a synthesis counts in the next', () => {
  const stack = new Stack(new App(), 'Stack', { env: HERE });
  const topic = new sns.Topic(stack, 'Topic');
  const monitor = new IdentityMonitor(stack, 'Monitor', { logGroup: logGroupIn(stack), alertTopic: topic });
  topic.addSubscription(new EmailSubscription('security@example.com'));
  synthesize(monitor);
  expect(warnings(stack)).toEqual([]);
});
