import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

/*
 * The workflow that people copy. What its commands and roles do, the emulator shows.
 */

const ROOT = join(__dirname, '../..');
const workflow = readFileSync(join(ROOT, 'examples/ci/.github/workflows/deploy.yml'), 'utf8');

interface Findings {
  /** Actions that are not pinned to a commit with the version beside it. */
  readonly loose: string[];
  /** Commands into which GitHub would write something before a shell reads them. */
  readonly interpolated: string[];
  /** Commands for which npx would fetch a package of that name where the project has none. */
  readonly fetching: string[];
  /** What the jobs may do. */
  readonly permissions: string[];
}

function look(text: string): Findings {
  const values = (key: string) => [...text.matchAll(new RegExp(`^ *(?:- )?${key}: (.+)$`, 'gm'))].map(([, value]) => value);
  return {
    loose: values('uses').filter(action => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
    interpolated: values('run').filter(command => /\$\{\{|^[|>]/.test(command)), // a block would not be read here
    fetching: values('run').filter(command => /\bnpx (?!--no -- )/.test(command)),
    permissions: [...new Set([...text.matchAll(/^ +([\w-]+): (read|write)\b/gm)].map(([, scope, access]) => `${scope} ${access}`))].sort(),
  };
}

test('the workflow pins its actions, writes nothing into commands, runs what is installed, and asks for the token alone', () => {
  expect(look(workflow)).toEqual({ loose: [], interpolated: [], fetching: [], permissions: ['contents read', 'id-token write'] });
  expect(workflow).toMatch(/^permissions: \{\}/m);
});

test('it runs on pull requests without their secrets, and on main', () => {
  expect(/^on:\n([^]*?)\n\n/m.exec(workflow)![1]).toBe('  pull_request:\n  push:\n    branches: [main]');
});

describe('the CLI is asked whether it knows the option that fails, since an older one passes', () => {
  const guard = /^ *- run: (npx --no -- cdk diff --help .+)\n.+\n *- run: npx --no -- cdk diff .+ --fail-on=destructive$/m.exec(workflow)?.[1] ?? 'false';
  const statusOf = (command: string) => spawnSync('bash', ['-e', '-c', command], { cwd: ROOT, stdio: 'ignore' }).status;

  test('right before it is used, and ours does', () => expect(statusOf(guard)).toBe(0));

  test('negative control: of one that does not, the step fails', () => expect(statusOf(guard.replace('--fail-on', '--fail-up-on'))).not.toBe(0));
});

test.each<[string, (text: string) => string, Partial<Findings>]>([
  ['a tag in place of a commit', text => text.replace(/@3d3c\w+ # v7.0.1/, '@v7'), { loose: ['actions/checkout@v7'] }],
  ['the title of a pull request in a command', text => text.replace('run: npm ci', 'run: echo ${{ github.event.pull_request.title }}'),
    { interpolated: ['echo ${{ github.event.pull_request.title }} --ignore-scripts'] }],
  ['a command that npx would fetch', text => text.replace('npx --no -- cdk deploy', 'npx cdk deploy'),
    { fetching: ['npx cdk deploy AccountMfa --require-approval never'] }],
  ['a permission more', text => text.replace('contents: read', 'contents: write'), { permissions: ['contents read', 'contents write', 'id-token write'] }],
])('negative control: %s is noticed', (_, edit, expected) => {
  expect(look(edit(workflow))).toMatchObject(expected);
});
