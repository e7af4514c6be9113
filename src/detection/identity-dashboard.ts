import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, IWidget, LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { IdentityEvent } from './identity-event';
import { IdentityMonitor } from './identity-monitor';
import { MFA_DEVICE_CHANGES, SIGN_INS_BY_MFA, SIGN_INS_WITHOUT_MFA } from './queries';
import { checkText, differ, misuse } from '../private/checks';
import { DASHBOARD_NAME } from '../private/limits';
import { nameClashes } from '../private/name-clashes';
import { shareRendering } from '../private/rendered';

/**
 * Properties of an `IdentityDashboard`.
 */
export interface IdentityDashboardProps {
  /**
   * The monitor whose alarms, events and log group are shown. It must be in the account of the dashboard, and
   * in its Region unless both stacks have `crossRegionReferences`.
   */
  readonly monitor: IdentityMonitor;

  /**
   * The name of the dashboard: 1 to 255 letters, digits, dashes or underscores. It counts in all Regions of the account. Another
   * name replaces the dashboard.
   *
   * @default - CloudFormation generates a name
   */
  readonly dashboardName?: string;

  /**
   * How far back the dashboard looks when it is opened. Tables scan as much of the log group each time they are shown, which
   * costs about $0.005 for each gigabyte.
   *
   * @default Duration.days(7)
   */
  readonly defaultInterval?: Duration;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
const NAME_REASON = 'a dashboard\'s name counts in all Regions, so that one would replace the other';

/** The grid of a dashboard is 24 columns wide. */
const FULL_WIDTH = 24;
const HALF_WIDTH = 12;
const THIRD_WIDTH = 8;

/**
 * A CloudWatch dashboard that answers who signs in without MFA: the states of the alarms, a graph for each event, and tables of
 * sign-ins without MFA, all sign-ins by MFA, changes of MFA devices, and what root did.
 *
 * CloudWatch charges $3 a month for each dashboard after the third of an account.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 *
 * @example
 * const monitor = new IdentityMonitor(this, 'Monitor', {
 *   logGroup: logs.LogGroup.fromLogGroupName(this, 'TrailLogs', 'my-trail'),
 * });
 * new IdentityDashboard(this, 'Dashboard', { monitor });
 */
export class IdentityDashboard extends Dashboard {
  /**
   * @throws if the name is one that CloudWatch does not take, or the monitor is in another account, or in another Region
   * without `crossRegionReferences`; at synthesis if another dashboard of the account has the name
   */
  constructor(scope: Construct, id: string, props: IdentityDashboardProps) {
    super(scope, id, {
      dashboardName: props.dashboardName,
      defaultInterval: props.defaultInterval ?? Duration.days(7),
    });
    checkText(this, 'dashboardName', props.dashboardName, DASHBOARD_NAME);
    shareRendering(this);
    this.node.addValidation({ validate: () => nameClashes(this.node.defaultChild as CfnResource, 'dashboardName', NAME_REASON, name => name) });
    const { monitor } = props;
    checkSameEnvironment(this, monitor);
    const table = (title: string, query: string, width: number): IWidget => new LogQueryWidget({
      title,
      queryString: query,
      logGroupNames: [monitor.logGroup.logGroupName],
      region: Stack.of(monitor).region,
      width,
      height: 5,
    });

    this.addWidgets(new AlarmStatusWidget({
      title: 'Identity alarms',
      alarms: monitor.events.map(event => monitor.alarmFor(event).alarm),
      width: FULL_WIDTH,
      height: 3,
    }));
    this.addWidgets(
      table('Sign-ins without MFA: by whom, from where', SIGN_INS_WITHOUT_MFA, HALF_WIDTH),
      table('All sign-ins, by MFA used (of identity providers AWS always says No)', SIGN_INS_BY_MFA, HALF_WIDTH),
    );
    this.addWidgets(table('Changes of MFA devices', MFA_DEVICE_CHANGES, FULL_WIDTH));
    this.addWidgets(table('What root did', IdentityEvent.ROOT_USER_ACTIVITY.query!, FULL_WIDTH));
    this.addWidgets(...monitor.events.map(event => new GraphWidget({
      title: event.title,
      left: [monitor.metricFor(event, { label: event.name })],
      leftYAxis: { min: 0, showUnits: false },
      width: THIRD_WIDTH,
      height: 5,
    })));
  }
}

/**
 * Core would say so of some alarm, and not what to do. With `crossRegionReferences` its names reach into other Regions, not into
 * other accounts.
 */
function checkSameEnvironment(scope: Construct, monitor: IdentityMonitor): void {
  const [here, there] = [Stack.of(scope), Stack.of(monitor)];
  for (const what of ['account', 'region'] as const) {
    const reaches = what === 'region' && (here as any)._crossRegionReferences !== false; // private, and so looked for with care
    if (differ(there[what], here[what]) && !reaches) {
      throw misuse(scope, `the monitor '${monitor.node.path}' is in ${what} ${there[what]}, the dashboard in ${here[what]}; put the dashboard where `
        + `the monitor is${what === 'region' ? ', or set \'crossRegionReferences\' of both stacks' : ''}`);
    }
  }
}
