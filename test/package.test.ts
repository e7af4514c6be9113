import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { NPM_FILES, NPM_REQUIRED } from '../tools/packages/contents';

/*
 * What users install. Compiled files are looked into, so `npm run compile` comes first, as `npm test` does.
 */
const ROOT = join(__dirname, '..');
const answer = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
const [packed] = Object.values<any>(answer); // a list, or by name, as npm's version has it
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const files: string[] = packed.files.map((file: any) => file.path);

test('has the library, what jsii and Construct Hub need, and nothing else', () => {
  expect(files.filter(file => !NPM_FILES.test(file))).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(NPM_REQUIRED));
});

// https://github.com/cdklabs/construct-hub/issues/921, https://github.com/cdklabs/construct-hub/pull/347
test('says what Construct Hub lists packages by', () => {
  expect(manifest.author.organization).toBe(true); // a boolean
  expect(manifest.repository.directory).toBeUndefined();
  expect(manifest.keywords).toEqual(expect.arrayContaining(['aws-cdk', 'awscdk', 'cdk']));
  expect(['Apache-2.0', 'BSD-3-Clause', 'MIT']).toContain(manifest.license);
});

describe.each([
  ['MfaEnforcedGroup', 'enforcement'],
  ['AccountMfaBaseline', 'baseline'],
])('who asks for %s alone', (name, room) => {
  const program = `require('./lib').${name}; console.log(Object.keys(require.cache).join('\\n'))`;
  const loaded = execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' }).split('\n');

  test('loads it, and does not wait for what it does not use', () => {
    expect(loaded.filter(file => file.startsWith(join(ROOT, 'lib', room)))).not.toEqual([]);
    const heavy = name === 'MfaEnforcedGroup' ? /lib.(detection|baseline).|aws-cdk-lib.aws-(?!iam)/ : /identity-(event-rule|log-alarm)|aws-cdk-lib.aws-events/;
    expect(loaded.filter(file => heavy.test(file.slice(ROOT.length)))).toEqual([]);
  });
});

test('all that the index names can be had, by each way of importing it', () => {
  const types = Object.values<any>(JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types)
    .filter(({ kind, datatype }) => kind !== 'interface' || !datatype).map(({ name }) => name).sort();
  const print = 'console.log(Object.entries(it).filter(([name, value]) => /^[A-Z]/.test(name) && value).map(([name]) => name).sort().join())';
  for (const program of [`const it = require('./lib'); ${print}`, `import('./lib/index.js').then(it => ${print})`]) {
    expect(execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' }).trim().split(',')).toEqual(types);
  }
});

test.each(files.filter(file => file.endsWith('.js')))('%s needs nothing but the peers and Node.js: no line of a test tool gets out', file => {
  const required = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g)].map(match => match[1]);
  expect(required.filter(name => !/^(aws-cdk-lib(\/.*)?|constructs|crypto)$/.test(name))).toEqual([]);
});
