import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { IdentityDashboard, IdentityMonitor } from '../../src';

export interface Widget {
  readonly type: 'alarm' | 'log' | 'metric';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly title: string; readonly query?: string; readonly alarms?: unknown[] };
}

/** The widgets of the dashboard over the recommended events, as CloudFormation gets them; what only a deployment knows is named `…`. */
export function dashboardWidgets(): Widget[] {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  const monitor = new IdentityMonitor(stack, 'Monitor', { logGroup: LogGroup.fromLogGroupName(stack, 'Logs', 'trail') });
  new IdentityDashboard(stack, 'Dashboard', { monitor });

  const [dashboard] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const parts: unknown[] = dashboard.Properties.DashboardBody['Fn::Join'][1];
  return JSON.parse(parts.map(part => typeof part === 'string' ? part : '…').join('')).widgets;
}

/** The columns of a Logs Insights table: what `stats` computes and groups by, else the fields. */
export function columnsOf(query: string): string[] {
  const commands = query.split(/\s*\|\s*/);
  const stats = commands.find(command => command.startsWith('stats '));
  if (!stats) {
    return commands.find(command => command.startsWith('fields '))!.slice('fields '.length).split(/,\s*/);
  }
  const [computed, by] = stats.slice('stats '.length).split(' by ');
  return [...by.split(/,\s*/), ...computed.split(/,\s*/).map(each => each.split(' as ')[1])];
}
