import { App, Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  AlertMessageFormat, AlertTopic, AuditTrail, IdentityAlarm, IdentityDashboard, IdentityEvent, IdentityEventRule, IdentityLogAlarm, IdentityMonitor,
  type AlertTopicProps, type AuditTrailProps, type IdentityAlarmOptions, type IdentityAlarmProps, type IdentityDashboardProps,
  type IdentityEventRuleProps, type IdentityLogAlarmProps, type IdentityMonitorProps,
} from '../../../src';
import type { Subject } from '../subject';

type Props<T> = Subject<T>['props'];

/** Things that somebody has already: handed in, they are in no template. */
export const logGroups = (scope: Construct) => [1, 2].map(number => found(scope, `LogGroup${number}`, id =>
  LogGroup.fromLogGroupName(scope, id, `trail-${number}`))) as [LogGroup, LogGroup];
export const topics = (scope: Construct) => [1, 2].map(number => found(scope, `Topic${number}`, id =>
  Topic.fromTopicArn(scope, id, Stack.of(scope).formatArn({ service: 'sns', resource: `topic-${number}` })))) as [ITopic, ITopic];
const keys = (scope: Construct) => [1, 2].map(number => found(scope, `Key${number}`, id =>
  Key.fromKeyArn(scope, id, Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: `key-${number}` })))) as [Key, Key];
const buckets = (scope: Construct) => [1, 2].map(number => found(scope, `Bucket${number}`, id =>
  Bucket.fromBucketName(scope, id, `bucket-${number}`))) as [Bucket, Bucket];

function found<T>(scope: Construct, id: string, make: (id: string) => T): T {
  return (scope.node.tryFindChild(id) as T | undefined) ?? make(id);
}

export const events = [IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, IdentityEvent.ROOT_USER_ACTIVITY] as const;

const SUBSCRIBERS = 'Every address has to be **confirmed anew**, and hears nothing until then. Who subscribed by hand, and alarms elsewhere that name the '
  + 'old ARN, are lost.';
const OWN_KEY = 'the old key encrypted messages on their way, and is deleted after the 30 days that KMS waits.';

function topicForOtherAccount(stack: Stack, referred: boolean): void {
  const alertTopic = new AlertTopic(stack, 'It', { emails: ['alice@example.com'] });
  const other = new Stack(stack.node.root as App, 'Other', { env: { account: '210987654321', region: stack.region } });
  if (referred) { new IdentityAlarm(other, 'Alarm', { event: events[0], logGroup: logGroups(other)[0], alertTopic }); }
}

export const TOPIC: Subject<AlertTopicProps> = {
  make: (scope, id, props) => new AlertTopic(scope, id, props),
  props: {
    emails: {
      values: () => [['alice@example.com', 'bob@example.com'], ['bob@example.com']],
      loses: 'An address that is taken out hears nothing any longer. Put in again, it has to be confirmed anew.',
    },
    masterKey: { values: keys, loses: `Nothing that is kept: ${OWN_KEY}` },
  },
  others: [{
    what: 'a stack of another account refers to the topic for the first time',
    before: stack => topicForOtherAccount(stack, false),
    after: stack => topicForOtherAccount(stack, true),
    loses: `Only then does it get a name by which it can be found. ${SUBSCRIBERS}`,
  }],
  movedLoses: `${SUBSCRIBERS} The new one has a key of its own; ${OWN_KEY}`,
};

export const TRAIL: Subject<AuditTrailProps> = {
  make: (scope, id, props) => new AuditTrail(scope, id, props),
  props: {
    bucket: {
      values: buckets,
      loses: 'Log files stay in the old bucket, new ones come into yours. Left out again, the trail gets **another new** bucket.',
    },
    encryptionKey: {
      values: keys,
      loses: 'What is encrypted with the old key can be read as long as that key is there: do not delete it. Left out again, another new key is made.',
      shown: '[parts](../test/emulator/parts.test.ts) › `other settings` › `trail: the key, on trail, bucket and log group; and the organization`',
    },
    logGroup: {
      values: logGroups,
      loses: 'Events stay in the old log group; alarms and queries look at the new one alone. Left out again, another new log group is made.',
    },
    organizationId: { values: () => ['o-exampleorgid', 'o-otherorgid00'], beside: () => ({ trailName: 'organization' }) },
    retention: { values: () => [RetentionDays.TWO_YEARS, RetentionDays.TEN_YEARS] },
    trailName: {
      values: () => ['first', 'second'],
      loses: 'No record: the new trail goes on into the same bucket and log group. [Validation](https://docs.aws.amazon.com/awscloudtrail/latest/userguide/'
        + 'cloudtrail-log-file-validation-intro.html) begins a chain of its own. A `bucket` or `encryptionKey` of yours has to let the new name in first, if it names the old one.',
      shown: '[lifecycle](../test/emulator/lifecycle.test.ts) › `with another name of group and trail` › '
        + '`there is another trail, which delivers where the old one did, and the old one is gone`',
    },
  },
  movedLoses: 'What was recorded stays in the old buckets and log group; the new ones begin empty. Hand the old ones in as `bucket`, `logGroup` and '
    + '`encryptionKey` to go on with them.',
};

