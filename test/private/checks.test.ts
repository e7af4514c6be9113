import { CfnParameter, Fn, Token } from 'aws-cdk-lib';
import { checkEmails, checkText, checkWholeNumber, differ } from '../../src/private/checks';
import { knownStack } from '../helpers';

const RULE = { pattern: /^[a-z]+$/, minLength: 2, maxLength: 3, allowed: 'two or three small letters' };

describe('checkText', () => {
  test.each([undefined, 'ab', 'abc'])('takes %j', value => {
    expect(() => checkText(knownStack(), 'name', value, RULE)).not.toThrow();
  });

  test.each(['', 'a', 'abcd', 'AB', 'ab\n'])('fails for %j', value => {
    expect(() => checkText(knownStack(), 'name', value, RULE)).toThrow(`'name' must be two or three small letters, got '${value}'`);
  });

  test('says where', () => {
    expect(() => checkText(knownStack('Here'), 'name', '', RULE)).toThrow(/\(at Here\)$/);
  });

  test('takes a token', () => {
    const stack = knownStack();
    expect(() => checkText(stack, 'name', new CfnParameter(stack, 'Name').valueAsString, RULE)).not.toThrow();
  });
});

describe('checkWholeNumber', () => {
  test.each([undefined, 1, 3, Token.asNumber({ Ref: 'Number' })])('takes %p', value => {
    expect(() => checkWholeNumber(knownStack(), 'count', value, 1, 3)).not.toThrow();
  });

  test.each([0, 4, 1.5, NaN, -1])('fails for %p', value => {
    expect(() => checkWholeNumber(knownStack(), 'count', value, 1, 3)).toThrow(`'count' must be a whole number from 1 to 3, got ${value}`);
  });
});

describe('checkEmails', () => {
  test('takes addresses of any shape that SNS takes', () => {
    expect(() => checkEmails(knownStack(), 'emails', ['a@b', 'first.last+aws@sub.example.com'])).not.toThrow();
  });
});

describe('differ', () => {
  const token = Token.asString({ Ref: 'AWS::Region' });
  test.each([
    ['us-east-1', 'us-east-1', false],
    ['us-east-1', 'eu-west-1', true],
    ['us-east-1', token, false],
    [token, 'us-east-1', false],
  ])('of %s and %s: %s', (one, other, expected) => {
    expect(differ(one, other)).toBe(expected);
  });

  test('takes a list of tokens, not a token for the list', () => {
    const stack = knownStack();
    const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
    expect(() => checkEmails(stack, 'emails', [Fn.select(0, list), 'a@b'])).not.toThrow();
    expect(() => checkEmails(stack, 'emails', list)).toThrow(
      '\'emails\' must be a list whose length is known when the app is synthesized, got a token for all of it; name its members one by one, for instance by Fn.select',
    );
  });
});
