import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { AccountMfaBaseline, AccountMfaBaselineProps, IdentityDashboard, IdentityEvent, MfaEnforcedGroup } from '../../src';
import { HERE, isCreatedAfter, knownStack, only, synthesize, warnings } from '../helpers';

const alertEmails = ['security@example.com'];
const RECOMMENDED = IdentityEvent.recommended().map(({ name }) => name);

function baselineIn(stack: Stack, props: AccountMfaBaselineProps = {}): AccountMfaBaseline {
  return new AccountMfaBaseline(stack, 'Mfa', { alertEmails, ...props });
}

const namesOf = (baseline: AccountMfaBaseline) => baseline.monitor.events.map(({ name }) => name);
const groupsNamed = (stack: Stack, count: number, length = 1) =>
  Array.from({ length: count }, (_, index) => iam.Group.fromGroupName(stack, `Group${index}`, `${index}`.padEnd(length, 'x')));

/** What the filter of an event looks for, with references as their logical ids. */
function filterOf(stack: Stack, event: string): string {
  const [filter] = Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter'))
    .filter(each => each.Properties.FilterName.startsWith(`${event}-`));
  const { FilterPattern } = filter.Properties;
  return typeof FilterPattern === 'string' ? FilterPattern : FilterPattern['Fn::Join'][1].map((part: any) => part.Ref ?? part).join('');
}

