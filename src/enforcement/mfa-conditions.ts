import { Duration, Token } from 'aws-cdk-lib';
import { Conditions } from 'aws-cdk-lib/aws-iam';
import { secondsAsText } from './statements';
import { same } from '../private/rendered';

/** In lower case: IAM compares condition keys without case. */
const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';

export interface ConditionValue {
  readonly operator: string;
  readonly key: string;
  readonly value: unknown;
}

/**
 * One value for each operator and key. Blocks that are known at deployment only are left out.
 */
export function conditionValues(conditions: Conditions): ConditionValue[] {
  return Object.entries(conditions)
    .filter(([, block]) => typeof block === 'object' && block !== null && !Token.isUnresolved(block))
    .flatMap(([operator, block]) => Object.entries(block as object).map(([key, value]) => ({ operator, key, value })));
}

/**
 * Two sets of conditions as one: of the same operator and key the later value holds.
 *
 * @throws if blocks meet of which one is known at deployment only
 */
export function merge(one: Conditions, other: Conditions): Record<string, any> {
  const result: Record<string, any> = { ...one };
  for (const [operator, block] of Object.entries(other)) {
    if (result[operator] && (Token.isUnresolved(result[operator]) || Token.isUnresolved(block))) {
      throw new Error(`the ${operator} conditions of this principal are known at deployment only, so nothing can be added to them; write them out`);
    }
    result[operator] = { ...result[operator], ...block as object };
  }
  return result;
}

/**
 * The conditions of an Allow, with those that demand MFA, and that it is not too old.
 *
 * @throws if they contradict MFA, or cannot be looked into
 */
export function demandMfa(conditions: Conditions, maxMfaAge?: Duration): Record<string, any> {
  const values = conditionValues(conditions);
  const contradiction = values.find(contradictsMfa);
  if (contradiction) { throw new Error(`${describe(contradiction)} contradicts MFA, which this principal must use; remove it`); }

  const present = values.some(isPresentInBool) ? {} : { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  return merge(merge(conditions, present), maxMfaAge ? ageCondition(values, secondsAsText(maxMfaAge)) : {});
}

/** The smaller of an age that is there already and the one that is asked, under the key that is there. */
function ageCondition(values: ConditionValue[], asked: string): Conditions {
  const existing = values.find(({ operator, key }) => operator === 'NumericLessThanEquals' && key.toLowerCase() === AGE);
  if (!existing) { return { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': asked } }; }
  const smaller = Math.min(Number(existing.value), Number(asked));
  if (Number.isNaN(smaller)) {
    throw new Error(`${describe(existing)} and a 'maxMfaAge' of ${asked} seconds cannot be compared before deployment; ask for one of them`);
  }
  return { NumericLessThanEquals: { [existing.key]: String(smaller) } };
}

function isPresentInBool({ operator, key }: ConditionValue): boolean {
  return operator === 'Bool' && key.toLowerCase() === PRESENT;
}

/**
 * Whether a condition on the presence of MFA may hold without it.
 */
export function contradictsMfa({ operator, key, value }: ConditionValue): boolean {
  const withMfa = operator.toLowerCase() === 'null' ? 'false' : 'true';
  return key.toLowerCase() === PRESENT && [value].flat().some(text => String(text).toLowerCase() !== withMfa);
}

/**
 * Whether rendered conditions of an Allow hold with MFA only, and of the age asked (in seconds, or as it is rendered).
 */
export function demandsMfa(conditions: Conditions, maxMfaAge?: unknown): boolean {
  const values = conditionValues(conditions);
  const present = values.some(({ operator, key, value }) =>
    operator.toLowerCase() === 'bool' && key.toLowerCase() === PRESENT && [value].flat().length > 0);
  if (!present || values.some(contradictsMfa)) { return false; }
  return maxMfaAge === undefined || values.some(({ operator, key, value }) =>
    /^numericlessthan(equals)?$/i.test(operator) && key.toLowerCase() === AGE && isAtMost(value, maxMfaAge));
}

function isAtMost(value: unknown, limit: unknown): boolean {
  if (typeof limit === 'object') { return same(value, limit); } // known at deployment only
  const ages = [value].flat().map(String);
  return ages.length > 0 && ages.every(age => /^\d+(\.\d+)?$/.test(age) && Number(age) <= Number(limit));
}

/**
 * Whether a condition is about MFA.
 */
export function isAboutMfa({ key }: ConditionValue): boolean {
  return [PRESENT, AGE].includes(key.toLowerCase());
}

export function describe({ operator, key, value }: ConditionValue): string {
  return `the condition ${operator} ${key} ${JSON.stringify(value)}`;
}
