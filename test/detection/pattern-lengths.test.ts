import { CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { EnforcementChangeOptions, IdentityAlarm, IdentityEvent, IdentityEventRule } from '../../src';
import { HERE, knownStack, synthesize, warnings } from '../helpers';

/*
 * CloudWatch Logs takes filter patterns of 1,024 characters, EventBridge event patterns of 2,048, or of 4,096 where the quota was raised.
 * What only the deployment knows counts as long as it can become.
 */

function alarmOn(stack: Stack, filterPattern: string): IdentityAlarm {
  return new IdentityAlarm(stack, 'Alarm', {
    event: IdentityEvent.custom('Mine', { title: 'Mine', filterPattern }),
    logGroup: logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail'),
  });
}

/** `{ $.a = "…value…" }` with so many characters around the value that the whole has so many. */
const around = (value: string, length: number, total: number) => `{ $.a = "${'x'.repeat(total - 12 - length)}${value}" }`;

describe('a filter pattern of one\'s own', () => {
  const prefix = 'arn:aws-us-gov:iam::123456789012:'.length;
  test.each<[string, number, (stack: Stack) => string]>([
    ['the name of a role', 64, stack => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }).roleName],
    ['the ARN of a role', prefix + 'role/'.length + 64, stack => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }).roleArn],
    ['the ARN of a role with a path', prefix + 'role/people/'.length + 64,
      stack => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal(), path: '/people/' }).roleArn],
    ['the name of a user', 64, stack => new iam.User(stack, 'User').userName],
    ['the name of a group', 128, stack => new iam.Group(stack, 'Group').groupName],
    ['the ARN of a policy', prefix + 'policy/'.length + 128, stack => new iam.ManagedPolicy(stack, 'P', {
      statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
    }).managedPolicyArn],
    ['the ARN of a policy that has a name', prefix + 'policy/named'.length, stack => new iam.ManagedPolicy(stack, 'P', {
      managedPolicyName: 'named', statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
    }).managedPolicyArn],
    ['the name of a role in another stack', 64,
      stack => new iam.Role(new Stack(stack.node.root, 'Other', { env: HERE }), 'Role', { assumedBy: new iam.AccountRootPrincipal() }).roleName],
    ['a parameter with a limit', 300, stack => new CfnParameter(stack, 'Parameter', { maxLength: 300 }).valueAsString],
    ['the account', 12, () => new Stack().account],
  ])('with %s counts it as %d characters', (_, length, valueIn) => {
    const fits = knownStack();
    alarmOn(fits, around(valueIn(fits), length, 1_024));
    expect(() => synthesize(fits)).not.toThrow();

    const tooLong = knownStack();
    alarmOn(tooLong, around(valueIn(tooLong), length, 1_025));
    expect(() => synthesize(tooLong)).toThrow(
      /filter pattern of the identity event 'Mine' must have at most 1024 characters, has 1025 if the names in it are as long as they can be, got '/,
    );
  });

  test('whose Fn::Sub may close a parenthesis passes', () => {
    const stack = knownStack();
    alarmOn(stack, Fn.sub('{ ($.a = 1 ${Rest} }', { Rest: ')' }));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('that an override makes too long is noticed', () => {
    const stack = knownStack();
    const { metricFilter } = alarmOn(stack, '{ $.a = 1 }');
    (metricFilter.node.defaultChild as logs.CfnMetricFilter).addPropertyOverride('FilterPattern', around('', 0, 1_025));
    expect(() => synthesize(stack)).toThrow(/must have at most 1024 characters, has 1025, got '/);
  });

  test.each<[string, (unknown: string) => string]>([
    ['is one token', unknown => unknown],
    ['has one token for its condition', unknown => `{ ${unknown} }`],
    ['has a token that may close a parenthesis', unknown => `{ ($.a = ${unknown} }`],
    ['has a token that may close the pattern', unknown => `{ $.a = 1 ${unknown}`],
  ])('that %s passes: nothing tells what it will be', (_, patternOf) => {
    const imported = knownStack();
    alarmOn(imported, patternOf(Fn.importValue('pattern')));
    expect(() => synthesize(imported)).not.toThrow();

    const given = knownStack();
    alarmOn(given, patternOf(new CfnParameter(given, 'Pattern').valueAsString));
    expect(() => synthesize(given)).not.toThrow();
  });

  test('with a name that is known at deployment only is still looked at', () => {
    const stack = knownStack();
    alarmOn(stack, `{ ($.a = "${new iam.User(stack, 'User').userName}" }`);
    expect(() => synthesize(stack)).toThrow(/must close each parenthesis/);
  });
});

describe('enforcementChange', () => {
  const path = (length: number) => `/${'p'.repeat(length - 2)}/`;

  test.each<[string, (stack: Stack) => EnforcementChangeOptions, number]>([
    ['a policy of the app', stack => ({ policy: policyIn(stack) }), 2],
    ['a policy of the app with a path of 170 characters', stack => ({ policy: policyIn(stack, path(170)) }), 1],
    ['a policy of the app with the longest path', stack => ({ policy: policyIn(stack, path(512)) }), 0],
    ['a policy whose ARN is known at deployment only', stack => ({
      policy: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', Fn.importValue('policy')),
    }), 0],
    ['a policy with a known ARN', stack => ({ policy: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Policy', 'Enforcement') }), 3],
  ])('takes beside %s as many groups as fit with the longest names', (_, optionsIn, fit) => {
    const stack = knownStack();
    const options = optionsIn(stack);
    const groups = Array.from({ length: fit + 1 }, (__, index) => new iam.Group(stack, `Group${index}`));
    expect(() => IdentityEvent.enforcementChange({ ...options, groups: groups.slice(1) })).not.toThrow();
    expect(() => IdentityEvent.enforcementChange({ ...options, groups })).toThrow(/must have at most 1024 characters, has \d+ if the policy and \d groups have the longest names/);
  });

  test('counts names that Fn::Sub makes as long as they can be', () => {
    const groups = (count: number) => {
      const stack = knownStack();
      return Array.from({ length: count }, (_, index) => iam.Group.fromGroupName(stack, `Group${index}`, Fn.sub(`\${AWS::StackName}-${index}`)));
    };
    expect(() => IdentityEvent.enforcementChange({ groups: groups(5) })).not.toThrow();
    expect(() => IdentityEvent.enforcementChange({ groups: groups(6) })).toThrow(/must have at most 1024 characters/);
  });

  test.each<[string, (stack: Stack, id: string) => iam.Group]>([
    ['written out', (stack, id) => new iam.Group(stack, id, { groupName: id })],
    ['made late', (stack, id) => new iam.Group(stack, id, { groupName: Lazy.string({ produce: () => id }) })],
    ['put together', (stack, id) => new iam.Group(stack, id, { groupName: Fn.join('-', ['a', id]) })],
    ['given by an override', (stack, id) => {
      const group = new iam.Group(stack, id);
      (group.node.defaultChild as iam.CfnGroup).addPropertyOverride('GroupName', id);
      return group;
    }],
  ])('counts names as they are that are %s', (_, groupIn) => {
    const stack = knownStack();
    const groups = Array.from({ length: 6 }, (__, index) => groupIn(stack, `Group${index}`));
    expect(() => IdentityEvent.enforcementChange({ groups })).not.toThrow();
  });

  function policyIn(stack: Stack, policyPath?: string): iam.ManagedPolicy {
    return new iam.ManagedPolicy(stack, 'Policy', {
      path: policyPath, statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
    });
  }
});

describe('an event pattern of one\'s own', () => {
  /** A pattern that has so many characters in a template. */
  const sized = (total: number): events.EventPattern => ({ source: ['x'.repeat(total - '{"source":[""]}'.length)] });
  const custom = (eventPattern: events.EventPattern) => IdentityEvent.custom('Mine', { title: 'Mine', filterPattern: '{ $.a = 1 }', eventPattern });

  function ruleOn(eventPattern: events.EventPattern, stack = knownStack()): Stack {
    new IdentityEventRule(stack, 'Rule', { event: custom(eventPattern), targets: [new targets.SqsQueue(new sqs.Queue(stack, 'Queue'))] });
    return stack;
  }

  test('of 2,048 characters is within EventBridge\'s quota', () => {
    expect(warnings(ruleOn(sized(2_048)))).toEqual([]);
  });

  test.each([2_049, 4_096])('of %d characters needs a quota that was raised: a warning', size => {
    expect(warnings(ruleOn(sized(size)))).toEqual([
      expect.stringMatching(new RegExp(`the event pattern of Mine can become ${size} characters long, and EventBridge takes 2048 unless .*\\[ack: cdk-enforce-mfa:rulePatternSize\\]`)),
    ]);
  });

  test('of more than 4,096 characters fails: the quota goes no further', () => {
    expect(() => custom(sized(4_097))).toThrow('the event pattern of the identity event \'Mine\' must have at most 4096 characters, has 4097');
  });

  test('counts what is added to the rule, and names at their longest', () => {
    const stack = ruleOn(sized(3_968));
    const rule = stack.node.findChild('Rule') as IdentityEventRule;
    rule.addEventPattern({ source: [new iam.Group(stack, 'Group').groupName] });
    expect(() => synthesize(stack)).toThrow(/the event pattern of Mine must have at most 4096 characters, can become 4099 long/);
  });

  test.each<[string, unknown, string]>([
    ['a text', { detail: { eventName: 'CreateUser' } }, 'detail.eventName'],
    ['a text deeper down', { detail: { userIdentity: { type: 'Root' } } }, 'detail.userIdentity.type'],
    ['a text that is known at deployment only', { detail: { eventName: Fn.importValue('name') } }, 'detail.eventName'],
    ['a number', { detail: { count: 1 } }, 'detail.count'],
    ['a truth', { detail: { done: true } }, 'detail.done'],
    ['null', { detail: { errorCode: null } }, 'detail.errorCode'],
    ['a text in an alternative', { detail: { $or: [{ eventName: ['a'] }, { errorCode: 'b' }] } }, 'detail.$or.errorCode'],
  ])('with %s that is in no list fails', (_, eventPattern, field) => {
    expect(() => custom(eventPattern as events.EventPattern)).toThrow(
      `the event pattern of the identity event 'Mine' must have a list of values for each field, has none for '${field}': write ['…'] instead of '…', got '{`,
    );
  });

  test.each<[string, events.EventPattern]>([
    ['matchers', { detail: { eventName: [{ prefix: 'Create' }, { exists: false }] } }],
    ['matchers of the CDK', { detail: { eventName: events.Match.anyOf(events.Match.prefix('Create'), events.Match.exists()) } }],
    ['alternatives', { detail: { $or: [{ eventName: ['a'] }, { errorCode: ['b'] }] } }],
    ['null in a list', { detail: { errorCode: [null] } }],
    ['a list that is known at deployment only', { detail: { eventName: Fn.split(',', Fn.importValue('names')) } }],
  ])('may have %s', (_, eventPattern) => {
    const stack = ruleOn(eventPattern);
    expect(warnings(stack)).toEqual([]);
  });
});
