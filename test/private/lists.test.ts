import { Fn, IResolvable, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { textsIn } from '../../src/private/lists';
import { knownStack } from '../helpers';

test.each<[string, (stack: Stack, arn: string) => [unknown, string[] | undefined]]>([
  ['texts', () => [['one', 'two'], ['one', 'two']]],
  ['a list that is made late', (_, arn) => [Lazy.list({ produce: () => [arn, 'two'] }), [arn, 'two']]],
  ['a list that is made twice as late', (_, arn) => [Lazy.list({ produce: () => Lazy.list({ produce: () => [arn] }) }), [arn]]],
  ['tokens within a text', (_, arn) => [[`before ${arn} after`], [`before ${arn} after`]]],
  ['a token that calls itself something else', () => {
    const token: IResolvable = { creationStack: [], resolve: () => 'one', toString: () => 'other' };
    return [[Token.asString(token)], [Token.asString(token)]];
  }],
  ['nothing', () => [undefined, undefined]],
  ['an empty list', () => [[], []]],
  ['a text', (_, arn) => [arn, undefined]],
  ['a list that only the deployment knows', () => [Fn.split(',', Fn.importValue('Arns')), undefined]],
  ['a condition in it', (_, arn) => [[arn, Fn.conditionIf('Some', arn, '')], undefined]],
])('%s', (_, of) => {
  const stack = knownStack();
  const [list, texts] = of(stack, new Topic(stack, 'Topic').topicArn);
  expect(textsIn(stack, list)).toEqual(texts);
});
