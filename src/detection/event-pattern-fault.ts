import { Token } from 'aws-cdk-lib';
import { EVENT_PATTERN_MAX_SIZE } from '../private/limits';

/**
 * What is wrong with an event pattern, as the rest of a sentence. EventBridge checks the rest at deployment.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function findEventPatternFault(pattern: object): string | undefined {
  const size = JSON.stringify(pattern).length;
  if (size > EVENT_PATTERN_MAX_SIZE) { return `must have at most ${EVENT_PATTERN_MAX_SIZE} characters, has ${size}`; }
  if (isEmpty(pattern)) { return 'must have values for each field and one field at least: it would find everything or nothing'; }
  const bare = findBareValue(pattern, []);
  return bare && `must have a list of values for each field, has none for '${bare}': write ['…'] instead of '…'`;
}

/** Whether a pattern, or a part of it, has no value to compare with. */
function isEmpty(pattern: any): boolean {
  if (typeof pattern !== 'object' || pattern === null || Token.isUnresolved(pattern)) { return false; }
  const parts = Object.values(pattern).filter(part => part !== undefined);
  return parts.length === 0 || (!Array.isArray(pattern) && parts.some(isEmpty));
}

/** The path of a field whose value stands there without a list. */
function findBareValue(part: any, path: string[]): string | undefined {
  if (part === undefined) { return undefined; }
  if (typeof part !== 'object' || part === null) { return path.join('.'); }
  if (Token.isUnresolved(part)) { return undefined; }
  if (Array.isArray(part)) {
    return path.at(-1) === '$or' ? firstOf(part, each => findBareValue(each, path)) : undefined;
  }
  return firstOf(Object.entries(part), ([field, value]) => findBareValue(value, [...path, field]));
}

function firstOf<T>(parts: T[], find: (part: T) => string | undefined): string | undefined {
  for (const part of parts) {
    const found = find(part);
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/** A copy that may be changed, of lists and objects down to the tokens in them. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(copyOf) as T; }
  return value !== null && typeof value === 'object' && !Token.isUnresolved(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)])) as T
    : value;
}
