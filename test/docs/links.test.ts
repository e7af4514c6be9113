import { execFileSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { brokenLinks, linksOf, pathsOf, ROOT, scriptsOf } from './links';

/*
 * Every document that people read, but API.md, which is generated: what it names is there, and it can be found.
 */
const DOCUMENTS = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')
  .filter(file => file !== 'API.md' && existsSync(join(ROOT, file)));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const { scripts } = JSON.parse(read('package.json'));

test('the documents are found', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining([
    '.github/pull_request_template.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'docs/adr/README.md', 'docs/events.md', 'tools/emulator/README.md',
  ]));
});

describe.each(DOCUMENTS)('%s', document => {
  test('leads to files and sections that exist', () => {
    expect(brokenLinks(read(document), join(ROOT, document))).toEqual([]);
  });

  test('names files that exist', () => {
    expect(pathsOf(read(document)).filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('tells people to run what is a script of the project', () => {
    expect(scriptsOf(read(document)).filter(name => !(name in scripts))).toEqual([]);
  });
});

test('every page in docs/ can be reached from the README', () => {
  const reached = new Set<string>();
  const follow = (document: string) => {
    if (reached.has(document)) { return; }
    reached.add(document);
    linksOf(read(document)).map(link => relative(ROOT, resolve(ROOT, dirname(document), link.split('#')[0]))).filter(path => path.endsWith('.md')).forEach(follow);
  };
  follow('README.md');
  expect(DOCUMENTS.filter(document => document.startsWith('docs/') && !reached.has(document))).toEqual([]);
});

test('CONTRIBUTING.md says of each command whether it decides about a change', () => {
  const rows = read('CONTRIBUTING.md').split('\n').filter(line => /^\| `np[mx] .*\| (yes|no) \|$/.test(line));
  const [deciding, others] = ['| yes |', '| no |'].map(end => rows.filter(row => row.endsWith(end)).flatMap(row => commandsIn(row.split('|')[1])));
  expect(deciding.sort()).toEqual(commandsIn(read('.ci/run').replace(/^step .*$|^#.*$/gm, '')).filter(command => command !== 'npm ci').sort());
  expect(others.filter(command => deciding.includes(command))).toEqual([]);
  expect(Object.keys(scripts).filter(name => /^(test|validate|lint):/.test(name) && !rows.some(row => row.includes(`npm run ${name}\``))))
    .toEqual(['test:watch']); // jest's own, as everywhere
});

function commandsIn(text: string): string[] {
  return [...text.matchAll(/\b(?:npm (?:run [\w:-]+|ci|test)|npx projen)\b/g)].map(([command]) => command);
}

describe('negative control: what is named wrongly is found', () => {
  test('links', () => {
    const text = '[a](./nothing.md) [b](./recovering.md#no-such-title) [c](#nor-this) [d](./recovering.md) [e](https://example.com/f)\n```sh\n[g](./code.md)\n```\n';
    expect(brokenLinks(text, join(ROOT, 'docs/recovering.md'))).toEqual(['./nothing.md', './recovering.md#no-such-title', '#nor-this']);
  });

  test('scripts and files', () => {
    expect(scriptsOf('`npm run test:nothing -- part`, `npx projen` and `npx projen release:nothing`')).toEqual(['test:nothing', 'release:nothing']);
    expect(pathsOf('`test/nothing.ts`, `./src/nothing`, `s3/nothing` and `npx jest test/detection`')).toEqual(['test/nothing.ts', 'src/nothing', 'test/detection']);
  });
});
