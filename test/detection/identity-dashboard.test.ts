import { App, CfnParameter, Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { IdentityDashboard, IdentityDashboardProps, IdentityEvent, IdentityMonitor, IdentityMonitorProps, MfaEnforcedGroup } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize } from '../helpers';

const TABLES = [
  'Sign-ins without MFA: by whom, from where',
  'All sign-ins, by MFA used (of identity providers AWS always says No)',
  'Changes of MFA devices',
  'What root did',
];
const EVERY_EVENT = Object.values(IdentityEvent).filter((each): each is IdentityEvent => each instanceof IdentityEvent);

function monitorIn(stack: Stack, props: Partial<IdentityMonitorProps> = {}, id = ''): IdentityMonitor {
  const logGroup = props.logGroup ?? logs.LogGroup.fromLogGroupName(stack, `${id}TrailLogs`, 'trail');
  return new IdentityMonitor(stack, `${id}Monitor`, { ...props, logGroup });
}

function dashboardIn(stack: Stack, props: Partial<IdentityDashboardProps> = {}, id = ''): IdentityDashboard {
  return new IdentityDashboard(stack, `${id}Dashboard`, { monitor: props.monitor ?? monitorIn(stack), ...props });
}

/** The body as CloudWatch reads it; what only the deployment knows is named in pointed brackets. */
function bodyOf(stack: Stack): any {
  const { DashboardBody } = only(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').properties;
  const parts: any[] = typeof DashboardBody === 'string' ? [DashboardBody] : DashboardBody['Fn::Join'][1];
  return JSON.parse(parts.map(part => typeof part === 'string' ? part : `<${Object.values<any>(part).flat().join('.')}>`).join(''));
}

function widgets(stack: Stack, type: string): any[] {
  return bodyOf(stack).widgets.filter((each: any) => each.type === type).map((each: any) => each.properties);
}

describe('the dashboard', () => {
  const stack = knownStack();
  const monitor = monitorIn(stack);
  dashboardIn(stack, { monitor });
  const template = Template.fromStack(stack);

  test('shows the state of every alarm', () => {
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms).toHaveLength(IdentityEvent.recommended().length);
    expect(widgets(stack, 'alarm')).toEqual([{ title: 'Identity alarms', alarms: alarms.map(id => `<${id}.Arn>`) }]);
  });

  test('has a graph for each event, of what its alarm watches', () => {
    const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(each => each.Properties.FilterName);
    expect(widgets(stack, 'metric').map(({ title, metrics }) => [title, metrics])).toEqual(monitor.events.map((event, index) => [
      event.title, [['CdkEnforceMfa', filters[index], expect.objectContaining({ label: event.name, stat: 'Sum' })]],
    ]));
  });

  test('has four tables over the log group', () => {
    const tables = widgets(stack, 'log');
    expect(tables.map(({ title }) => title)).toEqual(TABLES);
    tables.forEach(({ view, query }) => {
      expect(view).toBe('table');
      expect(query).toMatch(/^SOURCE 'trail' \| fields eventTime/);
    });
  });

  test.each(TABLES)('the table "%s" names the account', title => {
    expect(widgets(stack, 'log').find(each => each.title === title).query).toContain('recipientAccountId');
  });

  test('the table of sign-ins without MFA says by whom and from where', () => {
    expect(widgets(stack, 'log')[0].query).toContain('by recipientAccountId, userIdentity.arn, sourceIPAddress');
  });

  test('the table of root is the query of the event', () => {
    expect(widgets(stack, 'log')[3].query).toBe(`SOURCE 'trail' | ${IdentityEvent.ROOT_USER_ACTIVITY.query}`);
  });

  test('looks back a week', () => {
    expect(bodyOf(stack).start).toBe('-P7D');
  });
});

