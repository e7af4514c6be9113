import type { Condition, Expression, Selector, Step, Value } from './nodes';

/** A pattern whose every condition stands in parentheses, unless it is the only one. */
export function print(root: Expression): string {
  return `{ ${printExpression(root)} }`;
}

function printExpression(node: Expression): string {
  if (node.kind !== 'all' && node.kind !== 'any') {
    return printCondition(node);
  }
  return node.terms.map(term => `(${printExpression(term)})`).join(node.kind === 'all' ? ' && ' : ' || ');
}

function printCondition(node: Condition): string {
  const selector = printSelector(node.selector);
  switch (node.kind) {
    case 'notExists': return `${selector} NOT EXISTS`;
    case 'is': return `${selector} IS ${node.constant}`;
    case 'comparison': return `${selector} ${node.operator} ${printValue(node.value)}`;
  }
}

export function printSelector(selector: Selector): string {
  return '$' + selector.map(printStep).join('');
}

function printStep(step: Step): string {
  switch (step.kind) {
    case 'key': return /^[\w-]+$/.test(step.name) ? `.${step.name}` : `.['${step.name}']`;
    case 'index': return `[${step.index}]`;
    case 'wildcard': return step.brackets ? '[*]' : '.*';
  }
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'number': return value.spelling;
    case 'text': return value.quoted ? `"${value.text.replace(/["\\]/g, '\\$&')}"` : value.text;
    case 'regex': return `%${value.source}%`;
  }
}
