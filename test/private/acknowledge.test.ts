import { Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Group } from 'aws-cdk-lib/aws-iam';
import { acknowledge, acknowledgeInTemplate } from '../../src/private/acknowledge';
import { knownStack } from '../helpers';

test('acknowledges each finding with the reason', () => {
  const core = jest.spyOn(Validations.prototype, 'acknowledge');
  acknowledge(knownStack(), 'because', 'Pack::One', 'Pack::Two');
  expect(core.mock.calls).toEqual([[{ id: 'Pack::One', reason: 'because' }], [{ id: 'Pack::Two', reason: 'because' }]]);
});

test('leaves out what core refuses, and goes on with the next', () => {
  const core = jest.spyOn(Validations.prototype, 'acknowledge').mockImplementationOnce(() => { throw new Error('invalid id'); });
  expect(() => acknowledge(knownStack(), 'because', 'Pack::Rule[Finding::*]', 'Pack::Two')).not.toThrow();
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
