import { Account } from './account';
import { differs, Kind, play, WORKS, type Result } from './check';
import type { Installed } from './installation';
import { NOT_RUN } from './not-run';
import type { Tool } from './tool';
import { TOOLS } from './tools';
import { report, runProgram } from '../emulator/program';
import { SetupError } from '../emulator/setup-error';
import { table } from '../emulator/table';

/*
 * npm run test:tools: what people's tools do under enforcement, each played against the emulated account. Arguments are ids of
 * tools; without one all are played.
 */

function chosen(ids: string[]): Tool[] {
  const unknown = ids.filter((id) => !TOOLS.some((tool) => tool.id === id));
  if (unknown.length) throw new SetupError(`no tool is called ${unknown.join(', ')}; there are ${TOOLS.map(({ id }) => id).join(', ')}`);
  return ids.length ? TOOLS.filter(({ id }) => ids.includes(id)) : TOOLS;
}

/** A tool that cannot be installed fails the run, here and in CI: nothing is left out in silence. */
async function install(tools: Tool[]): Promise<Installed> {
  const path: string[] = [];
  const packages: string[] = [];
  for (const tool of tools) {
    const installed = await tool.install(report);
    path.push(...installed.path);
    packages.push(...installed.packages);
  }
  return { path: [...new Set(path)], packages: [...new Set(packages)] };
}

function outcome(result: Result): string {
  if (differs(result)) return 'OTHERWISE THAN EXPECTED';
  return result.seen === WORKS ? 'works, as expected' : 'refused, as expected';
}

type Played = Result & { readonly tool: Tool };

async function playAll(tools: Tool[], account: Account): Promise<Played[]> {
  const played: Played[] = [];
  for (const tool of tools) {
    for (const check of tool.checks) {
      const result = await play(check, account);
      report(`${tool.name}: ${check.does}: ${outcome(result)}`);
      played.push({ tool, ...result });
    }
  }
  return played;
}

/** Without the enforcement whatever it refused has to work: otherwise something else refused it. */
async function playControl(tools: Tool[], account: Account): Promise<Played[]> {
  report('negative control: the policy of the group is detached');
  await account.detachEnforcement();
  const played: Played[] = [];
  for (const tool of tools) {
    for (const check of tool.checks.filter(({ kind }) => kind === Kind.WITHOUT_MFA)) {
      const result = await play(check, account, WORKS);
      report(`${tool.name}: ${check.does}: ${outcome(result)}`);
      played.push({ tool, ...result });
    }
  }
  return played;
}

function show(title: string, played: Played[]): void {
  console.log(`\n${title}\n`);
  console.log(table(['', 'tool', 'what', 'does', 'expected', 'seen'], played.map((result) => [
    differs(result) ? '✗' : '✓', `${result.tool.name} ${result.tool.version}`, result.check.kind, result.check.does, result.expected, differs(result) ? result.seen : 'the same',
  ])));
}

async function main(): Promise<boolean> {
  const tools = chosen(process.argv.slice(2));
  const account = await Account.open(await install(tools), report);
  try {
    const played = await playAll(tools, account);
    const control = await playControl(tools, account);
    show('Under enforcement', played);
    show('Negative control: the policy detached', control);
    console.log(`\nNot run here\n\n${table(['tool', 'because'], NOT_RUN.map(({ name, because }) => [name, because]))}`);
    const wrong = [...played, ...control].filter(differs).length;
    const all = played.length + control.length;
    console.log(`\n${wrong ? `${wrong} of ${all} checks went otherwise than expected.` : `All ${all} checks went as expected.`}`);
    return wrong === 0;
  } finally {
    await account.close();
  }
}

runProgram(main);
