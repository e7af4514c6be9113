import { existsSync, readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import * as library from '../../src';
import { stepsOf, type RunStep } from '../../tools/guides/guide';
import { GUIDES } from '../../tools/guides/readers';

/*
 * `npm run test:guides` follows the guides. What can be said of them without an account is here.
 */

const DOCS = join(__dirname, '../../docs');
const guides = Object.keys(GUIDES).map(name => ({ name, text: readFileSync(join(DOCS, `${name}.md`), 'utf8') }));
const { IdentityEvent } = library;

const EVENTS = [
  ...Object.values(IdentityEvent).filter(value => value instanceof IdentityEvent).map(({ name }) => name),
  'EnforcementChange',
];

function anchorsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)]
    .map(([, title]) => title.toLowerCase().replace(/[^\w -]/g, '').replace(/ /g, '-'));
}

/** Links within the repository that lead nowhere. */
function brokenLinks(text: string, file: string): string[] {
  return [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link).filter(link => {
    const [path, anchor] = link.split('#');
    const target = path ? resolve(dirname(file), path) : file;
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
}

function commandsOf({ script }: RunStep): string[] {
  const logical = script.replace(/'[^']*'/g, "''").replace(/\\\n/g, ' '); // what stands in quotes may have lines of its own
  return logical.split('\n').filter(Boolean).map(line => line.replace(/^(\w+=("[^"]*"|\$\w+|[\w-]+) )*/, '').trim());
}

describe.each(guides)('$name', ({ name, text }) => {
  const steps = stepsOf(text);

  test('is executed, and short', () => {
    expect(steps.some(({ kind }) => kind === 'run')).toBe(true);
    expect(text.split('\n').length).toBeLessThan(150);
  });

  test('uses commands that come with AWS, CDK and every shell', () => {
    const commands = steps.flatMap(step => step.kind === 'run' ? commandsOf(step) : []);
    expect(commands.filter(command => !/^(aws |npx cdk |read |rm |\w+=\$\(aws )/.test(command))).toEqual([]);
  });

  test('leads to files and sections that exist', () => {
    expect(brokenLinks(text, join(DOCS, `${name}.md`))).toEqual([]);
  });

  test('names events and constructs that exist', () => {
    const named = [...text.matchAll(/`((?:Mfa|Identity|Account|Audit|Root|User|Enforcement|Iam|Unauthorized)[A-Z]\w+)`/g)].map(([, each]) => each);
    expect(named.filter(each => !EVENTS.includes(each) && !(each in library))).toEqual([]);
  });
});

test('responding.md has the query of the event that it names', () => {
  const { text } = guides.find(({ name }) => name === 'responding')!;
  expect(text).toContain(`\n${IdentityEvent.USER_SIGN_IN_WITHOUT_MFA.query}\n`);
});

describe('the blocks of a guide', () => {
  test('are read with what they say, in order', () => {
    const guide = [
      '```ts file=bin/app.ts', 'new App();', '```', '- list', '  ```sh run', '  aws one', '  ```', '', '```text', 'said', '```',
      '```sh', 'npm install', '```', '```sh run refused', 'aws two', '```', 'prose', '', '```text', 'not said', '```',
    ].join('\n');
    expect(stepsOf(guide)).toEqual([
      { kind: 'write', line: 1, file: 'bin/app.ts', text: 'new App();\n' },
      { kind: 'run', line: 5, script: 'aws one\n', refused: false, says: ['said'] },
      { kind: 'run', line: 15, script: 'aws two\n', refused: true, says: [] },
    ]);
  });

  test('negative control: a broken link and a strange command are found', () => {
    expect(brokenLinks('[a](./nothing.md) [b](./recovering.md#no-such-title) [c](#nor-this)', join(DOCS, 'recovering.md'))).toHaveLength(3);
    expect(commandsOf({ kind: 'run', line: 1, script: 'A=$B C=d jq .\naws x\n', refused: false, says: [] })).toEqual(['jq .', 'aws x']);
  });
});