test.each<[string, (stack: Stack) => logs.ILogGroup, RegExp]>([
  ['of the app', stack => new logs.LogGroup(stack, 'Logs'), /^SOURCE '<Logs[0-9A-F]{8}>' \|/],
  ['of another stack', stack => new logs.LogGroup(new Stack(stack.node.root, 'Other', { env: HERE }), 'Logs'), /^SOURCE '<Other:Export[^']+>' \|/],
  ['imported by ARN', stack => logs.LogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:us-east-1:123456789012:log-group:trail:*'), /^SOURCE 'trail' \|/],
])('tables over a log group %s', (_, logGroupIn, source) => {
  const stack = knownStack();
  dashboardIn(stack, { monitor: monitorIn(stack, { logGroup: logGroupIn(stack) }) });
  widgets(stack, 'log').forEach(({ query }) => expect(query).toMatch(source));
});

test('tables look where the log group is, if the monitor is in another Region', () => {
  const app = new App();
  const [there, here] = ['us-east-1', 'eu-west-1'].map(region => new Stack(app, region, { env: { ...HERE, region }, crossRegionReferences: true }));
  dashboardIn(here, { monitor: monitorIn(there) });
  widgets(here, 'metric').forEach(({ metrics: [[,, { region }]] }) => expect(region).toBe('us-east-1'));
  widgets(here, 'log').forEach(({ region }) => expect(region).toBe('us-east-1'));
});

test('every event of the library, and an enforcement that is known at deployment only', () => {
  const stack = knownStack();
  const group = new MfaEnforcedGroup(stack, 'People');
  const ours = IdentityEvent.enforcementChange({ policy: group.enforcementPolicy, groups: [group] });
  const events = [...EVERY_EVENT, ...IdentityEvent.securityHub(), ours];
  dashboardIn(stack, { monitor: monitorIn(stack, { events }) });
  expect(widgets(stack, 'metric')).toHaveLength(events.length);
  expect(widgets(stack, 'alarm')[0].alarms).toHaveLength(events.length);
});

test('no widget covers another or sticks out of the grid', () => {
  const stack = knownStack();
  dashboardIn(stack, { monitor: monitorIn(stack, { events: EVERY_EVENT }) });
  const taken = new Set<string>();
  bodyOf(stack).widgets.forEach(({ x, y, width, height }: any) => {
    expect(x + width).toBeLessThanOrEqual(24);
    for (let column = x; column < x + width; column += 1) {
      for (let row = y; row < y + height; row += 1) {
        expect(taken).not.toContain(`${column} ${row}`);
        taken.add(`${column} ${row}`);
      }
    }
  });
});

test('options change it', () => {
  const stack = knownStack();
  dashboardIn(stack, { dashboardName: 'identity_1-a', defaultInterval: Duration.hours(3) });
  expect(only(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').properties.DashboardName).toBe('identity_1-a');
  expect(bodyOf(stack).start).toBe('-PT3H');
});

describe('bad input', () => {
  test.each(['two words', 'a.b', 'x'.repeat(256)])('fails for the name %j', dashboardName => {
    expect(() => dashboardIn(knownStack(), { dashboardName })).toThrow(/dashboardName/);
  });

  test('fails for an empty name', () => {
    expect(() => dashboardIn(knownStack(), { dashboardName: '' })).toThrow(/'dashboardName' must be 1 to 255 letters/);
  });

  test.each([
    ['region', 'eu-west-1', { ...HERE, region: 'eu-west-1' }, ', or set \'crossRegionReferences\' of both stacks'],
    ['account', '210987654321', { ...HERE, account: '210987654321' }, ''],
  ])('fails for a monitor in another %s', (what, value, env, otherwise) => {
    const stack = knownStack();
    const monitor = monitorIn(new Stack(stack.node.root, 'Other', { env }));
    expect(() => dashboardIn(stack, { monitor })).toThrow(
      `the monitor 'Other/Monitor' is in ${what} ${value}, the dashboard in ${what === 'region' ? 'us-east-1' : '123456789012'}; `
      + `put the dashboard where the monitor is${otherwise} (at Stack/Dashboard)`,
    );
  });

  // "All dashboards in your account are global, not region-specific": https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
  test.each<[string, (app: App) => Stack]>([
    ['the same stack', app => app.node.findChild('Stack') as Stack],
    ['a nested stack', app => new NestedStack(app.node.findChild('Stack'), 'Nested')],
    ['another Region', app => new Stack(app, 'Far', { env: { ...HERE, region: 'eu-west-1' } })],
    ['another Stage', app => new Stack(new Stage(app, 'Stage'), 'Stack', { env: HERE })],
  ])('synthesis fails for one name twice in an account, the other in %s', (_, otherIn) => {
    const stack = knownStack();
    dashboardIn(stack, { dashboardName: 'identity' });
    const other = otherIn(stack.node.root as App);
    dashboardIn(other, { dashboardName: 'identity', monitor: monitorIn(other, {}, 'Other') }, 'Other');
    expect(() => synthesize(stack)).toThrow(
      /the name 'identity' is also that of .*Dashboard.* in the same account, and a dashboard's name counts in all Regions, so that one would replace the other; leave 'dashboardName' out/,
    );
  });

  test('synthesis fails for the name of another dashboard of the account', () => {
    const stack = knownStack();
    dashboardIn(stack, { dashboardName: 'identity' });
    new cloudwatch.Dashboard(stack, 'Other', { dashboardName: 'identity' });
    expect(() => synthesize(stack)).toThrow(/the name 'identity' is also that of Stack\/Other\/Resource/);
  });

  test('one name in two accounts, and two names in one, pass', () => {
    const stack = knownStack();
    dashboardIn(stack, { dashboardName: 'identity' });
    dashboardIn(new Stack(stack.node.root, 'Anywhere'), { dashboardName: 'identity' });
    dashboardIn(new Stack(stack.node.root, 'Other', { env: { ...HERE, account: '210987654321' } }), { dashboardName: 'identity' });
    dashboardIn(new Stack(stack.node.root, 'Far', { env: { ...HERE, region: 'eu-west-1' } }), { dashboardName: 'identity-eu' });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('a name that is a token passes', () => {
    const stack = knownStack();
    dashboardIn(stack, { dashboardName: new CfnParameter(stack, 'Name').valueAsString });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

test('in a nested stack, another stack than the monitor, two Regions and two stages', () => {
  const app = new App();
  const one = new Stack(app, 'One', { env: HERE });
  const monitor = monitorIn(one);
  [one, new NestedStack(one, 'Nested'), new Stack(app, 'Other', { env: HERE })].forEach(stack => dashboardIn(stack, { monitor }));
  dashboardIn(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }));
  dashboardIn(new Stack(new Stage(app, 'Stage'), 'One', { env: HERE }));
  expect(() => app.synth()).not.toThrow();
});

test('snapshot, with the logical id that deployed stacks rely on', () => {
  const stack = agnosticStack();
  dashboardIn(stack, { monitor: monitorIn(stack, { events: [IdentityEvent.USER_SIGN_IN_WITHOUT_MFA] }) });
  expect(only(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').id).toBe('Dashboard9E4231ED');
  expect(bodyOf(stack)).toMatchSnapshot();
});
