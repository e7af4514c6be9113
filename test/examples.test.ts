import { EXAMPLES, withExample } from './examples';

test.each(EXAMPLES)('the example %s synthesizes to what reviewers have seen', example => {
  const templates = withExample(example, {}, app =>
    app.synth().stacks.map(stack => [stack.stackName, stack.template.Resources]));
  expect(Object.fromEntries(templates)).toMatchSnapshot();
});

