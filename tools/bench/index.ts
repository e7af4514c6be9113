import { execFileSync } from 'child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { Sample } from './statistics';
import { textsOfLibrary } from './texts';
import { table } from '../emulator/table';

/*
 * Measures an app with the library against one with the same resources written by hand with the CDK's own classes, in turn, each
 * time in a fresh process: medians, from least to most, and the median of the ratios of each round. Fails where a goal is missed. An
 * argument is the largest number of stacks to try.
 */
const ROOT = join(__dirname, '..', '..');
const FOLDER = mkdtempSync(join(tmpdir(), 'bench-'));
const TEXTS = join(FOLDER, 'texts.json');

const GOALS = { load: 1.2, synth: 1.1, memory: 1.1 };
const ROUNDS: Record<number, number> = { 1: 21, 10: 15, 100: 9, 200: 7 };
const CHECKED_STACKS = 100;

interface Measured {
  readonly load: number;
  readonly loadAll: number;
  readonly synth: number;
  readonly whole: number;
  readonly memory: number;
  readonly template?: { readonly Resources: Record<string, any> };
}

try {
  main(Number(process.argv[2] ?? 200));
} finally {
  rmSync(FOLDER, { recursive: true });
}

function main(largest: number): void {
  prepare();
  const rows: string[][] = [];
  for (const stacks of Object.keys(ROUNDS).map(Number).filter(each => each <= largest)) {
    const [library, byHand] = inTurn(stacks, ROUNDS[stacks]);
    if (stacks === 1) {
      expectSameResources(library[0], byHand[0]);
      rows.push(row('load', 'ms', GOALS.load, library.map(({ load }) => load), byHand.map(({ load }) => load)));
      rows.push(row('load, and all that is loaded later', 'ms', undefined, library.map(({ loadAll }) => loadAll), byHand.map(({ loadAll }) => loadAll)));
      rows.push(row('from the beginning to the end, 1 stack', 'ms', undefined, library.map(({ whole }) => whole), byHand.map(({ whole }) => whole)));
    }
    const of = stacks === 1 ? '1 stack' : `${stacks} stacks`;
    rows.push(row(`synthesis, ${of}`, 'ms', GOALS.synth, library.map(({ synth }) => synth), byHand.map(({ synth }) => synth)));
    rows.push(row(`peak memory, ${of}`, 'MiB', GOALS.memory, library.map(({ memory }) => memory), byHand.map(({ memory }) => memory)));
  }
  console.log(table(['', 'with the library', 'by hand', 'ratio', 'goal', ''], rows));
  printChecks(Math.min(CHECKED_STACKS, largest));
  if (rows.some(cells => cells.includes('missed'))) { process.exitCode = 1; }
}

/**
 * What is measured is JavaScript, as people run it: a compiler at run time would be measured too. The library stands where npm puts it:
 * core notes where each construct was made, and notes every line of code that is not in `node_modules`.
 */
function prepare(): void {
  const modules = join(FOLDER, 'node_modules');
  for (const each of ['lib', 'package.json']) { cpSync(join(ROOT, each), join(modules, 'cdk-enforce-mfa', each), { recursive: true }); }
  for (const each of ['aws-cdk-lib', 'constructs']) { symlinkSync(join(ROOT, 'node_modules', each), join(modules, each)); }
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  for (const file of readdirSync(join(__dirname, 'measured'))) {
    const { outputText } = transpileModule(readFileSync(join(__dirname, 'measured', file), 'utf8'), { compilerOptions });
    writeFileSync(join(FOLDER, file.replace(/\.ts$/, '.js')), outputText);
  }
  writeFileSync(TEXTS, JSON.stringify(textsOfLibrary()));
}

function inTurn(stacks: number, rounds: number): Measured[][] {
  const apps = ['with-library', 'by-hand'];
  const measured: Measured[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // each is first as often as second
    for (const index of round % 2 ? [1, 0] : [0, 1]) { measured[index].push(node('measure.js', apps[index], String(stacks), TEXTS)); }
  }
  return measured;
}

function node(program: string, ...args: string[]): any {
  const answer = execFileSync(process.execPath, [...program === 'checks.js' ? ['--enable-source-maps'] : [], join(FOLDER, program), ...args], {
    encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' }, maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(answer.trim().split('\n').pop()!);
}

/** Else the two would not be comparable. What the library tells auditors in metadata is its own. */
function expectSameResources(library: Measured, byHand: Measured): void {
  const [one, other] = [library, byHand].map(({ template }) =>
    Object.values(template!.Resources).map(({ Metadata, ...resource }) => JSON.stringify(resource)));
  const missing = one.filter(resource => !other.includes(resource));
  if (missing.length > 0 || one.length !== other.length) {
    throw new Error(`by-hand.ts makes ${other.length} resources, the library ${one.length}; it does not make\n${missing.join('\n')}`);
  }
}

function row(what: string, unit: string, goal: number | undefined, library: number[], byHand: number[]): string[] {
  // of each round, as the machine is faster in one than in another
  const ratio = new Sample(library.map((value, round) => value / byHand[round])).median;
  const [one, other] = [new Sample(library), new Sample(byHand)];
  return [what, one.print(unit), other.print(unit), ratio.toFixed(2), goal?.toFixed(2) ?? '', goal === undefined || ratio <= goal ? '' : 'missed'];
}

function printChecks(stacks: number): void {
  const { spent, synth } = node('checks.js', String(stacks));
  const rows = Object.entries<number>(spent).filter(([, time]) => time >= synth / 1000).sort(([, one], [, other]) => other - one)
    .map(([where, time]) => [where, `${time.toFixed(0)} ms`, `${(100 * time / synth).toFixed(1)} %`]);
  console.log(`\nWhat the checks cost at the synthesis of ${stacks} stacks (${synth.toFixed(0)} ms); what several need counts for who asks first:\n`);
  console.log(table(['check', 'takes', 'of all'], rows));
}
