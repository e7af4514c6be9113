import { readFileSync } from 'fs';
import { join } from 'path';
import { Kind, WORKS } from '../../tools/people/check';
import { NOT_RUN } from '../../tools/people/not-run';
import { TOOLS } from '../../tools/people/tools';

/*
 * What the document says of a tool has to be what `npm run test:tools` checks: that it is run at all, which version, with
 * which files, and what it says.
 */

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/working-with-mfa.md');
const text = readFileSync(DOCUMENT, 'utf8');

/** The lines of a document's fenced blocks in one language, without the indentation of lists. */
function blocks(document: string, language: string): string[] {
  return [...document.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^\\1\`\`\``, 'gm'))]
    .map(([, indent, block]) => block.replace(new RegExp(`^${indent}`, 'gm'), ''));
}

function quotedTexts(document: string): string[] {
  return blocks(document, 'text').flatMap(block => block.trimEnd().split('\n')).sort();
}

function section(document: string, title: string): string {
  return document.split(/^## /m).find(part => part.startsWith(`${title}\n`)) ?? '';
}

function expectedTexts({ checks }: typeof TOOLS[number]): string[] {
  return [...new Set(checks.map(({ expected }) => expected))].filter(expected => expected !== WORKS).sort();
}

const SECTIONS = new Map([["Leapp's core library", 'Leapp']]);
const RUN = TOOLS.map(tool => ({ ...tool, section: section(text, SECTIONS.get(tool.name) ?? tool.name), tool }));

describe('the table', () => {
  const rows = [...section(text, 'The tools at a glance').matchAll(/^\| \[(.+?)\]\(.+?\)(?: (\S+))? \|.*\| (.+?) \|$/gm)]
    .map(([, name, version, checked]) => ({ name, version, checked }));

  test('says of exactly the tools that are run, and of the others, that they are', () => {
    expect(rows.sort(byName)).toEqual([
      ...TOOLS.map(({ id, name, version }) => ({ name, version, checked: `run by \`npm run test:tools -- ${id}\`` })),
      ...NOT_RUN.map(({ name }) => ({ name, version: undefined, checked: 'not run here' })),
    ].sort(byName));
  });
});

describe.each(RUN)('$name', ({ checks, files, section: written, tool }) => {
  test('the texts that are quoted are those that the checks expect, all of them', () => {
    expect([...new Set(quotedTexts(written))]).toEqual(expectedTexts(tool));
  });

  test('the files that are shown are those that the checks write', () => {
    const shown = blocks(written, 'ini');
    const written_ = Object.values(files).flatMap(set => Object.values(set));
    expect(shown.filter(block => !written_.includes(block))).toEqual([]);
  });

  test('is checked without MFA, with a wrong code and with a right one', () => {
    expect(checks.map(({ kind }) => kind)).toEqual(expect.arrayContaining([Kind.WITHOUT_MFA, Kind.WRONG_CODE, Kind.RIGHT_CODE]));
  });
});

test('no other section quotes a text as one that was seen here', () => {
  expect(quotedTexts(text)).toEqual(RUN.flatMap(({ section: written }) => quotedTexts(written)).sort());
});

test.each([
  ['python', 'tools/people/python/list_buckets.py'],
  ['js', 'tools/people/javascript/list-buckets.cjs'],
])('the %s that is shown is that of the checks', (language, file) => {
  const script = readFileSync(join(ROOT, file), 'utf8');
  const shown = blocks(text, language);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter(block => !script.includes(block))).toEqual([]);
});

test('versions of tools are those that are pinned', () => {
  const pins = [
    readFileSync(join(ROOT, 'tools/people/python/requirements.txt'), 'utf8'),
    ...['package.json', 'tools/people/javascript/package.json', 'tools/people/leapp/package.json'].map(file => readFileSync(join(ROOT, file), 'utf8')),
  ].join('\n');
  const packages = new Map([
    ['aws-cli', 'awscli=='], ['boto3', 'boto3=='], ['awsume', 'awsume=='], ['aws-mfa', 'aws-mfa=='],
    ['javascript', '"@aws-sdk/credential-providers": "'], ['cdk', '"aws-cdk": "'], ['leapp', '"@noovolari/leapp-core": "'],
  ]);
  expect(TOOLS.filter(({ id, version }) => !pins.includes(`${packages.get(id)}${version}`))).toEqual([]);
});

describe('negative control: what is quoted wrongly is found out', () => {
  test('a text that no check expects', () => {
    const [tool] = TOOLS;
    const wrong = section(text, tool.name).replace('explicit deny', 'implicit deny');
    expect([...new Set(quotedTexts(wrong))]).not.toEqual(expectedTexts(tool));
  });

  test.each([
    ['```text\none\ntwo\n```', ['one', 'two']],
    ['- list\n\n  ```text\n  one\n  ```\n', ['one']],
    ['```sh\none\n```', []],
  ])('%j', (document, expected) => {
    expect(quotedTexts(document)).toEqual(expected);
  });
});

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name);
}
