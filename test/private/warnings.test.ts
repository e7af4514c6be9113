import { Annotations, Stack, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { warnWhenFinished } from '../../src/private/warnings';
import { knownStack, warnings } from '../helpers';

const ID = 'cdk-enforce-mfa:late';

function warnedIn(stack: Stack): Construct {
  const construct = new Construct(stack, 'Warned');
  warnWhenFinished(construct, 'late', () => 'look at this');
  return construct;
}

test('warns once, and leaves nothing behind in the tree', () => {
  const stack = knownStack();
  const { node } = warnedIn(stack);
  expect(warnings(stack)).toEqual([`/Stack/Warned look at this [ack: ${ID}]`]);
  expect(node.children).toEqual([]);
});

// core heeds what is acknowledged on the construct itself for warnings that are there already, which these are not
test.each<[string, (stack: Stack, construct: Construct) => void]>([
  ['on the construct itself', (_, construct) => Annotations.of(construct).acknowledgeWarning(ID, 'seen')],
  ['on the stack', stack => Annotations.of(stack).acknowledgeWarning(ID, 'seen')],
])('is silent where that was acknowledged %s', (_, acknowledge) => {
  const stack = knownStack();
  acknowledge(stack, warnedIn(stack));
  expect(warnings(stack)).toEqual([]);
});

test('warns where something else was acknowledged, or something beside it', () => {
  const stack = knownStack();
  Annotations.of(warnedIn(stack)).acknowledgeWarning('cdk-enforce-mfa:other', 'seen');
  Annotations.of(new Construct(stack, 'Beside')).acknowledgeWarning(ID, 'seen');
  Validations.of(stack).acknowledge({ id: 'Some::Rule', reason: 'seen' });
  expect(warnings(stack)).toHaveLength(1);
});
