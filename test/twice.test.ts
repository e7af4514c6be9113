import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { HERE, knownStack, synthesize } from './helpers';
import { SUBJECTS } from '../tools/replacements/subjects';

/*
 * Ids of children are never those of the scope: https://github.com/DataDog/datadog-cdk-constructs/issues/666
 */
test.each(Object.entries(SUBJECTS))('%s stands twice in one stack, and beside that in another Region, a nested stack and a Stage', (_, { make, required }) => {
  const stack = knownStack();
  const twoIn = (scope: Stack) => ['One', 'Two'].forEach(id => make(scope, id, required?.(scope) ?? {}));
  const app = stack.node.root;
  [
    stack,
    new NestedStack(stack, 'Nested'),
    new Stack(app, 'Far', { env: { ...HERE, region: 'eu-west-1' } }),
    new Stack(new Stage(app, 'Stage', { env: HERE }), 'Stack'),
  ].forEach(twoIn);
  expect(() => synthesize(stack)).not.toThrow();
});
