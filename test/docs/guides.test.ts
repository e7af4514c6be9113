import { readFileSync } from 'fs';
import { join } from 'path';
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

function commandsOf({ script }: RunStep): string[] {
  const logical = script.replace(/'[^']*'/g, "''").replace(/\\\n/g, ' '); // what stands in quotes may have lines of its own
  return logical.split('\n').filter(Boolean).map(line => line.replace(/^(\w+=("[^"]*"|\$\w+|[\w-]+) )*/, '').trim());
}

describe.each(guides)('$name', ({ text }) => {
  const steps = stepsOf(text);

  test('is executed, and short', () => {
    expect(steps.some(({ kind }) => kind === 'run')).toBe(true);
    expect(text.split('\n').length).toBeLessThan(150);
  });

  test('uses commands that come with AWS, CDK and every shell', () => {
    const commands = steps.flatMap(step => step.kind === 'run' ? commandsOf(step) : []);
    expect(commands.filter(command => !/^(aws |npx cdk |read |rm |\w+=\$\(aws )/.test(command))).toEqual([]);
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
      '```ts file=bin/account-mfa.ts', 'new App();', '```', '- list', '  ```sh run', '  aws one', '  ```', '', '```text', 'said', '```',
      '```sh', 'npm install', '```', '```sh run refused', 'aws two', '```', 'prose', '', '```text', 'not said', '```',
    ].join('\n');
    expect(stepsOf(guide)).toEqual([
      { kind: 'write', line: 1, file: 'bin/account-mfa.ts', text: 'new App();\n' },
      { kind: 'run', line: 5, script: 'aws one\n', refused: false, says: ['said'] },
      { kind: 'run', line: 15, script: 'aws two\n', refused: true, says: [] },
    ]);
  });

  test('negative control: a strange command is found', () => {
    expect(commandsOf({ kind: 'run', line: 1, script: 'A=$B C=d jq .\naws x\n', refused: false, says: [] })).toEqual(['jq .', 'aws x']);
  });
});
