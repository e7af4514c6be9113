import { FilterPatternError } from './error';
import { take, type Token } from './lexer';
import type { Selector, Step } from './nodes';

const FIRST_STEP = /\.(?=.)/y;

const STEPS: ReadonlyArray<readonly [RegExp, (spelling: string) => Step]> = [
  [/\.[\w-]+/y, spelling => ({ kind: 'key', name: spelling.slice(1) })],
  [/\.?\['[^']*'\]/y, spelling => ({ kind: 'key', name: spelling.slice(spelling.indexOf("'") + 1, -2) })],
  [/\[\d+\]/y, spelling => ({ kind: 'index', index: Number(spelling.slice(1, -1)) })],
  [/\.\*/y, () => ({ kind: 'wildcard', brackets: false })],
  [/\[\*\]/y, () => ({ kind: 'wildcard', brackets: true })],
];

export function readSelector({ spelling, position }: Token): Selector {
  if (take(FIRST_STEP, spelling, 1) === undefined) {
    throw new FilterPatternError('expected a selector to start with $. and a name', position);
  }
  const steps: Step[] = [];
  let offset = 1;
  while (offset < spelling.length) {
    const [step, length] = stepAt(spelling, offset, position);
    steps.push(step);
    offset += length;
  }
  if (steps.filter(step => step.kind === 'wildcard').length > 1) {
    throw new FilterPatternError(`expected at most one wildcard in the selector ${spelling}`, position);
  }
  return steps;
}

function stepAt(spelling: string, offset: number, position: number): [Step, number] {
  for (const [shape, read] of STEPS) {
    const found = take(shape, spelling, offset);
    if (found !== undefined) {
      return [read(found), found.length];
    }
  }
  throw new FilterPatternError("expected .name, ['name'], [0], .* or [*]", position + offset);
}
