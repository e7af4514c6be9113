import { hash } from 'crypto';
import { CfnResource, Duration, Stack, Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, IAlarmAction, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { letAlarmsPublish } from './alert-delivery';
import { IdentityEvent } from './identity-event';
import { checkLogGroupClass, LogGroupUse } from './log-group-class';
import { checkLogGroup, countMetricFilter } from './log-group-place';
import { findPatternFault } from './pattern-fault';
import { actionsOf, warnOfSilentAlarms } from './silent-alarms';
import { checkPeriod, checkText, checkWholeNumber, misuse } from '../private/checks';
import { ALARM_ACTIONS, ALARM_DESCRIPTION_SIZE, METRIC_NAMESPACE } from '../private/limits';
import { propertyAtLongest } from '../private/longest';
import { mostListed, plain } from '../private/plain';
import { ownProperty, renderedProperty } from '../private/rendered';

/**
 * How alarms on identity events behave, and whom they tell.
 */
export interface IdentityAlarmOptions {
  /**
   * The topic that is told when the alarm rings. CloudWatch is granted what it needs on a topic of this app and its key;
   * for others a warning says what their owner must add. It must be a standard topic in the Region of the alarm. Where nothing
   * in the app subscribes to a topic of it, a warning says so.
   *
   * @default - no topic is told; with no other action a warning says so
   */
  readonly alertTopic?: ITopic;

  /**
   * Other actions when the alarm rings. Nothing is granted for them: an action gives away an ARN only.
   *
   * @default - the topic alone is told
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * The namespace of the metric: 1 to 255 letters, digits or characters of `._-/#`, not beginning with `AWS/`.
   *
   * @default 'CdkEnforceMfa'
   */
  readonly metricNamespace?: string;

  /**
   * The length of a data point: a multiple of a minute, up to a day.
   *
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;

  /**
   * How many events in a period make it count: 1 or more.
   *
   * @default 1
   */
  readonly threshold?: number;

  /**
   * How many periods are looked at: together up to a day, or up to a week of periods of an hour and more. Events
   * and their metric arrive late, so that the newest alone may stay empty.
   *
   * @default 3
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of those periods must count for the alarm to ring: 1 to `evaluationPeriods`.
   *
   * @default 1
   */
  readonly datapointsToAlarm?: number;
}

/**
 * Properties of an `IdentityAlarm`.
 */
export interface IdentityAlarmProps extends IdentityAlarmOptions {
  /**
   * What to be told of.
   */
  readonly event: IdentityEvent;

  /**
   * The log group to which a CloudTrail trail delivers. It must be in the account and Region of the alarm, and of the class STANDARD:
   * those of INFREQUENT_ACCESS take no metric filters.
   */
  readonly logGroup: ILogGroup;
}

/**
 * An alarm that rings when CloudTrail records an identity event: a metric filter over the trail's log group, a metric that
 * counts matches, and an alarm on it that says what happened and what to do.
 *
 * An alarm that rings already stays one alarm: two people who sign in within fifteen minutes make one message. Between the
 * event and the message pass about five minutes, which is how late CloudTrail delivers on average.
 *
 * The metric is sent only when something happens, so that it costs nothing the rest of the time; missing data means that
 * all is well.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
 *
 * @example
 * const topic = new AlertTopic(this, 'Alerts', { emails: ['security@example.com'] });
 * new IdentityAlarm(this, 'RootAlarm', {
 *   event: IdentityEvent.ROOT_USER_ACTIVITY,
 *   logGroup: logs.LogGroup.fromLogGroupName(this, 'TrailLogs', 'my-trail'),
 *   alertTopic: topic,
 * });
 */
export class IdentityAlarm extends Construct {
  /**
   * The alarm. Add actions of your own to it.
   */
  public readonly alarm: Alarm;

  /**
   * The filter that finds the event in the log group.
   */
  public readonly metricFilter: MetricFilter;

  /**
   * How often the event happened: the sum over periods.
   */
  public readonly metric: Metric;

  /**
   * @throws if the log group or topic is in another Region, the log group in another account, the topic is FIFO or encrypted
   * with alias/aws/sns, the log group has 100 metric filters of this library already, the description would be too long, or a number
   * or the namespace is one that CloudWatch refuses; at synthesis if the log group is of a class without metric filters, the pattern
   * can become longer than 1,024 characters, or there are more than five actions
   */
  constructor(scope: Construct, id: string, props: IdentityAlarmProps) {
    super(scope, id);
    const { event, logGroup } = props;
    const period = props.period ?? Duration.minutes(5);
    const evaluationPeriods = props.evaluationPeriods ?? 3;
    checkLogGroup(this, logGroup);
    checkLogGroupClass(this, logGroup, LogGroupUse.METRIC_FILTERS);
    countMetricFilter(this, logGroup);
    checkText(this, 'metricNamespace', props.metricNamespace, METRIC_NAMESPACE);
    checkWholeNumber(this, 'threshold', props.threshold, 1, Number.MAX_SAFE_INTEGER);
    checkPeriods(this, period, evaluationPeriods);
    checkWholeNumber(this, 'datapointsToAlarm', props.datapointsToAlarm, 1, Token.isUnresolved(evaluationPeriods) ? 86_400 : evaluationPeriods);

    // filters of one log group overwrite each other by name in silence, and metrics of one name add up
    const name = `${event.name}-${addressHash(this)}`;
    this.metricFilter = new MetricFilter(this, 'Filter', {
      logGroup,
      filterName: name,
      filterPattern: FilterPattern.literal(event.filterPattern),
      metricNamespace: props.metricNamespace ?? 'CdkEnforceMfa',
      metricName: name,
    });
    this.metric = this.metricFilter.metric({ statistic: Stats.SUM, period });
    this.alarm = new Alarm(this, 'Alarm', {
      metric: this.metric,
      alarmDescription: describeAlarm(this, event),
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: props.threshold ?? 1,
      evaluationPeriods,
      datapointsToAlarm: props.datapointsToAlarm ?? 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(...(props.alarmActions ?? []));
    if (props.alertTopic) {
      letAlarmsPublish(this, props.alertTopic);
      this.alarm.addAlarmAction(new SnsAction(props.alertTopic));
    }

    this.node.addValidation({ validate: () => this.findProblems(event) });
    warnOfSilentAlarms(this, { alarm: this.alarm, eventName: event.name });
  }

  /** What a pattern with tokens can become is known only now. */
  private findProblems(event: IdentityEvent): string[] {
    const resource = this.metricFilter.node.defaultChild as CfnResource;
    const asChecked = ownProperty(resource, 'FilterPattern') === event.filterPattern && !Token.isUnresolved(event.filterPattern);
    const fault = asChecked ? undefined : findPatternFault(propertyAtLongest(resource, 'FilterPattern'));
    const actions = mostListed(actionsOf(this.alarm));
    const tooMany = actions > ALARM_ACTIONS
      ? [`an alarm can have ${ALARM_ACTIONS} actions, got ${actions} on '${event.name}'; let one topic tell several`]
      : [];
    if (!fault) { return tooMany; }
    const rendered = renderedProperty(resource, 'FilterPattern');
    const tokens = typeof rendered === 'string' ? '' : ' if the names in it are as long as they can be';
    return [...tooMany, `the filter pattern of the identity event '${event.name}' ${fault}${tokens}, got '${plain(rendered)}'`];
  }
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function checkPeriods(scope: Construct, period: Duration, evaluationPeriods: number): void {
  const seconds = period.isUnresolved() ? 3_600 : period.toSeconds({ integral: false });
  checkPeriod(scope, seconds);
  const longest = seconds < 3_600 ? 86_400 : 7 * 86_400;
  checkWholeNumber(scope, 'evaluationPeriods', evaluationPeriods, 1, Math.floor(longest / seconds));
}

/** Differs wherever the construct stands, in this app or the same app under another stack name. */
function addressHash(scope: Construct): string {
  let outermost = Stack.of(scope);
  while (outermost.nestedStackParent) { outermost = outermost.nestedStackParent; }
  return hash('sha256', `${outermost.stackName} ${scope.node.addr}`).slice(0, 8);
}

export function describeAlarm(scope: Construct, event: IdentityEvent): string {
  const description = `${event.severity}: ${event.title}. ${event.nextStep}`;
  if (!Token.isUnresolved(description) && description.length > ALARM_DESCRIPTION_SIZE) {
    throw misuse(scope, `the description of the alarm on '${event.name}' (severity, title and next step) must have at most `
      + `${ALARM_DESCRIPTION_SIZE} characters, has ${description.length}`);
  }
  return description;
}
