import { pathToFileURL } from 'url';
import { describePackage, expectFiles, expectLibrary, expectTemplate, MISUSE } from './language-tests';
import { ACCOUNT_BASELINE, ENFORCED_TEAM } from '../../tools/packages/apps';
import { filesInTar, filesInZip, onlyFile } from '../../tools/packages/archive';
import { buildPackage } from '../../tools/packages/build';
import { fencesIn, indent, moduleAliases } from '../../tools/packages/fences';
import { PYTHON } from '../../tools/packages/language';
import { Project } from '../../tools/packages/project';
import { CDK_VERSION, CONSTRUCTS_VERSION, DIST, VERSION } from '../../tools/packages/settings';

describePackage(PYTHON, () => {
  const library = `_jsii/cdk-enforce-mfa@${VERSION}.jsii.tgz`;
  let project: Project;
  let wheel: string;

  beforeAll(async () => {
    await buildPackage(PYTHON);
    wheel = onlyFile(`${DIST}/python`, '.whl');
    project = Project.of(PYTHON);
    project.write('constraints.txt', [
      `aws-cdk-lib == ${CDK_VERSION}`,
      `constructs == ${CONSTRUCTS_VERSION}`,
      `cdk-enforce-mfa @ ${pathToFileURL(wheel).href}`,
    ].join('\n'));
    await project.run('python3', '-m', 'venv', '.venv');
    project.prependToPath('.venv/bin');
    await project.run('pip', 'install', '--quiet', '--requirement', 'requirements.txt', '--constraint', 'constraints.txt');
  });

  afterAll(() => project?.remove());

  test('has the library, its types and license, and nothing else', () => {
    const info = `cdk_enforce_mfa-${VERSION}.dist-info`;
    expectFiles(filesInZip(wheel), /^(cdk_enforce_mfa\/(__init__\.py|py\.typed|_jsii\/(__init__\.py|[^/]+\.tgz))|[^/]+\.dist-info\/[^/]+)$/, [
      'cdk_enforce_mfa/__init__.py', 'cdk_enforce_mfa/py.typed', `cdk_enforce_mfa/${library}`, `${info}/LICENSE`, `${info}/METADATA`,
    ]);
    const source = filesInTar(onlyFile(`${DIST}/python`, '.tar.gz')).map(file => file.slice(file.indexOf('/') + 1));
    expectFiles(source, /^(LICENSE|MANIFEST\.in|PKG-INFO|README\.md|pyproject\.toml|setup\.(cfg|py)|src\/cdk_enforce_mfa(\.egg-info)?\/.+)$/, [
      'LICENSE', 'README.md', 'src/cdk_enforce_mfa/__init__.py', 'src/cdk_enforce_mfa/py.typed', `src/cdk_enforce_mfa/${library}`,
    ]);
  });

  test('carries the library', async () => {
    const folder = (await project.run('python3', '-c', 'import cdk_enforce_mfa; print(*cdk_enforce_mfa.__path__)')).trim();
    expectLibrary(`${folder}/${library}`);
  });

  test('fits with what else is installed, and shows the README', async () => {
    await project.run('pip', 'check');
    expect(await project.run('python3', '-c', 'from importlib.metadata import metadata; print(metadata("cdk-enforce-mfa")["Description"])'))
      .toContain('alert_emails=["security@example.com"]');
  });

  test('an account baseline', async () => {
    expectTemplate(await project.synthesize(ACCOUNT_BASELINE), ACCOUNT_BASELINE);
  });

  test('a team with options, a role and a rule', async () => {
    expectTemplate(await project.synthesize(ENFORCED_TEAM, 'python3 enforced_team.py'), ENFORCED_TEAM);
  });

  test('an error says what is wrong', async () => {
    project.copy(`${__dirname}/misuse/misuse.py`, 'misuse.py');
    expect(await project.failureOf('python3', 'misuse.py')).toContain(MISUSE);
  });

  test('each example of README and API runs', async () => {
    const fences = fencesIn('python');
    project.write('fences.py', [
      'from aws_cdk import App, Duration, RemovalPolicy, Stack',
      ...moduleAliases().map(({ alias, module }) => `from aws_cdk import aws_${module.replace(/-/g, '_')} as ${alias}`),
      'from cdk_enforce_mfa import *',
      ...fences.flatMap(({ imports }) => imports),
      ...fences.flatMap(({ where, code }, index) => [
        `class Fence${index}(Stack):`,
        '    def __init__(self):',
        `        super().__init__(App(), "Fence${index}")  # ${where}`,
        indent(code, 8),
        `Fence${index}()`,
      ]),
    ].join('\n'));
    await project.run('python3', 'fences.py');
  });
});
