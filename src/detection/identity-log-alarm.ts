import { Duration } from 'aws-cdk-lib';
import { CfnLogAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { letAlarmsPublish } from './alert-delivery';
import { acknowledgeActionsWithoutResource, acknowledgeLogGroupFinding } from './findings';
import { describeAlarm } from './identity-alarm';
import { IdentityEvent } from './identity-event';
import { checkLogGroupClass, LogGroupUse } from './log-group-class';
import { checkLogGroup, streamsOf } from './log-group-place';
import { linesFor } from './queries';
import { checkPeriod, checkWholeNumber, misuse } from '../private/checks';

/**
 * Properties of an `IdentityLogAlarm`.
 */
export interface IdentityLogAlarmProps {
  /**
   * What to be told of. It must have a query.
   */
  readonly event: IdentityEvent;

  /**
   * The log group to which a CloudTrail trail delivers. It must be in the account and Region of the alarm.
   */
  readonly logGroup: ILogGroup;

  /**
   * The topic that is told. It is granted and checked as that of an `IdentityAlarm`.
   */
  readonly alertTopic: ITopic;

  /**
   * How often the query runs, each time over a window of the same length: a multiple of a minute, up to a day. Every run costs
   * what Logs Insights takes for the data in its window.
   *
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;

  /**
   * How many log lines the message shows at most: 0 to 50, in e-mails alone, as far as a message of SNS has room. Log lines name people
   * and addresses.
   *
   * @default 5
   */
  readonly logLines?: number;
}

/**
 * The window goes by when CloudTrail delivered to the log group, however late that was: what is left is the moment until a query
 * finds it. AWS asks for "a small gap" and names none; what comes later than this is never looked at.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-log.html#log-alarm-bp
 */
const WAIT_FOR_INGESTION = Duration.minutes(2);

interface QueryActions {
  readonly onLogGroup: string[];
  readonly onNone?: string[];
}

/**
 * An alarm on a Logs Insights query that tells of each person on its own, and shows the log lines in the message.
 *
 * Two people who sign in within the same minutes make two messages, which an `IdentityAlarm` joins into one. CloudTrail delivers within
 * about five minutes on average, and the alarm rings when its next query has run: two to seven minutes later by default. It needs no
 * metric filter, so that auditors who look for one do not count it; and each run scans the log group, which a metric filter does for
 * nothing.
 *
 * CloudWatch tells at most 500 people apart in a run, the first by alphabet, and keeps at most 100 in alarm at once. Who rings in two
 * runs on end is told of once. Records without `userIdentity.arn` (of some failed sign-ins, and of whoever asks for a new password of
 * root) are of nobody, and AWS does not say whether they ring: for such events use an `IdentityAlarm`.
 *
 * It rests on AWS's documentation and was not tried on AWS. Log alarms are of July 2026: see that your Region has them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-log.html
 *
 * @example
 * const trail = new AuditTrail(this, 'Trail');
 * const topic = new AlertTopic(this, 'Alerts', { emails: ['security@example.com'] });
 * new IdentityLogAlarm(this, 'SignIns', {
 *   event: IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
 *   logGroup: trail.logGroup,
 *   alertTopic: topic,
 * });
 */
export class IdentityLogAlarm extends Construct {
  /**
   * The alarm.
   */
  public readonly alarm: CfnLogAlarm;

  /**
   * @throws if the event has no query, the log group or topic is in another Region, the log group in another account, the topic
   * is FIFO or encrypted with alias/aws/sns, or a number is out of range; at synthesis if the log group is of the class DELIVERY, which
   * cannot be queried
   */
  constructor(scope: Construct, id: string, props: IdentityLogAlarmProps) {
    super(scope, id);
    const { event, logGroup, alertTopic, period = Duration.minutes(5), logLines = 5 } = props;
    checkLogGroup(this, logGroup);
    checkLogGroupClass(this, logGroup, LogGroupUse.QUERIES);
    checkWholeNumber(this, 'logLines', logLines, 0, 50);
    if (period.isUnresolved()) {
      throw misuse(this, '\'period\' must be known when the app is synthesized, got a token; the schedule of the query is made of it');
    }
    const seconds = period.toSeconds({ integral: false });
    checkPeriod(this, seconds);
    if (!event.queryCondition) {
      throw misuse(this, `the event '${event.name}' has no query; use an IdentityAlarm, or pass 'queryCondition' to IdentityEvent.custom`);
    }
    letAlarmsPublish(this, alertTopic);

    this.alarm = new CfnLogAlarm(this, 'Alarm', {
      alarmDescription: describeAlarm(this, event),
      alarmActions: [alertTopic.topicArn],
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      queryResultsToEvaluate: 1,
      queryResultsToAlarm: 1,
      treatMissingData: 'notBreaching',
      scheduledQueryConfiguration: {
        queryString: linesFor(event.queryCondition), // without a limit, behind which a person could hide
        aggregationExpression: 'count(*) by userIdentity.arn', // each person on its own
        logGroupIdentifiers: [logGroup.logGroupName], // not the ARN, which ends with a star
        scheduledQueryRoleArn: this.roleFor('QueryRole', 'logs.amazonaws.com', 'Lets an alarm query a log group', logGroup, {
          onLogGroup: ['logs:GetQueryResults', 'logs:StartQuery'],
          onNone: ['logs:DescribeLogGroups', 'logs:StopQuery'],
        }).roleArn,
        scheduleConfiguration: {
          scheduleExpression: rate(seconds / 60),
          startTimeOffset: WAIT_FOR_INGESTION.toSeconds() + seconds,
          endTimeOffset: WAIT_FOR_INGESTION.toSeconds(),
        },
      },
      actionLogLineCount: logLines,
      actionLogLineRoleArn: logLines === 0 ? undefined : this.roleFor(
        'LinesRole', 'cloudwatch.amazonaws.com', 'Lets an alarm show log lines in its message', logGroup, { onLogGroup: ['logs:GetQueryResults'] },
      ).roleArn,
    });
  }

  /**
   * AWS's example has the log group for all actions. Of those that take no resource it would allow nothing.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Alarm-On-Logs.html#log-alarm-prereq-query-role
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
   */
  private roleFor(id: string, service: string, description: string, logGroup: ILogGroup, actions: QueryActions): Role {
    const policy = new ManagedPolicy(this, `${id}Policy`, { // hangs on the role, so that the alarm, which needs the role, has both
      statements: [
        new PolicyStatement({ actions: actions.onLogGroup, resources: [streamsOf(this, logGroup)] }),
        ...actions.onNone ? [new PolicyStatement({ actions: actions.onNone, resources: ['*'] })] : [],
      ],
    });
    acknowledgeLogGroupFinding(policy, logGroup);
    if (actions.onNone) { acknowledgeActionsWithoutResource(policy, actions.onNone); }
    return new Role(this, id, { assumedBy: new ServicePrincipal(service), description, managedPolicies: [policy] });
  }
}

function rate(minutes: number): string {
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`;
}
