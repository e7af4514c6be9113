import { Duration } from 'aws-cdk-lib';
import { CfnLogAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { letAlarmsPublish } from './alert-delivery';
import { acknowledgeLogGroupFinding } from './findings';
import { describeAlarm } from './identity-alarm';
import { IdentityEvent } from './identity-event';
import { checkLogGroupClass, LogGroupUse } from './log-group-class';
import { checkSamePlace } from './log-group-place';
import { linesFor } from './queries';
import { checkWholeNumber, misuse } from '../private/checks';

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
   * How many of the newest log lines the message shows: 0 to 50. Log lines name people and addresses.
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

/**
 * An alarm on a Logs Insights query that tells of each person on its own, and shows the log lines in the message.
 *
 * Two people who sign in within the same minutes make two messages, which an `IdentityAlarm` joins into one. It is slower: the
 * query leaves CloudTrail fifteen minutes to deliver. It needs no metric filter, so that auditors who look for one do not count
 * it; and each run scans the log group, which a metric filter does for nothing.
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
   * is FIFO or encrypted with alias/aws/sns, or a number is out of range
   */
  constructor(scope: Construct, id: string, props: IdentityLogAlarmProps) {
    super(scope, id);
    const { event, logGroup, alertTopic, period = Duration.minutes(5), logLines = 5 } = props;
    checkSamePlace(this, logGroup);
    checkLogGroupClass(this, logGroup, LogGroupUse.QUERIES);
    checkWholeNumber(this, 'logLines', logLines, 0, 50);
    const seconds = period.isUnresolved() ? NaN : period.toSeconds({ integral: false });
    if (!(seconds > 0) || seconds % 60 !== 0 || seconds > 86_400) {
      throw misuse(this, `'period' must be a multiple of a minute, up to a day, got ${period.isUnresolved() ? 'a token' : `${seconds} seconds`}`);
    }
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
        scheduledQueryRoleArn: this.roleFor('QueryRole', 'logs.amazonaws.com', 'Lets an alarm query a log group', logGroup, [
          'logs:DescribeLogGroups', 'logs:GetQueryResults', 'logs:StartQuery', 'logs:StopQuery',
        ]).roleArn,
        scheduleConfiguration: {
          scheduleExpression: rate(seconds / 60),
          startTimeOffset: WAIT_FOR_INGESTION.toSeconds() + seconds,
          endTimeOffset: WAIT_FOR_INGESTION.toSeconds(),
        },
      },
      actionLogLineCount: logLines,
      actionLogLineRoleArn: logLines === 0 ? undefined : this.roleFor(
        'LinesRole', 'cloudwatch.amazonaws.com', 'Lets an alarm show log lines in its message', logGroup, ['logs:GetQueryResults'],
      ).roleArn,
    });
  }

  /** The policy hangs on the role, so that the alarm, which needs the role, has both. */
  private roleFor(id: string, service: string, description: string, logGroup: ILogGroup, actions: string[]): Role {
    const policy = new ManagedPolicy(this, `${id}Policy`, {
      statements: [new PolicyStatement({ actions, resources: [logGroup.logGroupArn] })],
    });
    acknowledgeLogGroupFinding(policy, logGroup);
    return new Role(this, id, { assumedBy: new ServicePrincipal(service), description, managedPolicies: [policy] });
  }
}

function rate(minutes: number): string {
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`;
}
