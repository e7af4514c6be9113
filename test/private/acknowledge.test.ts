import { Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Group } from 'aws-cdk-lib/aws-iam';
import { acknowledge, acknowledgeInTemplate } from '../../src/private/acknowledge';
import { knownStack } from '../helpers';

const NEWER = { fqn: 'aws-cdk-lib.Validations', version: '2.271.0' };
const OLDER = { fqn: 'aws-cdk-lib.Validations', version: '2.270.0' };

function acknowledgedWith(rtti: object | undefined, ...ids: string[]): unknown[] {
  jest.replaceProperty(Validations as any, Symbol.for('jsii.rtti'), rtti);
  const core = jest.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
  acknowledge(knownStack(), 'because', ...ids);
  return core.mock.calls.flat();
}

afterEach(() => { jest.restoreAllMocks(); });

test('acknowledges each finding with the reason', () => {
  expect(acknowledgedWith(NEWER, 'Pack::One', 'Pack::Rule[Finding::*]'))
    .toEqual([{ id: 'Pack::One', reason: 'because' }, { id: 'Pack::Rule[Finding::*]', reason: 'because' }]);
});

test.each([OLDER, undefined, {}])('leaves out what core would take as acknowledged everywhere (%j)', rtti => {
  expect(acknowledgedWith(rtti, 'Pack::Pack-One', 'Pack::Pack-Rule[Finding::*]', 'cfn-guard::rule')).toEqual([{ id: 'Pack-One', reason: 'because' }]);
});

test('leaves out what core refuses, and goes on with the next', () => {
  jest.replaceProperty(Validations as any, Symbol.for('jsii.rtti'), NEWER);
  const core = jest.spyOn(Validations.prototype, 'acknowledge').mockImplementationOnce(() => { throw new Error('invalid id'); });
  expect(() => acknowledge(knownStack(), 'because', 'Pack::One', 'Pack::Two')).not.toThrow();
  expect(core).toHaveBeenCalledTimes(2);
});

describe('what reads finished templates', () => {
  test('finds in the template what was acknowledged, each time', () => {
    const stack = knownStack();
    const group = new Group(stack, 'Group');
    acknowledgeInTemplate(group, 'because', 'ONE', 'TWO');
    acknowledgeInTemplate(group, 'since', 'THREE');
    Template.fromStack(stack).hasResource('AWS::IAM::Group', {
      Metadata: { checkov: { skip: [{ id: 'ONE', comment: 'because' }, { id: 'TWO', comment: 'because' }, { id: 'THREE', comment: 'since' }] } },
    });
  });
});

test('stack traces of others stay as long as they were', () => {
  const before = Error.stackTraceLimit;
  acknowledge(knownStack(), 'because', 'Pack::One', 'a::b::c');
  expect(Error.stackTraceLimit).toBe(before);
});
