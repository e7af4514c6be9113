import { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { letAlarmsPublish } from './alert-delivery';
import { IdentityAlarm, IdentityAlarmOptions } from './identity-alarm';
import { IdentityEvent } from './identity-event';
import { warnOfSilentAlarms } from './silent-alarms';
import { misuse } from '../private/checks';

/**
 * Properties of an `IdentityMonitor`.
 */
export interface IdentityMonitorProps extends IdentityAlarmOptions {
  /**
   * The log group to which a CloudTrail trail delivers. It must be in the account and Region of the monitor, and of the
   * class STANDARD. That of an organization trail holds the events of every member account.
   */
  readonly logGroup: ILogGroup;

  /**
   * What to be told of, each event once.
   *
   * @default IdentityEvent.recommended()
   */
  readonly events?: IdentityEvent[];
}

/**
 * An alarm for each of several identity events over one log group. Where some of them tell nobody, one warning names them.
 *
 * Use it over the log group that a trail of yours delivers to already: a second trail would cost $2 for every 100,000
 * management events.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/monitor-cloudtrail-log-files-with-cloudwatch-logs.html
 *
 * @example
 * const monitor = new IdentityMonitor(this, 'Monitor', {
 *   logGroup: logs.LogGroup.fromLogGroupName(this, 'TrailLogs', 'my-trail'),
 *   alertTopic: new AlertTopic(this, 'Alerts', { emails: ['security@example.com'] }),
 * });
 */
export class IdentityMonitor extends Construct {
  /**
   * The events that are watched.
   */
  public readonly events: IdentityEvent[];

  /**
   * The log group that is watched.
   */
  public readonly logGroup: ILogGroup;

  private readonly alarms = new Map<string, IdentityAlarm>();

  /**
   * @throws if there is no event, an event twice, or what `IdentityAlarm` throws for
   */
  constructor(scope: Construct, id: string, props: IdentityMonitorProps) {
    super(scope, id);
    const { events = IdentityEvent.recommended(), logGroup, alertTopic, alarmActions = [], ...behavior } = props;
    this.events = [...events];
    this.logGroup = logGroup;
    if (events.length === 0) {
      throw misuse(this, '\'events\' must hold at least one event, got none; leave it out for IdentityEvent.recommended()');
    }
    if (alertTopic) { letAlarmsPublish(this, alertTopic); } // once for all alarms
    const actions = [...alarmActions, ...(alertTopic ? [new SnsAction(alertTopic)] : [])];

    warnOfSilentAlarms(this); // once for all alarms
    for (const event of events) {
      if (this.alarms.has(event.name)) {
        throw misuse(this, `'events' must hold each event once, got '${event.name}' twice`);
      }
      this.alarms.set(event.name, new IdentityAlarm(this, event.name, { ...behavior, event, logGroup, alarmActions: actions }));
    }
  }

  /**
   * The alarm on an event.
   *
   * @throws if the event is not watched
   */
  public alarmFor(event: IdentityEvent): IdentityAlarm {
    const alarm = this.alarms.get(event.name);
    if (!alarm) {
      throw misuse(this, `'${event.name}' is not watched; watched are ${[...this.alarms.keys()].join(', ')}`);
    }
    return alarm;
  }

  /**
   * How often an event happened, as a metric for graphs and alarms of your own: the sum over periods of the alarm's length,
   * unless `options` say otherwise.
   *
   * @throws if the event is not watched
   */
  public metricFor(event: IdentityEvent, options: MetricOptions = {}): IMetric {
    return this.alarmFor(event).metric.with(options);
  }
}
