import { Validations } from 'aws-cdk-lib';
import { acknowledge } from '../../src/private/acknowledge';
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
