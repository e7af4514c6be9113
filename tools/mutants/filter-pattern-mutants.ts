import { Expression, FilterPattern, print, printSelector } from '../filter-pattern';

export interface PatternMutant<T> {
  readonly name: string;
  readonly pattern: T;
}

/** A filter pattern with one careless edit: each term left out, each operator turned, each value misspelled. */
export function filterPatternMutants(pattern: string): PatternMutant<string>[] {
  return edits(FilterPattern.parse(pattern).root).map(({ name, root }) => ({ name, pattern: print(root) }));
}

interface Edit {
  readonly name: string;
  readonly root: Expression;
}

function edits(node: Expression): Edit[] {
  if (node.kind !== 'all' && node.kind !== 'any') { return editsOfCondition(node); }
  const { kind, terms } = node;
  const other = kind === 'all' ? 'any' : 'all';
  return [
    { name: `${kind} for ${other}: ${print(node)}`, root: { kind: other, terms } },
    ...terms.flatMap((term, index): Edit[] => [
      { name: `without ${print(term)} in ${print(node)}`, root: simplest(kind, terms.filter((_, each) => each !== index)) },
      ...edits(term).map(({ name, root }): Edit => ({ name, root: { kind, terms: terms.map((each, place) => place === index ? root : each) } })),
    ]),
  ];
}

function simplest(kind: 'all' | 'any', terms: Expression[]): Expression {
  return terms.length === 1 ? terms[0] : { kind, terms };
}

function editsOfCondition(node: Exclude<Expression, { kind: 'all' | 'any' }>): Edit[] {
  const { selector } = node;
  const anything: Expression = { kind: 'comparison', selector, operator: '=', value: { kind: 'text', text: '*', quoted: true } };
  if (node.kind !== 'comparison') { return [{ name: `${printSelector(selector)} exists for ${print(node)}`, root: anything }]; }
  const { operator, value } = node;
  const turned: Edit = { name: `turned: ${print(node)}`, root: { ...node, operator: operator === '=' ? '!=' : '=' } };
  return value.kind === 'text'
    ? [turned, { name: `misspelled: ${print(node)}`, root: { ...node, value: { ...value, text: `${value.text}x` } } }]
    : [turned];
}
