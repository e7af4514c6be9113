/** A careless edit of a source file, which a test has to notice. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Source text that is in the file exactly once, and what stands there instead. */
  readonly replace: Replacement;
  /** Parts of the paths of test files, those that should notice first. */
  readonly tests: readonly string[];
  /** A part of the titles of the tests there that should notice; others do not count. */
  readonly title?: string;
}

export type Replacement = readonly [from: string, to: string];

/** Mutants of one file that the same tests have to notice, by name. */
export function mutantsOf(file: string, tests: readonly string[], replacements: Record<string, Replacement>, title?: string): Mutant[] {
  return Object.entries(replacements).map(([name, replace]) => ({ name, file, replace, tests, title }));
}

/**
 * The source with the edit in it.
 *
 * @throws unless the text to replace is there exactly once: an edit that hits nothing, or more, proves nothing
 */
export function mutate(source: string, { name, file, replace: [from, to] }: Mutant): string {
  const [before, ...after] = source.split(from);
  if (after.length !== 1) { throw new Error(`mutant '${name}': ${file} has this ${after.length} times, not once:\n${from}`); }
  return before + to + after[0];
}
