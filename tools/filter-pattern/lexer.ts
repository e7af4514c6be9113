import { FilterPatternError } from './error';

export type TokenKind = 'symbol' | 'selector' | 'text' | 'regex' | 'word' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As it is spelled in the pattern, quotes and percent signs included. */
  readonly spelling: string;
  readonly position: number;
}

const BLANK = /\s*/y;

/** Longer symbols stand first. A selector is taken loosely here and read step by step in selector.ts. */
const SHAPES: ReadonlyArray<readonly [TokenKind, RegExp]> = [
  ['symbol', /&&|\|\||<=|>=|!=|[=<>(){}]/y],
  ['selector', /\$(?:\['[^']*'\]|\[[^\]]*\]|[\w.*-])*/y],
  ['text', /"(?:[^"\\]|\\.)*"/sy],
  ['regex', /%(?:[^%\\]|\\.)*%/sy],
  ['word', /[\w.*+-]+/y],
];

export function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  let position = pattern.length - pattern.trimStart().length;
  while (position < pattern.length) {
    const token = tokenAt(pattern, position);
    tokens.push(token);
    position += token.spelling.length;
    position += take(BLANK, pattern, position)!.length;
  }
  return [...tokens, { kind: 'end', spelling: '', position: pattern.length }];
}

function tokenAt(pattern: string, position: number): Token {
  for (const [kind, shape] of SHAPES) {
    const spelling = take(shape, pattern, position);
    if (spelling !== undefined) {
      return { kind, spelling, position };
    }
  }
  const problem = { '"': 'text without a closing quote', '%': 'regular expression without a closing percent sign' }[pattern[position]];
  throw new FilterPatternError(problem ?? `unexpected ${pattern[position]}`, position);
}

/** What the sticky expression finds at exactly this position. */
export function take(shape: RegExp, text: string, position: number): string | undefined {
  shape.lastIndex = position;
  return shape.exec(text)?.[0];
}
