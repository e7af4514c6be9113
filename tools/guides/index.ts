import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { createApp } from './app';
import { stepsOf, type Step } from './guide';
import { GUIDES } from './readers';
import { Shell } from './shell';
import { atExit } from '../emulator/clean-up';
import { Emulator } from '../emulator/emulator';
import { report, runProgram } from '../emulator/program';
import { lastLines } from '../emulator/run-process';
import { cleanEnvironment, REPOSITORY } from '../emulator/settings';
import { SetupError } from '../emulator/setup-error';
import { installPythonTools } from '../people/installation';

/*
 * npm run test:guides: follows the guides in docs/ from the first executed block to the last, each in an emulated account of its
 * own. Arguments are names of guides; without one all are followed.
 */

function chosen(names: string[]): string[] {
  const unknown = names.filter((name) => !(name in GUIDES));
  if (unknown.length) throw new SetupError(`no guide is called ${unknown.join(', ')}; there are ${Object.keys(GUIDES).join(', ')}`);
  return names.length ? names : Object.keys(GUIDES);
}

/** Follows a guide to its end, or to the first block that does not do what the guide says. */
async function follow(name: string, path: string[]): Promise<boolean> {
  report(`docs/${name}.md`);
  const steps = stepsOf(readFileSync(join(REPOSITORY, 'docs', `${name}.md`), 'utf8'));
  if (!steps.some(({ kind }) => kind === 'run')) throw new SetupError(`docs/${name}.md has no block that is executed`);
  const scratch = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-guide-'));
  const forget = atExit(() => rmSync(scratch, { recursive: true, force: true }));
  const emulator = await Emulator.start(report);
  try {
    const variables = await GUIDES[name](emulator);
    const app = join(scratch, 'app');
    createApp(app);
    const shell = new Shell(scratch, app, {
      ...cleanEnvironment(scratch, { ...variables, AWS_ENDPOINT_URL: emulator.endpoint, CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false' }),
      PATH: [...path, dirname(process.execPath), process.env.PATH].join(delimiter),
    });
    for (const step of steps) {
      const fault = await take(step, shell);
      report(`  line ${step.line}: ${fault ? `DOES NOT DO WHAT IT SAYS: ${fault}` : titleOf(step)}`);
      if (fault) return false;
    }
    return true;
  } finally {
    await emulator.stop();
    rmSync(scratch, { recursive: true, force: true });
    forget();
  }
}

async function take(step: Step, shell: Shell): Promise<string | undefined> {
  if (step.kind === 'write') {
    shell.write(step.file, step.text);
    return undefined;
  }
  const { fault, output } = await shell.run(step.script);
  const said = lastLines(output);
  if (step.refused && !fault) return `it was not refused\n${said}`;
  if (!step.refused && fault) return `${fault}\n${said}`;
  const oneLine = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '').replace(/\s+/g, ' ');
  const missing = step.says.filter((line) => !oneLine(output).includes(oneLine(line)));
  return missing.length ? `it did not say\n${missing.join('\n')}\nbut\n${said}` : undefined;
}

function titleOf(step: Step): string {
  if (step.kind === 'write') return `writes ${basename(step.file)}`;
  const [command] = step.script.split('\n');
  return `${step.refused ? 'refused, as it says: ' : ''}${command.length > 90 ? `${command.slice(0, 90)}…` : command}`;
}

async function main(): Promise<boolean> {
  const names = chosen(process.argv.slice(2));
  const { path } = await installPythonTools(report);
  const failed: string[] = [];
  for (const name of names) {
    if (!await follow(name, path)) failed.push(name);
  }
  console.log(`\n${failed.length ? `Not as they say: ${failed.join(', ')}.` : `All ${names.length} guides do what they say.`}`);
  return failed.length === 0;
}

runProgram(main);
