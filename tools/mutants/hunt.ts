import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { mutate, Mutant } from './mutant';
import { runTests } from './run-tests';
import { Sandbox } from './sandbox';

export interface Outcome {
  readonly mutant: Mutant;
  readonly fate: 'killed' | 'SURVIVED' | 'ERROR';
  /** The first test that noticed, the files that did not, or what is wrong with the mutant. */
  readonly detail: string;
}

/**
 * Runs the tests without any mutant.
 *
 * @throws unless they pass, and every mutant can be made, has a name of its own and tests that exist
 */
export async function checkMutants(mutants: readonly Mutant[], sandbox: Sandbox): Promise<void> {
  const names = mutants.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) { throw new Error(`two mutants with one name: ${twice.join(', ')}`); }
  mutants.forEach(mutant => mutate(readFileSync(join(sandbox.original, mutant.file), 'utf8'), mutant));

  const patterns = [...new Set(mutants.flatMap(({ tests }) => tests))];
  const { passed, files, failedAssertions, errors } = await runTests(sandbox.original, patterns, sandbox.cache);
  if (!passed) { throw new Error(`without any mutant the tests fail:\n${[...failedAssertions, ...errors].join('\n')}`); }
  const missing = patterns.filter(pattern => !files.some(file => file.includes(pattern)));
  if (missing.length > 0) { throw new Error(`no test file has ${missing.join(', ')} in its path`); }
}

/** Tries the mutants, some at a time. */
export async function hunt(mutants: readonly Mutant[], sandbox: Sandbox, atATime: number, tell: (outcome: Outcome) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const work = async () => {
    while (next < mutants.length) {
      const index = next++;
      outcomes[index] = await tryMutant(mutants[index], sandbox);
      tell(outcomes[index]);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return outcomes;
}

/** One mutant in a copy of its own: test file by test file, until one notices. */
async function tryMutant(mutant: Mutant, sandbox: Sandbox): Promise<Outcome> {
  const copy = sandbox.fresh();
  try {
    const path = join(copy, mutant.file);
    writeFileSync(path, mutate(readFileSync(path, 'utf8'), mutant));
    for (const pattern of mutant.tests) {
      const { passed, files, failedAssertions, errors } = await runTests(copy, [pattern], sandbox.cache, mutant.title);
      if (passed) { continue; }
      // a file that does not load and a test that throws have noticed nothing
      if (failedAssertions.length === 0) { return { mutant, fate: 'ERROR', detail: errors.join('\n') }; }
      return { mutant, fate: 'killed', detail: `${files.join(', ')}: ${failedAssertions[0]}` };
    }
    return { mutant, fate: 'SURVIVED', detail: mutant.tests.join(', ') };
  } finally {
    sandbox.remove(copy);
  }
}
