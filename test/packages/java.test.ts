import { rmSync } from 'fs';
import { pathToFileURL } from 'url';
import { describePackage, expectFiles, expectLibrary, expectTemplate, MISUSE } from './language-tests';
import { ACCOUNT_BASELINE, ENFORCED_TEAM } from '../../tools/packages/apps';
import { filesInZip, onlyFile } from '../../tools/packages/archive';
import { buildPackage } from '../../tools/packages/build';
import { publicTypes } from '../../tools/packages/contents';
import { fencesIn, indent, moduleAliases } from '../../tools/packages/fences';
import { JAVA } from '../../tools/packages/language';
import { Project } from '../../tools/packages/project';
import { CDK_VERSION, CONSTRUCTS_VERSION, DIST, VERSION, WORK } from '../../tools/packages/settings';

const PACKAGE = 'io/github/cdkenforcemfa';
const LIBRARY = `${PACKAGE}/cdk-enforce-mfa@${VERSION}.jsii.tgz`;
const LOCAL_REPOSITORY = `${WORK}/maven`;

// the built package, and a local repository of our own: in a person's the package would stay, under a version that was never released
const SETTINGS = `<settings>
  <localRepository>${LOCAL_REPOSITORY}</localRepository>
  <profiles>
    <profile>
      <id>built</id>
      <repositories>
        <repository>
          <id>built</id>
          <url>${pathToFileURL(`${DIST}/java`).href}</url>
        </repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles>
    <activeProfile>built</activeProfile>
  </activeProfiles>
</settings>
`;

const CONFIG = [
  '--global-settings=settings.xml',
  '--batch-mode',
  `-Dcdk.version=${CDK_VERSION}`,
  `-Dconstructs.version=${CONSTRUCTS_VERSION}`,
  `-Dcdk-enforce-mfa.version=${VERSION}`,
].join('\n');

describePackage(JAVA, () => {
  let project: Project;

  beforeAll(async () => {
    await buildPackage(JAVA);
    rmSync(`${LOCAL_REPOSITORY}/io/github/cdk-enforce-mfa`, { recursive: true, force: true });
    project = Project.of(JAVA);
    project.write('settings.xml', SETTINGS);
    project.write('.mvn/maven.config', CONFIG);
    await project.run('mvn', '--quiet', 'compile');
  });

  afterAll(() => project?.remove());

  test('has a class for each type, the library, and nothing else', () => {
    expectFiles(filesInZip(onlyFile(`${DIST}/java`, `${VERSION}.jar`)),
      /^(META-INF\/(MANIFEST\.MF|INDEX\.LIST|maven\/.+\/pom\.(xml|properties))|io\/github\/cdkenforcemfa\/([\w$-]+\.class|[^/]+\.jsii\.tgz|\$Module\.txt))$/,
      [LIBRARY, ...publicTypes().map(name => `${PACKAGE}/${name}.class`)]);
  });

  test('comes with sources and documentation', () => {
    expectFiles(filesInZip(onlyFile(`${DIST}/java`, '-sources.jar')),
      /^(META-INF\/.+|io\/github\/cdkenforcemfa\/([\w$-]+\.java|[^/]+\.jsii\.tgz|\$Module\.txt))$/,
      publicTypes().map(name => `${PACKAGE}/${name}.java`));
    expect(filesInZip(onlyFile(`${DIST}/java`, '-javadoc.jar')))
      .toEqual(expect.arrayContaining(publicTypes().map(name => `${PACKAGE}/${name}.html`)));
  });

  test('carries the library', async () => {
    await project.run('jar', '--extract', '--file', onlyFile(`${DIST}/java`, `${VERSION}.jar`), LIBRARY);
    expectLibrary(project.path(LIBRARY));
  });

  test('an account baseline', async () => {
    expectTemplate(await project.synthesize(ACCOUNT_BASELINE), ACCOUNT_BASELINE);
  });

  test('a team with options, a role and a rule', async () => {
    const command = 'mvn --errors --quiet compile exec:java -Dexec.mainClass=com.example.EnforcedTeam';
    expectTemplate(await project.synthesize(ENFORCED_TEAM, command), ENFORCED_TEAM);
  });

  test('an error says what is wrong', async () => {
    project.copy(`${__dirname}/misuse/Misuse.java`, 'src/main/java/com/example/Misuse.java');
    expect(await project.failureOf('mvn', '--quiet', 'compile', 'exec:java', '-Dexec.mainClass=com.example.Misuse')).toContain(MISUSE);
  });

  test('each example of README and API compiles', async () => {
    const fences = fencesIn('java');
    project.write('src/main/java/com/example/Fences.java', [
      'package com.example;',
      'import io.github.cdkenforcemfa.*;',
      'import java.util.List;',
      'import java.util.Map;',
      'import software.amazon.awscdk.*;',
      ...moduleAliases().map(({ module }) => `import software.amazon.awscdk.services.${module.replace(/-/g, '.')}.*;`),
      ...fences.flatMap(({ imports }) => imports),
      ...fences.flatMap(({ where, code }, index) => [
        `class Fence${index} extends Stack {`,
        `    Fence${index}() { // ${where}`,
        indent(code, 8),
        '    }',
        '}',
      ]),
    ].join('\n'));
    await project.run('mvn', '--quiet', 'compile');
  });
});
