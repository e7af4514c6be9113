/** The parsed tree. Nodes are plain and read-only: a tool copies one with its change and prints the copy. */
export type Expression = All | Any | Condition;
export type Condition = Comparison | NotExists | Is;

/** Terms joined by `&&`. */
export interface All {
  readonly kind: 'all';
  readonly terms: readonly Expression[];
}

/** Terms joined by `||`. */
export interface Any {
  readonly kind: 'any';
  readonly terms: readonly Expression[];
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly selector: Selector;
  readonly operator: Operator;
  readonly value: Value;
}

export interface NotExists {
  readonly kind: 'notExists';
  readonly selector: Selector;
}

export interface Is {
  readonly kind: 'is';
  readonly selector: Selector;
  readonly constant: Constant;
}

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Operator = typeof OPERATORS[number];

export const CONSTANTS = ['NULL', 'TRUE', 'FALSE'] as const;
export type Constant = typeof CONSTANTS[number];

/** A number keeps its spelling; a text stands without its quotes and escapes, and `*` in it is a wildcard. */
export type Value =
  | { readonly kind: 'number'; readonly spelling: string }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'regex'; readonly source: string };

export type Selector = readonly Step[];

/** `wildcard` is `.*`, or `[*]` with brackets. */
export type Step =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'wildcard'; readonly brackets: boolean };
