import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account, type Copy } from './account';
import { BREAKS } from './breaks';
import { differences, only, withLoss, type Taken } from './compare';
import { lookUp } from './deployed';
import { BENCHMARK, CHECKS, EXPECTED, expectedIn, NOT_ASKED, STATES, TAKEN_AWAY, UNNOTICED, type State } from './expected';
import type { Statuses } from './findings';
import { addAlice, enroll } from './people';
import { Prowler } from './prowler';
import { baseline, baselineThatWatches } from './templates';
import { IdentityEvent } from '../../src';
import { atExit, exitOnSignals } from '../emulator/clean-up';
import { SetupError } from '../emulator/setup-error';
import { table } from '../emulator/table';
import { uvEnvironment } from '../emulator/uv-environment';

/*
 * npm run test:account                                       everything
 * npm run test:account -- --without 'the key rotates'        the baseline as if somebody had taken a control away: it has to fail
 */
const begin = Date.now();

function report(line: string): void {
  console.log(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

async function install(name: string): Promise<string> {
  const requirements = join(__dirname, 'python', `${name}.txt`);
  return join(await uvEnvironment(`account-${name}`, requirements, () => report(`installing ${name} (once)`), 600), 'bin', 'python');
}

// as many as there are cores at least
const AT_ONCE = 2;

class Run {
  public readonly faults: string[] = [];
  /** What was found in each state. */
  public readonly found: Partial<Record<State, Statuses>> = {};
  public readonly noticed: { readonly control: string; readonly turned: string[] }[] = [];

  constructor(private readonly prowler: Prowler) {}

  public async look(state: State, account: Copy): Promise<void> {
    const found = { ...await this.prowler.audit(account, CHECKS), ...await this.benchmarkOf(state, account) };
    const faults = differences(state, expectedIn(state), found);
    this.found[state] = found;
    this.faults.push(...faults);
    report(`${STATES[state]}: ${Object.keys(found).length} checks, ${faults.length > 0 ? faults.join(', ') : 'all as expected'}`);
  }

  /** Takes each control of a state away, one at a time, in copies of the account. */
  public async takeAway(state: State, account: Account): Promise<void> {
    const waiting = Object.entries(TAKEN_AWAY[state] ?? {});
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.takeOne(state, account, ...next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  private async takeOne(state: State, account: Account, control: string, taken: Taken): Promise<void> {
    const found = await account.inCopy(async (copy) => {
      await BREAKS[control](await lookUp(copy));
      return this.prowler.audit(copy, CHECKS);
    });
    const before = only(CHECKS, expectedIn(state));
    const faults = differences(`without: ${control}`, withLoss(before, taken), found);
    const seen = Object.keys(found).filter((check) => found[check] === 'FAIL' && before[check] !== 'FAIL').sort();
    this.noticed.push({ control, turned: seen });
    this.faults.push(...faults);
    report(`without: ${control}: ${seen.join(', ') || 'nothing turns'}${faults.length > 0 ? ', OTHERWISE THAN EXPECTED' : ''}`);
  }

  private async benchmarkOf(state: State, account: Copy): Promise<Statuses> {
    return BENCHMARK.includes(state) ? this.prowler.auditBenchmark(account) : {};
  }
}

/** @returns whether everything is as expected */
async function audit(without?: string): Promise<boolean> {
  const controls = Object.keys(TAKEN_AWAY.baseline!);
  if (without !== undefined && !controls.includes(without)) {
    throw new SetupError(`There is no control '${without}' of the baseline; there are:\n${controls.map((each) => `  ${each}`).join('\n')}`);
  }
  const [moto, prowlerPython] = [await install('moto'), await install('prowler')];
  const scratch = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-account-'));
  atExit(() => rmSync(scratch, { recursive: true, force: true }));

  report('starting moto, and Prowler, which reads for a while');
  const reading = Prowler.start(prowlerPython, scratch);
  const [account, another] = await Promise.all(['moto', 'another-moto'].map(async (name) => {
    const started = await Account.start(moto, scratch, name);
    await addAlice(started.clients);
    return started;
  }));
  const templates = {
    baseline: await baseline(),
    cis: baselineThatWatches(IdentityEvent.cis()),
    securityHub: baselineThatWatches(IdentityEvent.securityHub()),
  };
  report(`synthesized ${Object.keys(templates).length} templates`);
  const prowler = await reading;
  report('Prowler is ready');

  const run = new Run(prowler);
  if (without !== undefined) {
    await account.deploy(templates.baseline);
    await BREAKS[without](await lookUp(account));
    await run.look('baseline', account);
  } else {
    await run.look('empty', account);
    await account.inCopy(async (copy) => {
      await copy.deploy(templates.securityHub);
      await run.look('securityHub', copy);
    });
    await another.deploy(templates.cis);
    await run.look('cis', another);
    await run.takeAway('cis', another);
    await account.deploy(templates.baseline);
    await run.look('baseline', account);
    await run.takeAway('baseline', account);
    await enroll(account.clients);
    await run.look('enrolled', account);
    await run.takeAway('enrolled', account);
  }
  for (const each of [account, another, prowler]) each.stop();

  show(run);
  return run.faults.length === 0;
}

function show({ found, noticed, faults }: Run): void {
  const states = (Object.keys(STATES) as State[]).filter((state) => found[state]);
  const cell = (state: State, check: string) => {
    const [seen, wanted] = [found[state]![check] ?? 'none', expectedIn(state)[check] ?? 'none'];
    return wanted === seen ? seen.replace('none', '-') : `${seen}, not ${wanted}`;
  };
  console.log(`\n${table(['check', ...states], Object.keys(EXPECTED).map((check) => [check, ...states.map((state) => cell(state, check))]))}`);
  console.log(`\n${states.map((state) => `${state}: ${STATES[state]}`).join('\n')}`);
  if (noticed.length > 0) {
    console.log(`\n${table(['', 'control that was taken away', 'turned to FAIL'], noticed.map(({ control, turned: seen }) =>
      [seen.length > 0 ? '✓' : '-', control, seen.join(' ') || `nothing: ${UNNOTICED[control] ?? 'does Prowler look at it?'}`]))}`);
  }
  const unable = Object.keys(EXPECTED).filter((check) => found.baseline && found.baseline[check] !== 'PASS');
  console.log(`\n${table(['not to be had by a baseline', 'why'], [
    ...unable.map((check) => [check, EXPECTED[check].why ?? '']), ...Object.entries(NOT_ASKED).map(([check, why]) => [check, why]),
  ])}\n`);
  for (const fault of faults) console.log(fault);
  report(faults.length > 0 ? `${faults.length} otherwise than expected` : 'all as expected');
}

const [option, value, ...rest] = process.argv.slice(2);
exitOnSignals();
(option === undefined || (option === '--without' && value !== undefined && rest.length === 0)
  ? audit(value)
  : Promise.reject(new SetupError("There is one option: --without 'CONTROL'"))
).then(
  (clean) => { process.exitCode = clean ? 0 : 1; },
  (error) => {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  },
);
