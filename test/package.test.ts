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

test.each(files.filter(file => file.endsWith('.js')))('%s needs nothing but the peers and Node.js: no line of a test tool gets out', file => {
  const required = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g)].map(match => match[1]);
  expect(required.filter(name => !/^(aws-cdk-lib(\/.*)?|constructs|crypto)$/.test(name))).toEqual([]);
});
