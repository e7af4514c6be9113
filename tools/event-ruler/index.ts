import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { install } from './install';

export { describeWithEventRuler } from './describe';
export { install };

const RUNNER = join(__dirname, 'MatchEvents.java');

export interface Question {
  /** The event pattern, as CloudFormation gives it to EventBridge. */
  readonly pattern: object;
  /** The event with its envelope. */
  readonly event: object;
}

/** Whether the pattern matches the event, or why the engine refuses the pattern. */
export type Answer = boolean | { readonly refused: string };

/**
 * Asks the engine that EventBridge matches with. All questions in one call: each call starts a Java.
 *
 * @see https://github.com/aws/event-ruler
 */
export function matchEvents(questions: readonly Question[]): Answer[] {
  const output = execFileSync('java', ['-cp', install(), RUNNER], {
    input: questions.map((question, id) => JSON.stringify({ id, ...question })).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 300_000,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const answers = output.trimEnd().split('\n').map(line => JSON.parse(line) as { id: number; matches: boolean; refused?: string });
  if (answers.length !== questions.length || answers.some(({ id }, index) => id !== index)) {
    throw new Error(`the event ruler gave ${answers.length} answers to ${questions.length} questions`);
  }
  return answers.map(({ matches, refused }) => refused === undefined ? matches : { refused });
}
