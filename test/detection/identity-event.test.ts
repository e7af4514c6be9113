import { CfnParameter } from 'aws-cdk-lib';
import { IdentityEvent, IdentityEventSeverity } from '../../src';
import { knownStack } from '../helpers';

const PATTERN = '{ $.eventName = "CreateAccessKey" }';

describe('the events of this library', () => {
  const events = [IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA, IdentityEvent.ROOT_USER_ACTIVITY];

  test('are recommended, all of them', () => {
    expect(IdentityEvent.recommended()).toEqual(events);
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

  test('takes a pattern with tokens', () => {
    const role = new CfnParameter(knownStack(), 'Role').valueAsString;
    expect(() => IdentityEvent.custom('Mine', { title: 'Title', filterPattern: `{ $.a = "${role}" }` })).not.toThrow();
  });
});
