import { describePackage, expectLibrary, expectTemplate, MISUSE } from './language-tests';
import { ACCOUNT_BASELINE, ENFORCED_TEAM } from '../../tools/packages/apps';
import { onlyFile } from '../../tools/packages/archive';
import { buildPackage } from '../../tools/packages/build';
import { TYPESCRIPT } from '../../tools/packages/language';
import { Project } from '../../tools/packages/project';
import { CDK_VERSION, CONSTRUCTS_VERSION, DIST } from '../../tools/packages/settings';

describePackage(TYPESCRIPT, () => {
  let project: Project;
  let tarball: string;

  beforeAll(async () => {
    await buildPackage(TYPESCRIPT);
    tarball = onlyFile(`${DIST}/js`, '.tgz');
    project = Project.of(TYPESCRIPT);
    await project.run('npm', 'install', '--no-audit', '--no-fund', '--save-exact', tarball,
      `aws-cdk-lib@${CDK_VERSION}`, `constructs@${CONSTRUCTS_VERSION}`);
  });

  afterAll(() => project?.remove());

  test('has the library with its types and examples, and nothing else', () => {
    expectLibrary(tarball);
  });

  test('compiles with all checks on', async () => {
    await project.run('npx', 'tsc', '--noEmit', '--strict', '--module', 'node16', '--target', 'es2022',
      'account-baseline.ts', 'enforced-team.ts');
  });

  test('can be imported as a module', async () => {
    const program = "import { AccountMfaBaseline } from 'cdk-enforce-mfa'; console.log(AccountMfaBaseline.name)";
    expect(await project.run(process.execPath, '--input-type=module', '--eval', program)).toContain('AccountMfaBaseline');
  });

  test('an account baseline', async () => {
    expectTemplate(await project.synthesize(ACCOUNT_BASELINE), ACCOUNT_BASELINE);
  });

  test('a team with options, a role and a rule', async () => {
    expectTemplate(await project.synthesize(ENFORCED_TEAM, 'npx tsx enforced-team.ts'), ENFORCED_TEAM);
  });

  test('an error says what is wrong', async () => {
    project.copy(`${__dirname}/misuse/misuse.ts`, 'misuse.ts');
    expect(await project.failureOf('npx', 'tsx', 'misuse.ts')).toContain(MISUSE);
  });
});
