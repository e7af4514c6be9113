import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, '.github', 'workflows');
const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8'));
const workflows = readdirSync(FOLDER).map(file => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));

test.each(workflows)('$file takes actions by commit only', ({ text }) => {
  const actions = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter(action => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test.each(workflows)('$file has no expression in a script, where it would become code', ({ text }) => {
  expect(scripts(text).length).toBeGreaterThan(0);
  expect(scripts(text).filter(script => script.includes('${{'))).toEqual([]);
});

test('a script over several lines is seen whole', () => {
  expect(scripts('      - run: |-\n          one\n\n          ${{ two }}\n        shell: bash\n      - run: three\n'))
    .toEqual(['|-\n          one\n\n          ${{ two }}', 'three']);
});

test('no package runs a script of its own while it is installed, next to tokens and secrets', () => {
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  // what npx fetches outside of the repository does not see that file
  const fetched = workflows.flatMap(({ file, text }) => scripts(text).filter(script => /\bnpx '?-p/.test(script)).map(script => ({ file, text, script })));
  expect(fetched.map(({ file }) => file)).toEqual(Array(5).fill('release.yml'));
  for (const { script, text } of fetched) {
    expect(script).toMatch(/^npx '-p' 'publib@\d+\.\d+\.\d+' 'publib-\w+'$/);
    expect(text).toMatch(/^env:\n {2}NPM_CONFIG_IGNORE_SCRIPTS: "true"$/m);
  }
});

test('actionlint is asked about each workflow, those of examples too', () => {
  const ofExamples = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' }).filter(file => /\.github\/workflows\/.+\.yml$/.test(file));
  expect(ofExamples).toEqual(['ci/.github/workflows/deploy.yml']);
  expect(tasks['lint:workflows'].steps[0].exec).toContain(' .github/workflows/*.yml examples/ci/.github/workflows/*.yml');
});

/** Each job, and what it may. Only who publishes to npm, PyPI or NuGet may ask GitHub to say who it is. */
const PERMISSIONS: Record<string, Record<string, string[]>> = {
  'build.yml': { build: ['contents: read'] },
  'release.yml': {
    release: ['contents: read'],
    release_github: ['contents: write'],
    release_golang: ['contents: read'],
    release_maven: ['contents: read'],
    release_npm: ['contents: read', 'id-token: write'],
    release_nuget: ['contents: read', 'id-token: write'],
    release_pypi: ['contents: read', 'id-token: write'],
  },
  'scheduled.yml': { run: ['contents: read'] },
  'upgrade-main.yml': { pr: ['contents: read'], upgrade: ['contents: read'] },
};

test.each(workflows)('$file gives each job what it takes, and no more', ({ file, text }) => {
  const given = Object.entries(jobs(text)).map(([name, job]) => [name, permissionsOf(job)]);
  expect(Object.fromEntries(given)).toEqual(PERMISSIONS[file]);
  expect(text).not.toMatch(/^permissions:/m); // would be for all jobs
});

test.each(workflows)('$file has whoever may write, or knows a secret, wait for the environment', ({ file, text }) => {
  const powerful = Object.entries(jobs(text)).filter(([, job]) => / write$/m.test(job) || /secrets\./.test(job)).map(([name]) => name);
  const waiting = Object.entries(jobs(text)).filter(([, job]) => /^    environment: release$/m.test(job)).map(([name]) => name);
  // the token that opens pull requests is the repository's: nobody approves those runs, but what they propose
  expect(powerful.filter(name => !waiting.includes(name))).toEqual(file === 'upgrade-main.yml' ? ['pr'] : []);
});

test('every tier runs: in .ci/run, in npm test, or on a schedule', () => {
  const { scripts: commands } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const ci = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
  const scheduled = [...workflows.find(({ file }) => file === 'scheduled.yml')!.text.matchAll(/^ {10}- (.+)$/gm)].map(([, task]) => task);
  expect(scheduled.filter(task => !(task in commands))).toEqual([]);

  const ofPeople = ['test:update', 'test:watch']; // projen's, for those who write
  const tiers = Object.keys(commands).filter(name => /^(test|lint|validate|bench|compat)\b/.test(name) && !ofPeople.includes(name));
  expect(tiers).toEqual(expect.arrayContaining(['test', 'test:guides', 'lint:workflows', 'bench', 'compat', 'validate:examples']));
  const runs = (name: string) => ci.split('\n').includes(name === 'test' ? 'npm test' : `npm run ${name}`)
    || tasks.test.steps.some(({ spawn }: any) => spawn === name) || scheduled.includes(name);
  expect(tiers.filter(name => !runs(name))).toEqual([]);
});

test('what a job may is read from its own lines', () => {
  const read = jobs('on: {}\njobs:\n  one:\n    permissions:\n      id-token: write\n      contents: read\n    steps:\n      - x: write\n  two:\n    steps: []\n');
  expect(Object.keys(read)).toEqual(['one', 'two']);
  expect(permissionsOf(read.one)).toEqual(['contents: read', 'id-token: write']);
  expect(permissionsOf(read.two)).toEqual(['all that the repository gives']);
});

/** The lines of each job. */
function jobs(text: string): Record<string, string> {
  const [, ...parts] = text.split(/^jobs:$/m)[1].split(/^  ([\w-]+):$/m);
  return Object.fromEntries(parts.flatMap((part, index) => index % 2 ? [] : [[part, parts[index + 1]]]));
}

function permissionsOf(job: string): string[] {
  const [, block] = /^    permissions:\n((?: {6}.+\n)+)/m.exec(job) ?? [];
  return block ? block.trim().split('\n').map(line => line.trim()).sort() : ['all that the repository gives'];
}

/** What follows each `run:`, with all lines that stand deeper. */
function scripts(text: string): string[] {
  const found: string[] = [];
  let depth: number | undefined;
  for (const line of text.split('\n')) {
    const [, before, script] = /^( *(?:- )?)run: (.*)$/.exec(line) ?? [];
    if (script !== undefined) {
      depth = before.length;
      found.push(script);
    } else if (depth !== undefined && (line.trim() === '' || line.search(/\S/) > depth)) {
      found[found.length - 1] += `\n${line}`;
    } else {
      depth = undefined;
    }
  }
  return found.map(script => script.trimEnd());
}