describe('by default', () => {
  const stack = knownStack();
  const baseline = baselineIn(stack);
  const template = Template.fromStack(stack);

  test('watches the recommended events and changes of the enforcement', () => {
    expect(namesOf(baseline)).toEqual([...RECOMMENDED, 'EnforcementChange']);
    template.resourceCountIs('AWS::CloudWatch::Alarm', RECOMMENDED.length + 1);
  });

  test('watches its own policy and group', () => {
    const filter = filterOf(stack, 'EnforcementChange');
    expect(filter).toContain(`($.requestParameters.policyArn = "${stack.resolve(baseline.group.enforcementPolicy.managedPolicyArn).Ref}")`);
    expect(filter).toContain(`($.requestParameters.groupName = "${stack.resolve(baseline.group.groupName).Ref}")`);
  });

  test('has a dashboard over its monitor', () => {
    expect(baseline.dashboard).toBeInstanceOf(IdentityDashboard);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  test('alarms can be found by the event', () => {
    const event = baseline.monitor.events.at(-1)!;
    expect(baseline.monitor.alarmFor(event).alarm.alarmArn).toEqual(expect.anything());
  });
});

describe('enforcedGroups', () => {
  test.each([
    [1, ['EnforcementChange2']],
    [4, ['EnforcementChange2']],
    [5, ['EnforcementChange2', 'EnforcementChange3']],
    [9, ['EnforcementChange2', 'EnforcementChange3', 'EnforcementChange4']],
  ])('%d are watched four at a time', (count, events) => {
    const stack = knownStack();
    const baseline = baselineIn(stack, { enforcedGroups: groupsNamed(stack, count) });
    expect(namesOf(baseline)).toEqual([...RECOMMENDED, 'EnforcementChange', ...events]);
    const watched = events.flatMap(event => filterOf(stack, event).match(/(?<=groupName = ")[^"]*/g));
    expect(watched).toEqual(Array.from({ length: count }, (_, index) => `${index}`));
    expect(watched.length).toBeLessThanOrEqual(events.length * 4);
  });

  test('with the longest names fit into the patterns', () => {
    const stack = knownStack();
    baselineIn(stack, { enforcedGroups: groupsNamed(stack, 8, 128) });
    expect(() => synthesize(stack)).not.toThrow();
    expect(filterOf(stack, 'EnforcementChange3').length).toBeLessThanOrEqual(1_024);
  });

  test('of the app are enforced from their own side, and watched', () => {
    const stack = knownStack();
    const groups = ['One', 'Two'].map(id => new iam.Group(stack, id));
    const { group: { enforcementPolicy } } = baselineIn(stack, { enforcedGroups: groups });
    const policy = stack.resolve(enforcementPolicy.managedPolicyArn).Ref;
    const template = Template.fromStack(stack);
    groups.map(group => stack.resolve(group.groupName).Ref).forEach(id => {
      expect(filterOf(stack, 'EnforcementChange2')).toContain(`"${id}"`);
      expect(isCreatedAfter(template, id, policy)).toBe(true);
    });
  });

  test.each<[string, (stack: Stack) => iam.IGroup]>([
    ['another stack', stack => new iam.Group(new Stack(stack.node.root, 'Other', { env: HERE }), 'Admins')],
    ['another stack, with a name', stack => new iam.Group(new Stack(stack.node.root, 'Other', { env: HERE }), 'Admins', { groupName: 'admins' })],
    ['a nested stack', stack => new iam.Group(new NestedStack(stack, 'Nested'), 'Admins')],
    ['another baseline', stack => new AccountMfaBaseline(stack, 'Other', { alertEmails }).group],
    ['an MfaEnforcedGroup', stack => new MfaEnforcedGroup(stack, 'Group')],
  ])('of %s make no cycle', (_, groupIn) => {
    const stack = knownStack();
    baselineIn(stack, { enforcedGroups: [groupIn(stack)] });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('of the stack around a nested one make no cycle in its template, which CDK does not look for', () => {
    const stack = knownStack();
    const group = new iam.Group(stack, 'Admins');
    baselineIn(new NestedStack(stack, 'Nested'), { enforcedGroups: [group] });
    const { id } = only(Template.fromStack(stack), 'AWS::IAM::Group');
    expect(isCreatedAfter(Template.fromStack(stack), id, id)).toBe(false);
  });

  test.each([undefined, 'admins'])('of another stack, with the name %s, are watched, or a warning says that they are not', groupName => {
    const stack = knownStack();
    const group = new iam.Group(new Stack(stack.node.root, 'Other', { env: HERE }), 'Admins', { groupName });
    const baseline = baselineIn(stack, { enforcedGroups: [group] });
    expect([namesOf(baseline).includes('EnforcementChange2'), warnings(stack).length > 0]).toContain(true);
  });

  test('of another stack with events of one\'s own make no cycle', () => {
    const stack = knownStack();
    const group = new iam.Group(new Stack(stack.node.root, 'Other', { env: HERE }), 'Admins');
    baselineIn(stack, { enforcedGroups: [group], events: IdentityEvent.recommended() });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('fail if one is there twice, by its name or path', () => {
    const stack = knownStack();
    const group = new iam.Group(stack, 'Admins');
    expect(() => baselineIn(stack, { enforcedGroups: [group, group] })).toThrow(/must hold each group once, got 'Stack\/Admins' twice/);
  });

  test('fail if one is there twice, however far apart', () => {
    const stack = knownStack();
    const groups = groupsNamed(stack, 5);
    expect(() => baselineIn(stack, { enforcedGroups: [...groups, groups[0]] })).toThrow(/must hold each group once/);
  });

  test('fail for a group imported by an ARN with a path', () => {
    const stack = knownStack();
    const group = iam.Group.fromGroupArn(stack, 'Admins', 'arn:aws:iam::123456789012:group/eu/admins');
    expect(() => baselineIn(stack, { enforcedGroups: [group] })).toThrow(/import it with Group\.fromGroupName\(…, 'admins'\)/);
  });

  test('an empty list is none', () => {
    expect(namesOf(baselineIn(knownStack(), { enforcedGroups: [] }))).toEqual([...RECOMMENDED, 'EnforcementChange']);
  });
});

describe('events', () => {
  test('are those that are given, and changes of the enforcement, whoever asks for what', () => {
    const stack = knownStack();
    const baseline = baselineIn(stack, { events: [IdentityEvent.IAM_ACCESS_CHANGE], enforcedGroups: groupsNamed(stack, 1) });
    expect(namesOf(baseline)).toEqual(['IamAccessChange', 'EnforcementChange', 'EnforcementChange2']);
    expect(filterOf(stack, 'EnforcementChange')).toContain(stack.resolve(baseline.group.groupName).Ref);
    expect(filterOf(stack, 'EnforcementChange2')).toContain('groupName = "0"');
  });

  test('may watch an enforcement that is not the baseline\'s, under another name', () => {
    const stack = knownStack();
    const other = new MfaEnforcedGroup(stack, 'Contractors');
    const events = [IdentityEvent.enforcementChange({ name: 'ContractorsChange', policy: other.enforcementPolicy, groups: [other] })];
    const baseline = baselineIn(stack, { events });
    expect(namesOf(baseline)).toEqual(['ContractorsChange', 'EnforcementChange']);
    expect(filterOf(stack, 'EnforcementChange')).toContain(stack.resolve(baseline.group.groupName).Ref);
  });

  test.each(['EnforcementChange', 'EnforcementChange2'])('fail for the name %s, which is the baseline\'s own', name => {
    const stack = knownStack();
    const events = [IdentityEvent.enforcementChange({ name, groups: groupsNamed(stack, 1) })];
    const enforcedGroups = [iam.Group.fromGroupName(stack, 'Admins', 'admins')];
    expect(() => baselineIn(stack, { events, enforcedGroups })).toThrow(
      `'events' must not hold '${name}', which is the name of the baseline's own event on changes of its enforcement, always watched; leave it out, or give yours another 'name'`,
    );
  });

  test('fail if one is there twice', () => {
    expect(() => baselineIn(knownStack(), { events: [IdentityEvent.IAM_ACCESS_CHANGE, IdentityEvent.IAM_ACCESS_CHANGE] }))
      .toThrow(/'events' must hold each event once, got 'IamAccessChange' twice/);
  });

  test('may be those of several benchmarks at once', () => {
    const stack = knownStack();
    const events = [...new Set([...IdentityEvent.recommended(), ...IdentityEvent.cis(), ...IdentityEvent.securityHub()])];
    baselineIn(stack, { events });
    expect(() => synthesize(stack)).not.toThrow();
    expect(warnings(stack)).toEqual([]);
  });

  test('none: fails', () => {
    expect(() => baselineIn(knownStack(), { events: [] })).toThrow(/'events' must hold at least one event, got none/);
  });
});

describe('dashboard', () => {
  test('false: none', () => {
    const stack = knownStack();
    expect(baselineIn(stack, { dashboard: false }).dashboard).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  });

  test.each([undefined, true])('%s: over a log group that is handed in, too', dashboard => {
    const stack = knownStack();
    baselineIn(stack, { dashboard, logGroup: logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail') });
    expect(JSON.stringify(only(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').properties)).toContain('SOURCE \'trail\'');
  });
});

test('a trail of an organization over everything handed in', () => {
  const stack = knownStack();
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
  const baseline = baselineIn(stack, { trailProps: { organizationId: 'o-abcdefghij', trailName: 'organization', logGroup } });
  expect(baseline.logGroup).toBe(logGroup);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudTrail::Trail', { IsOrganizationTrail: true });
  template.allResourcesProperties('AWS::Logs::MetricFilter', { LogGroupName: 'trail' });
  template.resourceCountIs('AWS::KMS::Key', 1);
});

test('two over one log group: no filter overwrites another', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: HERE });
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
  ['One', 'Two'].forEach(id => new AccountMfaBaseline(stack, id, { alertEmails, logGroup }));
  const names = Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter')).map(each => each.Properties.FilterName);
  expect(new Set(names).size).toBe(2 * (RECOMMENDED.length + 1));
});
