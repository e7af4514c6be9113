import { JsonNumber, type Json } from './json';
import type { Comparison, Constant, Expression, Operator, Selector, Step, Value } from './nodes';
import { compileRegex } from './regex';

// What a condition means was observed with TestMetricFilter on the real service, see test/tools/filter-pattern.test.ts.
// No observation settles what != means when a wildcard selects several values: here one that differs is enough.

export function evaluate(node: Expression, event: Json): boolean {
  switch (node.kind) {
    case 'any': return node.terms.some(term => evaluate(term, event));
    case 'all': return node.terms.every(term => evaluate(term, event));
    case 'notExists': return select(node.selector, event).length === 0;
    case 'is': return select(node.selector, event).some(value => is(value, node.constant));
    case 'comparison': return select(node.selector, event).some(value => compare(value, node));
  }
}

function select(selector: Selector, event: Json): readonly Json[] {
  return selector.reduce<readonly Json[]>((values, step) => values.flatMap(value => [...children(value, step)]), [event]);
}

function* children(value: Json, step: Step): Iterable<Json> {
  if (value instanceof Map) {
    if (step.kind === 'wildcard') {
      yield* value.values();
    } else if (step.kind === 'key' && value.has(step.name)) {
      yield value.get(step.name);
    }
  } else if (Array.isArray(value)) {
    if (step.kind === 'wildcard') {
      yield* value;
    } else if (step.kind === 'index' && step.index < value.length) {
      yield value[step.index];
    }
  }
}

/** An array is NULL, TRUE or FALSE when it holds one. */
function is(value: Json, constant: Constant): boolean {
  const wanted = { NULL: null, TRUE: true, FALSE: false }[constant];
  return value === wanted || (Array.isArray(value) && value.includes(wanted));
}

/** Only texts and numbers compare: null, booleans, arrays and objects satisfy neither `=` nor `!=`. */
function compare(value: Json, { operator, value: wanted }: Comparison): boolean {
  if (typeof value !== 'string' && !(value instanceof JsonNumber)) {
    return false;
  }
  switch (operator) {
    case '=': return equals(value, wanted);
    case '!=': return !equals(value, wanted);
    default: return value instanceof JsonNumber && wanted.kind === 'number' && inOrder(value.value, operator, Number(wanted.spelling));
  }
}

function equals(value: string | JsonNumber, wanted: Value): boolean {
  const text = typeof value === 'string' ? value : value.spelling;
  switch (wanted.kind) {
    case 'number': return typeof value === 'string' ? text === wanted.spelling : value.value === Number(wanted.spelling);
    case 'text': return wildcards(wanted.text).test(text);
    case 'regex': return compileRegex(wanted.source).test(text);
  }
}

function inOrder(left: number, operator: Exclude<Operator, '=' | '!='>, right: number): boolean {
  switch (operator) {
    case '<': return left < right;
    case '<=': return left <= right;
    case '>': return left > right;
    case '>=': return left >= right;
  }
}

function wildcards(text: string): RegExp {
  const parts = text.split('*').map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
