import { readFileSync } from 'fs';
import { join } from 'path';

/*
 * VERSIONS.md and the README say with what the library works: what package.json and the workflow have.
 */

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { devDependencies, engines, peerDependencies } = JSON.parse(read('package.json'));
const VERSIONS = read('VERSIONS.md');
const rows = Object.fromEntries([...VERSIONS.matchAll(/^\| `?([\w.-]+?)`? \| ([\d.]+) \| (.*) \|$/gm)].map(([, what, lowest, tested]) => [what, { lowest, tested }]));

test('the lowest versions are those of package.json, in the README too', () => {
  const lowest = (range: string) => range.replace(/^\D+/, '');
  const [cdk, constructs] = ['aws-cdk-lib', 'constructs'].map(name => lowest(peerDependencies[name]));
  expect([rows['aws-cdk-lib'].lowest, rows.constructs.lowest]).toEqual([cdk, constructs]);
  expect(read('README.md')).toContain(`\`aws-cdk-lib\` ${cdk} or newer, \`constructs\` ${constructs} or newer`);
  expect(lowest(engines.node).replace(/\.0$/, '')).toBe(rows['Node.js'].lowest);
  expect(lowest(devDependencies.jsii)).toContain(rows.jsii.lowest);
});

test('what is tested is what is installed', () => {
  expect(rows['aws-cdk-lib'].tested).toContain(`${devDependencies['aws-cdk-lib']}; ${devDependencies['aws-cdk-lib-newest'].split('@')[1]} by cdk-nag`);
  expect(rows.constructs.tested).toContain(devDependencies.constructs);
});

test('the workflow runs the versions of Node.js that it is said to run', () => {
  const workflow = read('.github/workflows/build.yml');
  const [, deciding] = /^ +node:\n((?: +- .*\n)+)/m.exec(workflow)!;
  const [, bestEffort] = /- node: "(\d+)"\n +best-effort: true/.exec(workflow)!;
  const [first, second] = deciding.match(/\d+/g)!;
  expect(rows['Node.js'].tested).toBe(`${bestEffort}, ${first} and ${second}; ${bestEffort}, which is past its end of life, decides about no change`);
});
