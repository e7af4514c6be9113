import { Annotations, App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { IdentityAlarm, IdentityEvent, IdentityMonitor, IdentityMonitorProps } from '../../src';
import { agnosticStack, HERE, knownStack, only, warnings } from '../helpers';

const FOREIGN_TOPIC = 'arn:aws:sns:us-east-1:210987654321:alerts';

function monitorIn(stack: Stack, props: Partial<IdentityMonitorProps> = {}, id = 'Monitor'): IdentityMonitor {
  const logGroup = stack.node.tryFindChild('TrailLogs') as logs.LogGroup | undefined ?? logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
  return new IdentityMonitor(stack, id, { logGroup, ...props });
}

const filterNames = (stack: Stack) =>
  Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter')).map(each => each.Properties.FilterName);

test('puts an alarm on each recommended event', () => {
  const stack = knownStack();
  const monitor = monitorIn(stack);
  expect(filterNames(stack).map(name => name.split('-')[0])).toEqual(IdentityEvent.recommended().map(event => event.name));
  expect(monitor.events).toEqual(IdentityEvent.recommended());
});

test('every alarm tells the topic, which is opened once', () => {
  const stack = knownStack();
  monitorIn(stack, { alertTopic: new sns.Topic(stack, 'Topic') });
  const template = Template.fromStack(stack);
  const topic = { Ref: only(template, 'AWS::SNS::Topic').id };
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).forEach(alarm => expect(alarm.Properties.AlarmActions).toEqual([topic]));
  expect(only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toHaveLength(1);
});

test('every alarm has the other actions too', () => {
  const stack = knownStack();
  const alarmActionArn = 'arn:aws:lambda:us-east-1:123456789012:function:tell';
  monitorIn(stack, { alarmActions: [{ bind: () => ({ alarmActionArn }) }], alertTopic: new sns.Topic(stack, 'Topic') });
  const alarms = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  expect(alarms).toHaveLength(IdentityEvent.recommended().length);
  alarms.forEach(alarm => expect(alarm.Properties.AlarmActions).toEqual([alarmActionArn, expect.anything()]));
});

test('options reach every alarm', () => {
  const stack = knownStack();
  monitorIn(stack, { metricNamespace: 'Security', evaluationPeriods: 2 });
  Template.fromStack(stack).allResourcesProperties('AWS::CloudWatch::Alarm', { Namespace: 'Security', EvaluationPeriods: 2 });
});

test('one warning about an imported topic, not one for each alarm', () => {
  const stack = knownStack();
  monitorIn(stack, { alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', FOREIGN_TOPIC) });
  expect(warnings(stack)).toEqual([expect.stringContaining('cdk-enforce-mfa:alertTopicPolicy')]);
});

test('each monitor warns about an imported topic, whose owner nobody can help', () => {
  const app = new App();
  const alertTopic = sns.Topic.fromTopicArn(new Stack(app, 'Topics'), 'Topic', FOREIGN_TOPIC);
  const stacks = ['One', 'Other'].map(id => new Stack(app, id, { env: HERE }));
  stacks.forEach(stack => monitorIn(stack, { alertTopic }));
  expect(stacks.map(warnings)).toEqual(stacks.map(() => [expect.stringContaining('cdk-enforce-mfa:alertTopicPolicy')]));
});

describe('alarms that tell nobody', () => {
  const tell: cloudwatch.IAlarmAction = { bind: () => ({ alarmActionArn: 'arn:aws:lambda:us-east-1:123456789012:function:tell' }) };

  test('one warning, not one for each alarm', () => {
    const stack = knownStack();
    monitorIn(stack);
    const names = IdentityEvent.recommended().map(({ name }) => name).join(', ');
    expect(warnings(stack)).toEqual([
      `/Stack/Monitor the alarms on ${names} have no action, or they are switched off, so nobody is told; pass 'alertTopic' or 'alarmActions' `
      + '[ack: cdk-enforce-mfa:noAlarmAction]',
    ]);
  });

  test('it names those that tell nobody where others do', () => {
    const stack = knownStack();
    const monitor = monitorIn(stack, {
      events: [IdentityEvent.ROOT_USER_ACTIVITY, IdentityEvent.ROOT_CREDENTIAL_CHANGE, IdentityEvent.AUDIT_TRAIL_CHANGE],
    });
    monitor.alarmFor(IdentityEvent.ROOT_CREDENTIAL_CHANGE).alarm.addAlarmAction(tell);
    expect(warnings(stack)).toEqual([expect.stringContaining('/Stack/Monitor the alarms on RootUserActivity, AuditTrailChange have no action')]);
  });

  test('it names one that somebody else put below the monitor', () => {
    const stack = knownStack();
    const monitor = monitorIn(stack, { events: [IdentityEvent.ROOT_USER_ACTIVITY], alarmActions: [tell] });
    new IdentityAlarm(monitor, 'More', { event: IdentityEvent.AUDIT_TRAIL_CHANGE, logGroup: monitor.logGroup });
    expect(warnings(stack)).toEqual([expect.stringContaining('/Stack/Monitor the alarm on AuditTrailChange has no action')]);
  });

  test('none where actions were added to each', () => {
    const stack = knownStack();
    const monitor = monitorIn(stack);
    monitor.events.forEach(event => monitor.alarmFor(event).alarm.addAlarmAction(tell));
    expect(warnings(stack)).toEqual([]);
  });

  test('it can be acknowledged', () => {
    const stack = knownStack();
    Annotations.of(monitorIn(stack)).acknowledgeWarning('cdk-enforce-mfa:noAlarmAction', 'people look at the dashboard');
    expect(warnings(stack)).toEqual([]);
  });
});

test('alarmFor and metricFor give alarm and metric of an event', () => {
  const stack = knownStack();
  const monitor = monitorIn(stack);
  const event = IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA;
  const { metricFilter, metric } = monitor.alarmFor(event);
  expect(stack.resolve((metricFilter.node.defaultChild as logs.CfnMetricFilter).filterPattern)).toBe(event.filterPattern);
  expect(monitor.metricFor(event, { label: 'Root' }).toMetricConfig().metricStat)
    .toMatchObject({ metricName: metric.metricName, namespace: 'CdkEnforceMfa', statistic: 'Sum' });
});

describe('bad input', () => {
  test('fails for no event', () => {
    expect(() => monitorIn(knownStack(), { events: [] })).toThrow(/'events' must hold at least one event, got none/);
  });

  test('fails for an event that is there twice', () => {
    const event = IdentityEvent.ROOT_USER_ACTIVITY;
    expect(() => monitorIn(knownStack(), { events: [event, event] })).toThrow(/must hold each event once, got 'RootUserActivity' twice/);
  });

  test('alarmFor fails for an event that is not watched, and lists those that are', () => {
    const monitor = monitorIn(knownStack(), { events: [IdentityEvent.ROOT_USER_ACTIVITY] });
    expect(() => monitor.alarmFor(IdentityEvent.USER_SIGN_IN_WITHOUT_MFA))
      .toThrow(/'UserSignInWithoutMfa' is not watched; watched are RootUserActivity/);
  });
});

describe('more than one', () => {
  test('over one log group: no filter overwrites another, no metric adds up', () => {
    const stack = knownStack();
    monitorIn(stack, {}, 'One');
    monitorIn(stack, {}, 'Two');
    expect(new Set(filterNames(stack)).size).toBe(2 * IdentityEvent.recommended().length);
  });

  test('in two Regions and two stages', () => {
    const app = new App();
    monitorIn(new Stack(app, 'One', { env: HERE }));
    monitorIn(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }));
    monitorIn(new Stack(new Stage(app, 'Stage'), 'One', { env: HERE }));
    expect(() => app.synth()).not.toThrow();
  });
});

test('snapshot', () => {
  const stack = agnosticStack();
  monitorIn(stack, { alertTopic: new sns.Topic(stack, 'Topic') });
  expect(Template.fromStack(stack).toJSON().Resources).toMatchSnapshot();
});
