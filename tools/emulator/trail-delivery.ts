import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateLogStreamCommand, DescribeMetricFiltersCommand, FilterLogEventsCommand, PutLogEventsCommand, type MetricFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import { FilterPattern } from '../filter-pattern';
import type { Clients } from './clients';

/**
 * Plays CloudTrail and CloudWatch Logs: puts an event into the trail's log group, and counts it in the metrics of the
 * filters that match. The emulator stores metric filters without ever asking them.
 */
export class TrailDelivery {
  private streams = 0;

  constructor(private readonly admin: Clients, private readonly logGroupName: string) {}

  public async deliver(event: object): Promise<void> {
    const line = await this.log(event);
    const { metricFilters } = await this.admin.logs.send(new DescribeMetricFiltersCommand({ logGroupName: this.logGroupName }));
    if (!metricFilters?.length) throw new Error(`the log group ${this.logGroupName} has no metric filter`);
    for (const filter of metricFilters) {
      if (FilterPattern.parse(filter.filterPattern!).matches(line)) await this.count(filter);
    }
  }

  /** Returns the line as the log group holds it. */
  private async log(event: object): Promise<string> {
    const stream = { logGroupName: this.logGroupName, logStreamName: `trail-${++this.streams}` };
    await this.admin.logs.send(new CreateLogStreamCommand(stream));
    await this.admin.logs.send(new PutLogEventsCommand({
      ...stream,
      logEvents: [{ timestamp: Date.now(), message: JSON.stringify(event) }],
    }));
    const { events } = await this.admin.logs.send(new FilterLogEventsCommand({
      logGroupName: this.logGroupName,
      logStreamNames: [stream.logStreamName],
    }));
    return events![0].message!;
  }

  private async count(filter: MetricFilter): Promise<void> {
    for (const { metricNamespace, metricName, metricValue } of filter.metricTransformations!) {
      await this.admin.cloudWatch.send(new PutMetricDataCommand({
        Namespace: metricNamespace,
        MetricData: [{ MetricName: metricName, Value: Number(metricValue), Timestamp: new Date() }],
      }));
    }
  }
}
