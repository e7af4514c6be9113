import { availableParallelism } from 'os';
import { enforcementMutants } from './enforcement';
import { checkMutants, hunt, Outcome } from './hunt';
import { Mutant } from './mutant';
import { Sandbox } from './sandbox';
import { exitOnSignals } from '../emulator/clean-up';

/*
 * Breaks the library on purpose, one careless edit at a time, and expects the tests to notice. An argument is a part of the
 * names of the mutants to try; without one all are tried.
 */
const FAMILIES: (() => Promise<Mutant[]>)[] = [enforcementMutants];

const AT_A_TIME = Math.min(2, availableParallelism());

exitOnSignals();
main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const [part = ''] = process.argv.slice(2);
  const mutants = (await Promise.all(FAMILIES.map(family => family()))).flat().filter(({ name }) => name.includes(part));
  if (mutants.length === 0) { throw new Error(`no mutant has '${part}' in its name`); }

  const sandbox = new Sandbox();
  try {
    const outcomes = await tryAll(mutants, sandbox);
    const killed = outcomes.filter(({ fate }) => fate === 'killed').length;
    console.log(`\n${tableOf(outcomes)}\n\n${killed} passed, ${outcomes.length - killed} failed`);
    process.exitCode = killed < outcomes.length ? 1 : 0;
  } finally {
    sandbox.removeAll();
  }
}

async function tryAll(mutants: Mutant[], sandbox: Sandbox): Promise<Outcome[]> {
  console.log(`${mutants.length} mutants; first their tests without any`);
  await checkMutants(mutants, sandbox);
  let done = 0;
  return hunt(mutants, sandbox, AT_A_TIME, ({ mutant, fate }) => console.log(`${++done}/${mutants.length} ${fate}: ${mutant.name}`));
}

function tableOf(outcomes: Outcome[]): string {
  const width = Math.max(...outcomes.map(({ mutant }) => mutant.name.length));
  return [
    `${'mutant'.padEnd(width)}  killed by`,
    ...outcomes.map(({ mutant, fate, detail }) => `${mutant.name.padEnd(width)}  ${fate === 'killed' ? detail : `${fate}: ${detail}`}`),
  ].join('\n');
}
