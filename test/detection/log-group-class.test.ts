import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AccountMfaBaseline, AuditTrail, IdentityAlarm, IdentityEvent, IdentityLogAlarm, IdentityMonitor } from '../../src';
import { HERE, knownStack, synthesize } from '../helpers';

/*
 * A log group of the class Infrequent Access takes no metric filters but can be queried; one of the class Delivery can do neither.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */

type Use = (stack: Stack, logGroup: logs.ILogGroup) => void;
const event = IdentityEvent.ROOT_USER_ACTIVITY;
const ALARM: Use = (stack, logGroup) => new IdentityAlarm(stack, 'Alarm', { event, logGroup });
const MONITOR: Use = (stack, logGroup) => new IdentityMonitor(stack, 'Monitor', { logGroup });
const BASELINE: Use = (stack, logGroup) => new AccountMfaBaseline(stack, 'Mfa', { logGroup });
const LOG_ALARM: Use = (stack, logGroup) => new IdentityLogAlarm(stack, 'LogAlarm', { event, logGroup, alertTopic: new sns.Topic(stack, 'Topic') });
const TRAIL: Use = (stack, logGroup) => new AuditTrail(stack, 'Trail', { logGroup });

/** The L2 knows two classes, and CloudFormation three. */
function logGroupOf(stack: Stack, logGroupClass: unknown): logs.LogGroup {
  const logGroup = new logs.LogGroup(stack, 'Logs');
  (logGroup.node.defaultChild as logs.CfnLogGroup).logGroupClass = logGroupClass as string;
  return logGroup;
}

test.each<[string, string, Use, string]>([
  ['IdentityAlarm', 'INFREQUENT_ACCESS', ALARM, 'STANDARD takes metric filters'],
  ['IdentityMonitor', 'INFREQUENT_ACCESS', MONITOR, 'STANDARD takes metric filters'],
  ['AccountMfaBaseline', 'INFREQUENT_ACCESS', BASELINE, 'STANDARD takes metric filters'],
  ['IdentityAlarm', 'DELIVERY', ALARM, 'STANDARD takes metric filters'],
  ['IdentityLogAlarm', 'DELIVERY', LOG_ALARM, 'STANDARD or INFREQUENT_ACCESS can be queried'],
  ['AuditTrail', 'DELIVERY', TRAIL, 'STANDARD or INFREQUENT_ACCESS keeps what a trail delivers'],
])('%s fails over a log group of the class %s', (_, logClass, use, reason) => {
  const stack = knownStack();
  use(stack, logGroupOf(stack, logClass));
  expect(() => synthesize(stack)).toThrow(
    `a log group of the class ${reason}, got 'Stack/Logs' of the class ${logClass}; use another log group: the class of one that exists cannot be changed`,
  );
});

test.each<[string, string, Use]>([
  ['IdentityAlarm', 'STANDARD', ALARM],
  ['IdentityLogAlarm', 'INFREQUENT_ACCESS', LOG_ALARM],
  ['AuditTrail', 'INFREQUENT_ACCESS', TRAIL],
])('%s takes a log group of the class %s', (_, logClass, use) => {
  const stack = knownStack();
  use(stack, logGroupOf(stack, logClass));
  expect(() => synthesize(stack)).not.toThrow();
});

describe('the class is seen', () => {
  const refused = /'Stack\/Logs' of the class INFREQUENT_ACCESS|'Other\/Logs' of the class INFREQUENT_ACCESS/;

  test.each<[string, (stack: Stack) => logs.ILogGroup]>([
    ['as a prop', stack => new logs.LogGroup(stack, 'Logs', { logGroupClass: logs.LogGroupClass.INFREQUENT_ACCESS })],
    ['in an override', stack => {
      const logGroup = new logs.LogGroup(stack, 'Logs');
      (logGroup.node.defaultChild as logs.CfnLogGroup).addPropertyOverride('LogGroupClass', 'INFREQUENT_ACCESS');
      return logGroup;
    }],
    ['in another stack', stack => new logs.LogGroup(new Stack(stack.node.root, 'Other', { env: HERE }), 'Logs', {
      logGroupClass: logs.LogGroupClass.INFREQUENT_ACCESS,
    })],
  ])('%s', (_, logGroupIn) => {
    const stack = knownStack();
    ALARM(stack, logGroupIn(stack));
    expect(() => synthesize(stack)).toThrow(refused);
  });

  test.each<[string, (stack: Stack) => logs.ILogGroup]>([
    ['known at deployment only', stack => logGroupOf(stack, new CfnParameter(stack, 'Class').valueAsString)],
    ['of an imported log group', stack => logs.LogGroup.fromLogGroupName(stack, 'Logs', 'trail')],
  ])('not %s: silence', (_, logGroupIn) => {
    const stack = knownStack();
    ALARM(stack, logGroupIn(stack));
    expect(() => synthesize(stack)).not.toThrow();
  });
});
