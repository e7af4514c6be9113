import { CfnParameter } from 'aws-cdk-lib';
import { IdentityEvent, IdentityEventSeverity } from '../../src';
import { knownStack } from '../helpers';

const PATTERN = '{ $.eventName = "CreateAccessKey" }';

describe('the events of this library', () => {
  const events = Object.values(IdentityEvent).filter(value => value instanceof IdentityEvent);

  test('are many, each with a name of its own', () => {
    expect(events.length).toBeGreaterThanOrEqual(15);
    expect(new Set(events.map(({ name }) => name)).size).toBe(events.length);
  });

  test('those that every account should hear of', () => {
    expect(IdentityEvent.recommended().map(({ name }) => name)).toEqual([
      'UserSignInWithoutMfa', 'RootSignInWithoutMfa', 'RootUserActivity', 'RootCredentialChange', 'MfaDeviceRemoved',
      'MfaDeviceRegisteredWithAccessKey', 'AuditTrailChange',
    ]);
  });

  test('those of CIS serve its first six monitoring controls', () => {
    const served = new Set(IdentityEvent.cis().flatMap(({ controls }) => controls));
    const wanted = ['4.1', '4.2', '4.3', '4.4', '4.5', '4.6'].map(control => `CIS AWS Foundations Benchmark 3.0.0/${control}`);
    expect([...served]).toEqual(expect.arrayContaining(wanted));
    expect([...served]).toContain('CIS AWS Foundations Benchmark 7.0.0/5.6');
  });

  test('those of Security Hub serve one control each, and have no event pattern', () => {
    expect(IdentityEvent.securityHub().map(({ controls }) => controls)).toEqual([1, 2, 3, 4, 5, 6].map(number => [`Security Hub CloudWatch.${number}`]));
    expect(IdentityEvent.securityHub().every(({ eventPattern }) => eventPattern === undefined)).toBe(true);
  });

  test('those of Security Hub are as severe as what they tell of', () => {
    expect(IdentityEvent.securityHub().filter(({ severity }) => severity === IdentityEventSeverity.HIGH).map(({ name }) => name))
      .toEqual(['SecurityHubRootUsage', 'SecurityHubSignInWithoutMfa', 'SecurityHubTrailChange']);
  });

  test.each(events)('$name passes the checks of custom events', ({ name, title, filterPattern, nextStep }) => {
    expect(() => IdentityEvent.custom(name, { title, filterPattern, nextStep })).not.toThrow();
  });
});

describe('custom', () => {
  test('has defaults for what is left out', () => {
    expect(IdentityEvent.custom('KeyCreated', { title: 'A key was created', filterPattern: PATTERN })).toMatchObject({
      name: 'KeyCreated',
      title: 'A key was created',
      filterPattern: PATTERN,
      severity: IdentityEventSeverity.MEDIUM,
      nextStep: 'Find the event in CloudTrail and ask whoever did it.',
    });
  });

  test.each(['', 'with space', '1st', 'a:b', 'x'.repeat(65)])('fails for the name %j', name => {
    expect(() => IdentityEvent.custom(name, { title: 'Title', filterPattern: PATTERN })).toThrow(/1 to 64 letters and digits .*, got '/);
  });

  test.each([
    ['', 'must be a JSON pattern'],
    ['   ', 'must be a JSON pattern'],
    ['{ }', 'must be a JSON pattern'],
    ['ERROR', 'must be a JSON pattern'],
    ['[ip, user]', 'must be a JSON pattern'],
    ['{ $.a = 1', 'must be a JSON pattern'],
    ['{ ($.a = 1 }', 'must close each parenthesis'],
    ['{ $.a = 1) }', 'must close each parenthesis'],
    ['{ )$.a = 1( }', 'must close each parenthesis'],
    ['{ $.a = "b }', 'must close each quote'],
    [`{ $.a = "${'x'.repeat(1_013)}" }`, 'must have at most 1024 characters, has 1025'],
  ])('fails for the pattern %j', (filterPattern, fault) => {
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', filterPattern })).toThrow(`the filter pattern of the identity event 'Mine' ${fault}`);
  });

  test.each([
    '{ $.a = "(" }',
    '{ $.a = "say \\"no\\" )" }',
    '{ $.a = %(one|two% }',
    `{ $.a = "${'x'.repeat(1_012)}" }`,
  ])('takes the pattern %j', filterPattern => {
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', filterPattern })).not.toThrow();
  });

  test.each(['', '  '])('fails for the title %j', title => {
    expect(() => IdentityEvent.custom('Mine', { title, filterPattern: PATTERN })).toThrow(`the title of the identity event 'Mine' must say what happened, got '${title}'`);
  });

  test('fails for an empty next step', () => {
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', nextStep: '', filterPattern: PATTERN })).toThrow(/the next step of the identity event 'Mine' must say what to do/);
  });

  test('keeps copies: what is changed afterwards changes nothing', () => {
    const controls = ['SOC 2 CC6.1'];
    const eventPattern = { source: ['mine'] };
    const event = IdentityEvent.custom('Mine', { title: 'Title', filterPattern: PATTERN, controls, eventPattern });
    controls.push('more');
    eventPattern.source.push('yours');
    expect(event).toMatchObject({ controls: ['SOC 2 CC6.1'], eventPattern: { source: ['mine'] } });
  });

  test.each([
    'eventName = "CreateUser" | limit 1',
    'eventName like /a/ | sort eventTime',
  ])('fails for the query condition %j, which is more than a condition', queryCondition => {
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', filterPattern: PATTERN, queryCondition }))
      .toThrow('the query condition of the identity event \'Mine\' must be a condition alone, without \'|\' and what comes after it, got \'');
  });

  test.each(['eventName like /Create|Delete/', 'errorMessage = "a | b"', 'errorMessage = \'a | b\''])('takes the query condition %j', queryCondition => {
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', filterPattern: PATTERN, queryCondition })).not.toThrow();
  });

  test('takes a pattern with tokens', () => {
    const role = new CfnParameter(knownStack(), 'Role').valueAsString;
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', filterPattern: `{ $.a = "${role}" }` })).not.toThrow();
  });
});
