import { Token } from 'aws-cdk-lib';
import { FILTER_PATTERN_SIZE } from '../private/limits';
import { UNKNOWN } from '../private/longest';

/**
 * What is wrong with a JSON filter pattern, as the rest of a sentence. CloudWatch Logs checks the syntax at deployment;
 * this finds early what it would refuse in any case, and what would watch nothing or everything.
 */
export function findPatternFault(pattern: string): string | undefined {
  if (pattern.length > FILTER_PATTERN_SIZE) {
    return `must have at most ${FILTER_PATTERN_SIZE} characters, has ${pattern.length}`;
  }
  if (pattern.includes(UNKNOWN)) { return undefined; } // brackets and quotes may stand there
  const [, condition] = /^\s*\{([^]*)\}\s*$/.exec(pattern) ?? [];
  if (!condition?.trim()) { return 'must be a JSON pattern, { … } with a condition in it'; }

  const withoutValues = condition.replace(/"(\\.|[^"\\])*"/g, '').replace(/%[^%]*%/g, '');
  if (withoutValues.includes('"')) { return 'must close each quote'; }
  let open = 0;
  for (const sign of withoutValues) {
    if (sign === '(') { open += 1; }
    if (sign === ')') { open -= 1; }
    if (open < 0) { break; }
  }
  return open === 0 ? undefined : 'must close each parenthesis';
}

/**
 * What is wrong with the condition of a Logs Insights query, as the rest of a sentence.
 */
export function findConditionFault(condition: string): string | undefined {
  if (Token.isUnresolved(condition)) { return undefined; }
  if (condition.trim() === '') { return 'must be what stands behind \'filter\''; }
  const withoutValues = condition.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`|\/(\\.|[^/\\])*\//g, '');
  return withoutValues.includes('|') ? 'must be a condition alone, without \'|\' and what comes after it' : undefined;
}
