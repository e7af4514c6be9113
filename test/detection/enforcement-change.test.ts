import { App, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import {
  CustomIdentityEventOptions, EnforcementChangeOptions, IdentityAlarm, IdentityEvent, IdentityEventSeverity, IdentityMonitor,
  MfaEnforcedGroup, MfaEnforcementPolicy, MfaPermissionsBoundary,
} from '../../src';
import { FilterPattern } from '../../tools/filter-pattern';
import { agnosticStack, HERE, knownStack, synthesize } from '../helpers';

const POLICY_ARN = 'arn:aws:iam::123456789012:policy/Enforcement';
const ON_POLICY = ['CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'DetachGroupPolicy', 'DetachUserPolicy', 'SetDefaultPolicyVersion'];
const ON_GROUP = ['DeleteGroup', 'RemoveUserFromGroup', 'UpdateGroup'];

const inAnyCase = (name: unknown) => ({ 'equals-ignore-case': name });
const ours = (stack: Stack) => iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', POLICY_ARN);
const groupsNamed = (stack: Stack, ...names: string[]) => names.map((name, index) => iam.Group.fromGroupName(stack, `Group${index}`, name));
const groupsIn = (stack: Stack, count: number) => Array.from({ length: count }, (_, index) => new iam.Group(stack, `Group${index}`));

function iamCall(eventName: string, requestParameters: object | null, fields: object = {}): string {
  return JSON.stringify({ eventSource: 'iam.amazonaws.com', eventName, requestParameters, ...fields });
}

describe('enforcementChange', () => {
  const stack = knownStack();
  const event = IdentityEvent.enforcementChange({ policy: ours(stack), groups: groupsNamed(stack, 'admins', 'developers') });
  const pattern = FilterPattern.parse(event.filterPattern);

  test('is critical, and recorded in one Region', () => {
    expect(event).toMatchObject({
      name: 'EnforcementChange',
      severity: IdentityEventSeverity.CRITICAL,
      globalEvents: true,
      readOnlyEvents: false,
      controls: [],
    });
  });

  test.each(ON_POLICY)('rings for %s on the policy, and on no other', eventName => {
    expect(pattern.matches(iamCall(eventName, { policyArn: POLICY_ARN }))).toBe(true);
    expect(pattern.matches(iamCall(eventName, { policyArn: `${POLICY_ARN}2` }))).toBe(false);
  });

  test.each(ON_GROUP)('rings for %s on each of the groups, and on no other', eventName => {
    expect(['admins', 'developers', 'admin', 'auditors'].map(groupName => pattern.matches(iamCall(eventName, { groupName }))))
      .toEqual([true, true, false, false]);
  });

  test.each<[string, string, object | null]>([
    ['somebody joins', 'AddUserToGroup', { groupName: 'admins', userName: 'alice' }],
    ['the policy is attached', 'AttachGroupPolicy', { groupName: 'admins', policyArn: POLICY_ARN }],
    ['the policy is read', 'GetPolicyVersion', { policyArn: POLICY_ARN, versionId: 'v1' }],
    ['somebody is refused', 'RemoveUserFromGroup', null],
  ])('does not ring when %s', (_, eventName, requestParameters) => {
    expect(pattern.matches(iamCall(eventName, requestParameters))).toBe(false);
  });

  test.each([
    ['Cognito', 'cognito-idp.amazonaws.com'],
    ['Resource Groups', 'resource-groups.amazonaws.com'],
  ])('does not ring when a group of %s that happens to have the name is changed', (_, eventSource) => {
    expect(pattern.matches(iamCall('UpdateGroup', { groupName: 'admins' }, { eventSource }))).toBe(false);
  });

  test('has an event pattern and a query for the same', () => {
    expect((event.eventPattern!.detail as any).$or).toEqual([
      expect.objectContaining({ requestParameters: { policyArn: [inAnyCase(POLICY_ARN)] }, eventName: ON_POLICY }),
      expect.objectContaining({ requestParameters: { groupName: [inAnyCase('admins'), inAnyCase('developers')] }, eventName: ON_GROUP }),
    ]);
    expect(event.query).toContain(`requestParameters.policyArn in ["${POLICY_ARN}"]`);
    expect(event.query).toContain('requestParameters.groupName in ["admins", "developers"]');
  });

  test.each<[string, (scope: Stack) => EnforcementChangeOptions, object]>([
    ['the policy alone', scope => ({ policy: ours(scope) }), { requestParameters: { policyArn: [inAnyCase(POLICY_ARN)] }, eventName: ON_POLICY }],
    ['groups alone', scope => ({ groups: groupsNamed(scope, 'admins') }), { requestParameters: { groupName: [inAnyCase('admins')] }, eventName: ON_GROUP }],
  ])('of %s needs no alternative', (_, optionsIn, detail) => {
    const { eventPattern, filterPattern } = IdentityEvent.enforcementChange(optionsIn(knownStack()));
    expect(eventPattern!.detail).toMatchObject(detail);
    expect(eventPattern!.detail).not.toHaveProperty('$or');
    expect(() => FilterPattern.parse(filterPattern)).not.toThrow();
  });

  test('of a boundary and of groups that are known at deployment only', () => {
    const scope = agnosticStack();
    const policy = new MfaPermissionsBoundary(scope, 'Boundary');
    const group = new MfaEnforcedGroup(scope, 'People');
    const later = IdentityEvent.enforcementChange({ policy, groups: [group] });
    expect(JSON.stringify(scope.resolve(later.filterPattern))).toContain(JSON.stringify(scope.resolve(policy.managedPolicyArn)));
    expect(scope.resolve(later.eventPattern).detail.$or[1].requestParameters).toEqual({ groupName: [inAnyCase(scope.resolve(group.groupName))] });
  });

  test.each([
    ['2 groups beside a policy', true, 2],
    ['5 groups', false, 5],
  ])('takes %s that are known at deployment only, and refuses one more', (_, withPolicy, count) => {
    const scope = knownStack();
    const policy = withPolicy ? new MfaEnforcementPolicy(scope, 'Policy') : undefined;
    const groups = groupsIn(scope, count + 1);
    expect(() => IdentityEvent.enforcementChange({ policy, groups: groups.slice(1) })).not.toThrow();
    expect(() => IdentityEvent.enforcementChange({ policy, groups })).toThrow(
      /the filter pattern of the identity event 'EnforcementChange' must have at most 1024 characters, has 1\d\d\d if the .*groups have the longest names that they can have; watch some .* a 'name' of its own/,
    );
  });

  test('takes more groups whose names are known and short', () => {
    const scope = knownStack();
    const groups = groupsNamed(scope, ...'abcdefghij');
    expect(IdentityEvent.enforcementChange({ policy: ours(scope), groups }).filterPattern.length).toBeLessThanOrEqual(1_024);
  });

  test('says its name in the title, if it has one of its own', () => {
    const groups = groupsNamed(knownStack(), 'admins');
    expect(IdentityEvent.enforcementChange({ groups }).title).toBe('The MFA enforcement was changed');
    expect(IdentityEvent.enforcementChange({ groups, name: 'AdminsChange' }).title).toBe('The MFA enforcement was changed (AdminsChange)');
  });

  test('has another name when asked, so that one monitor takes several', () => {
    const scope = knownStack();
    const [one, two] = groupsIn(scope, 2);
    new IdentityMonitor(scope, 'Monitor', {
      logGroup: logs.LogGroup.fromLogGroupName(scope, 'TrailLogs', 'trail'),
      events: [IdentityEvent.enforcementChange({ groups: [one] }), IdentityEvent.enforcementChange({ groups: [two], name: 'OthersChange' })],
    });
    expect(() => synthesize(scope)).not.toThrow();
  });

  describe('bad input', () => {
    test.each<[string, EnforcementChangeOptions]>([['nothing', {}], ['no groups', { groups: [] }]])('fails for %s', (_, options) => {
      expect(() => IdentityEvent.enforcementChange(options)).toThrow('the identity event \'EnforcementChange\' needs a \'policy\' or \'groups\' to watch, got none');
    });

    test('fails for a group that is there twice', () => {
      expect(() => IdentityEvent.enforcementChange({ groups: groupsNamed(knownStack(), 'admins', 'admins') }))
        .toThrow('\'groups\' of the identity event \'EnforcementChange\' must hold each group once, got \'admins\' twice');
    });

    test('names a group that is there twice, also one whose name is known at deployment only', () => {
      const [group] = groupsIn(knownStack(), 1);
      expect(() => IdentityEvent.enforcementChange({ groups: [group, group] })).toThrow(/must hold each group once, got 'Stack\/Group0' twice/);
    });

    test('fails for a group imported by an ARN with a path, which would never ring: calls name it without', () => {
      const group = iam.Group.fromGroupArn(knownStack(), 'Group', 'arn:aws:iam::123456789012:group/eu/admins');
      expect(() => IdentityEvent.enforcementChange({ groups: [group] })).toThrow(/Group\.fromGroupName\(…, 'admins'\)/);
    });

    test.each(['ad mins', 'x'.repeat(129), 'a"b'])('fails for the group %j, a name that IAM does not take', group => {
      expect(() => IdentityEvent.enforcementChange({ groups: groupsNamed(knownStack(), group) })).toThrow(
        `the name of a group in 'groups' of the identity event 'EnforcementChange' must be 1 to 128 letters, digits or characters of _+=,.@-, got '${group}'`,
      );
    });

    test('speaks of its name first, which the other messages use', () => {
      expect(() => IdentityEvent.enforcementChange({ name: '1st' })).toThrow(/1 to 64 letters and digits/);
    });

    test.each(['', '1st', 'two words', 'x'.repeat(65)])('fails for the name %j', name => {
      expect(() => IdentityEvent.enforcementChange({ groups: groupsNamed(knownStack(), 'admins'), name })).toThrow(/1 to 64 letters and digits/);
    });
  });
});

describe('custom', () => {
  const custom = (options: Partial<CustomIdentityEventOptions> = {}) =>
    IdentityEvent.custom('Mine', { title: 'Mine', filterPattern: '{ $.a = 1 }', ...options });

  test('can be used in a rule, a query and a report only if it says how', () => {
    expect(custom()).toMatchObject({ eventPattern: undefined, query: undefined, readOnlyEvents: false, globalEvents: false, controls: [] });
  });

  test('keeps what it is told', () => {
    const options = { eventPattern: { source: ['mine'] }, readOnlyEvents: true, globalEvents: true, controls: ['SOC 2 CC6.1'] };
    expect(custom(options)).toMatchObject(options);
  });

  test('makes a query of the condition: newest first, with the account, in every table the same columns', () => {
    expect(custom({ queryCondition: 'eventName = "CreateUser"' }).query!.split('\n')).toEqual([
      'fields eventTime, recipientAccountId, awsRegion, userIdentity.type, userIdentity.arn, eventName, sourceIPAddress, errorCode, eventID',
      '| filter eventName = "CreateUser"',
      '| sort eventTime desc',
      '| limit 100',
    ]);
  });

  test('takes conditions and patterns with tokens', () => {
    const scope = agnosticStack();
    const role = new CfnParameter(scope, 'Role').valueAsString;
    const event = custom({ queryCondition: `userIdentity.arn = "${role}"`, eventPattern: { detail: { userIdentity: { arn: [role] } } } });
    expect(JSON.stringify(scope.resolve(event.query))).toContain('{"Ref":"Role"}');
    expect(scope.resolve(event.eventPattern)).toEqual({ detail: { userIdentity: { arn: [{ Ref: 'Role' }] } } });
  });

  test.each<[string, events.EventPattern]>([
    ['{}', {}],
    ['a field that is not set', { source: undefined }],
    ['a field without a value', { source: [] }],
    ['a detail without a field', { detail: {} }],
  ])('fails for an event pattern that is empty: %s', (_, eventPattern) => {
    expect(() => custom({ eventPattern })).toThrow(/the event pattern of the identity event 'Mine' must/);
  });

  test.each(['', '   '])('fails for the query condition %j', queryCondition => {
    expect(() => custom({ queryCondition })).toThrow(/the query condition of the identity event 'Mine' must/);
  });
});

describe('metric filters over one log group', () => {
  const named = (stack: Stack, id = 'TrailLogs', name = 'trail') => logs.LogGroup.fromLogGroupName(stack, id, name);

  function alarms(stack: Stack, logGroup: logs.ILogGroup, count: number, id = 'Alarm'): void {
    for (let index = 0; index < count; index += 1) {
      new IdentityAlarm(stack, `${id}${index}`, { event: IdentityEvent.ROOT_USER_ACTIVITY, logGroup });
    }
  }

  test.each<[string, (stack: Stack) => logs.ILogGroup[]]>([
    ['by the same construct', stack => { const logGroup = new logs.LogGroup(stack, 'Logs'); return [logGroup, logGroup]; }],
    ['by the same name, imported twice', stack => [named(stack, 'One'), named(stack, 'Two')]],
    ['by name and by ARN', stack => [
      named(stack, 'One'), logs.LogGroup.fromLogGroupArn(stack, 'Two', 'arn:aws:logs:us-east-1:123456789012:log-group:trail:*'),
    ]],
    ['from another stack', stack => [named(stack), named(new Stack(stack.node.root, 'Other', { env: HERE }))]],
    ['from another stage', stack => [named(stack), named(new Stack(new Stage(stack.node.root, 'Stage'), 'Other', { env: HERE }))]],
  ])('are 100 at most, %s', (_, logGroupsIn) => {
    const stack = knownStack();
    const [one, two] = logGroupsIn(stack);
    alarms(stack, one, 60, 'One');
    alarms(Stack.of(two), two, 40, 'Two');
    expect(() => alarms(Stack.of(two), two, 1, 'Three')).toThrow(/a log group can have 100 metric filters, got one more on '.+'; watch fewer events \(at .*Three0\)/);
  });

  test.each<[string, (stack: Stack) => logs.ILogGroup[]]>([
    ['other log groups without a name', stack => ['One', 'Two'].map(id => new logs.LogGroup(stack, id))],
    ['other names', stack => [named(stack, 'One', 'one'), named(stack, 'Two', 'two')]],
    ['another Region', stack => [named(stack), named(new Stack(stack.node.root, 'Far', { env: { ...HERE, region: 'eu-west-1' } }))]],
    ['another account', stack => [named(stack), named(new Stack(stack.node.root, 'Far', { env: { ...HERE, account: '210987654321' } }))]],
    ['another app', stack => [named(stack), named(knownStack())]],
  ])('of %s are counted apart', (_, logGroupsIn) => {
    const [one, two] = logGroupsIn(knownStack());
    alarms(Stack.of(one), one, 100, 'One');
    expect(() => alarms(Stack.of(two), two, 1, 'Two')).not.toThrow();
  });

  test('of two stacks that may be deployed to two accounts are counted apart', () => {
    const app = new App();
    const [one, two] = ['One', 'Two'].map(id => new Stack(app, id));
    alarms(one, named(one), 100);
    expect(() => alarms(two, named(two), 1)).not.toThrow();
  });

  test('of a monitor are counted too', () => {
    const stack = knownStack();
    alarms(stack, named(stack), 95);
    expect(() => new IdentityMonitor(stack, 'Monitor', { logGroup: named(stack, 'Again') })).toThrow(/100 metric filters/);
  });
});