const ALARM_LOST = 'The history of the alarm, and actions that were added to it by hand. A new alarm has no data yet, which counts as all is well.';

const ALARM_OPTIONS: Props<IdentityAlarmOptions> = {
  alarmActions: { values: scope => [[new SnsAction(topics(scope)[0])], [new SnsAction(topics(scope)[1])]] },
  alertTopic: { values: topics },
  datapointsToAlarm: { values: () => [2, 3] },
  evaluationPeriods: { values: () => [4, 5] },
  metricNamespace: { values: () => ['First', 'Second'] },
  period: { values: () => [Duration.minutes(10), Duration.minutes(15)] },
  threshold: { values: () => [2, 3] },
};

export const ALARM: Subject<IdentityAlarmProps> = {
  make: (scope, id, props) => new IdentityAlarm(scope, id, props),
  required: scope => ({ event: events[0], logGroup: logGroups(scope)[0] }),
  props: {
    ...ALARM_OPTIONS,
    event: { values: () => events, loses: 'Nothing: the same alarm counts the other event. A state from before may last some minutes.' },
    logGroup: { values: logGroups, loses: 'Nothing: the same alarm counts what is in the other log group.' },
  },
  movedLoses: ALARM_LOST,
};

export const MONITOR: Subject<IdentityMonitorProps> = {
  make: (scope, id, props) => new IdentityMonitor(scope, id, props),
  required: scope => ({ logGroup: logGroups(scope)[0] }),
  props: {
    ...ALARM_OPTIONS,
    events: {
      values: () => [IdentityEvent.cis(), [...IdentityEvent.cis()].reverse()],
      loses: 'The alarms on events that are taken out; the others stay, in whatever order, with their history.',
    },
    logGroup: { values: logGroups, loses: 'Nothing: the same alarms count what is in the other log group.' },
  },
  movedLoses: ALARM_LOST,
};

export const LOG_ALARM: Subject<IdentityLogAlarmProps> = {
  make: (scope, id, props) => new IdentityLogAlarm(scope, id, props),
  required: scope => ({ event: events[0], logGroup: logGroups(scope)[0], alertTopic: topics(scope)[0] }),
  props: {
    alertTopic: { values: topics },
    event: { values: () => events },
    logGroup: { values: logGroups },
    logLines: { values: () => [10, 0], loses: 'Nothing: without lines, the role that reads them is not needed.' },
    period: { values: () => [Duration.minutes(10), Duration.minutes(15)] },
  },
  movedLoses: ALARM_LOST,
};

const TARGETS_BY_HAND = 'Targets that were added by hand: the new rule does not have them, and EventBridge [deletes no rule that has '
  + 'targets](https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html).';

export const RULE: Subject<IdentityEventRuleProps> = {
  make: (scope, id, props) => new IdentityEventRule(scope, id, props),
  required: () => ({ event: events[0] }),
  props: {
    description: { values: () => ['first', 'second'] },
    enabled: { values: () => [false] },
    event: { values: () => events },
    eventBus: {
      values: scope => [EventBus.fromEventBusName(scope, 'First', 'first'), EventBus.fromEventBusName(scope, 'Second', 'second')],
      loses: `What is on the old bus is not watched any more. ${TARGETS_BY_HAND}`,
    },
    messageFormat: {
      values: () => [AlertMessageFormat.CHAT],
      beside: scope => ({ targets: [new SnsTopic(topics(scope)[0])] }),
    },
    ruleName: { values: () => ['first', 'second'], loses: TARGETS_BY_HAND },
    targets: { values: scope => [[new SnsTopic(topics(scope)[0])], [new SnsTopic(topics(scope)[1])]] },
  },
  movedLoses: TARGETS_BY_HAND,
};

const DASHBOARD_LOST = 'Its address, and what was changed on it by hand. The data is in the log group.';

export const DASHBOARD: Subject<IdentityDashboardProps> = {
  make: (scope, id, props) => new IdentityDashboard(scope, id, props),
  required: scope => ({ monitor: monitors(scope)[0] }),
  props: {
    dashboardName: {
      values: () => ['first', 'second'],
      loses: DASHBOARD_LOST,
      shown: '[parts](../test/emulator/parts.test.ts) › `another name` › `makes another role, trail and dashboard`',
    },
    defaultInterval: { values: () => [Duration.days(1), Duration.days(30)] },
    monitor: { values: monitors },
  },
  movedLoses: DASHBOARD_LOST,
};

function monitors(scope: Construct): [IdentityMonitor, IdentityMonitor] {
  return [1, 2].map(number => found(scope, `Monitor${number}`, id =>
    new IdentityMonitor(scope, id, { logGroup: logGroups(scope)[number - 1] }))) as [IdentityMonitor, IdentityMonitor];
}
