import { describePackage, expectFiles, expectLibrary, expectTemplate, MISUSE } from './language-tests';
import { ACCOUNT_BASELINE, ENFORCED_TEAM } from '../../tools/packages/apps';
import { filesIn } from '../../tools/packages/archive';
import { buildPackage } from '../../tools/packages/build';
import { publicTypes } from '../../tools/packages/contents';
import { fencesIn } from '../../tools/packages/fences';
import { GO } from '../../tools/packages/language';
import { Project } from '../../tools/packages/project';
import { CDK_VERSION, CONSTRUCTS_VERSION, DIST, VERSION } from '../../tools/packages/settings';

const MODULE = `${DIST}/go/cdkenforcemfa`;
const LIBRARY = `jsii/cdk-enforce-mfa-${VERSION}.tgz`;

describePackage(GO, () => {
  let project: Project;

  beforeAll(async () => {
    await buildPackage(GO);
    project = Project.of(GO);
    await project.run('go', 'mod', 'edit',
      `-replace=github.com/cdk-enforce-mfa/cdk-enforce-mfa-go/cdkenforcemfa=${MODULE}`,
      `-require=github.com/aws/aws-cdk-go/awscdk/v2@v${CDK_VERSION}`,
      `-require=github.com/aws/constructs-go/constructs/v10@v${CONSTRUCTS_VERSION}`);
    await project.run('go', 'mod', 'tidy');
  });

  afterAll(() => project?.remove());

  test('has a file for each type, the library, its license, and nothing else', () => {
    expectFiles(filesIn(MODULE), /^(\w+\.go|go\.mod|LICENSE|README\.md|version|internal\/types\.go|jsii\/(jsii\.go|[^/]+\.tgz))$/,
      ['go.mod', 'LICENSE', 'README.md', LIBRARY, ...publicTypes().map(name => `${name}.go`)]);
  });

  test('carries the library', () => {
    expectLibrary(`${MODULE}/${LIBRARY}`);
  });

  test('go vet has nothing to say', async () => {
    await project.run('go', 'vet', './...');
  });

  test('an account baseline', async () => {
    expectTemplate(await project.synthesize(ACCOUNT_BASELINE), ACCOUNT_BASELINE);
  });

  test('a team with options, a role and a rule', async () => {
    expectTemplate(await project.synthesize(ENFORCED_TEAM, 'go run ./enforced-team'), ENFORCED_TEAM);
  });

  test('an error says what is wrong', async () => {
    project.copy(`${__dirname}/misuse/misuse.go`, 'misuse/main.go');
    expect(await project.failureOf('go', 'run', './misuse')).toContain(MISUSE);
  });

  // no further than its syntax: rosetta writes Go structs without their package, and leaves out arguments that Go cannot leave
  // out, so that go vet would refuse nearly every example; those in examples/languages/go are vetted above
  test('each example of README and API has the syntax of Go', async () => {
    const fences = fencesIn('go');
    project.write('fences.txt', [
      'package main',
      ...fences.flatMap(({ imports }) => imports),
      ...fences.map(({ where, code }, index) => `// ${where}\nfunc fence${index}() {\n${code}\n}`),
    ].join('\n'));
    await project.run('gofmt', '-e', '-l', 'fences.txt');
  });
});
