import { awscdk, github, JsonPatch } from 'projen';

// actions by commit: a tag can be moved to other code
const PINNED = {
  'actions/checkout': '3d3c42e5aac5ba805825da76410c181273ba90b1', // v7.0.1
  'actions/download-artifact': '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', // v8.0.1
  'actions/setup-dotnet': 'a98b56852c35b8e3190ac28c8c2271da59106c68', // v6.0.0
  'actions/setup-go': 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', // v7.0.0
  'actions/setup-java': 'b6effb05e454b25005698d916606bdc6ffcbf961', // v5.7.0
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/setup-python': '5fda3b95a4ea91299a34e894583c3862153e4b97', // v7.0.0
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
};

// what takes too long, or depends on too much that is not ours, to decide about a change
const SCHEDULED = ['test:latest', 'test:floor', 'test:mutants', 'test:account', 'test:tools', 'test:guides', 'bench', 'lint:workflows'];

const WORKFLOWS = '.github/workflows';
export const NODE = '24';

/** The workflows that projen does not have, and corrections of those that it has. */
export function addWorkflows(project: awscdk.AwsCdkConstructLibrary): void {
  const { actions } = project.github!;
  for (const [action, commit] of Object.entries(PINNED)) { actions.set(action, `${action}@${commit}`); }
  addBuild(project);
  addScheduled(project);
  correctRelease(project);
  correctUpgrade(project);
}

/** The same script that decides everywhere. */
function addBuild(project: awscdk.AwsCdkConstructLibrary): void {
  const workflow = project.github!.addWorkflow('build');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
  workflow.addJob('build', {
    name: 'Node.js ${{ matrix.node }}',
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 90,
    permissions: { contents: github.workflows.JobPermission.READ },
    continueOnError: '${{ matrix.best-effort }}' as any,
    strategy: {
      failFast: false,
      matrix: {
        domain: { 'node': ['22', '24'], 'best-effort': [false] },
        include: [{ 'node': '20', 'best-effort': true }],
      },
    },
    env: { CI: 'true' },
    steps: [checkOut(project), ...setUp(project, '${{ matrix.node }}'), { run: 'bash .ci/run' }],
  });
}

function addScheduled(project: awscdk.AwsCdkConstructLibrary): void {
  const workflow = project.github!.addWorkflow('scheduled');
  workflow.on({ schedule: [{ cron: '17 3 * * 1' }], workflowDispatch: {} });
  workflow.addJob('run', {
    name: '${{ matrix.task }}',
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 120,
    permissions: { contents: github.workflows.JobPermission.READ },
    strategy: { failFast: false, matrix: { domain: { task: SCHEDULED } } },
    env: { CI: 'true' },
    steps: [
      checkOut(project),
      ...setUp(project, NODE),
      { run: 'npm ci' },
      { run: 'npm run "$TASK"', env: { TASK: '${{ matrix.task }}' } },
    ],
  });
}

/** Nothing that is run later finds a token on the disk. */
function checkOut(project: awscdk.AwsCdkConstructLibrary): github.workflows.JobStep {
  return { uses: project.github!.actions.get('actions/checkout'), with: { 'persist-credentials': false } };
}

/** What the tests take: with CI set, they fail where one of these is missing. */
function setUp(project: awscdk.AwsCdkConstructLibrary, node: string): github.workflows.JobStep[] {
  const { actions } = project.github!;
  return [
    { uses: actions.get('actions/setup-node'), with: { 'node-version': node, 'package-manager-cache': false } },
    ...setUpLanguages(project),
  ];
}

function setUpLanguages(project: awscdk.AwsCdkConstructLibrary): github.workflows.JobStep[] {
  const { actions } = project.github!;
  return [
    setUpPython(project),
    { uses: actions.get('actions/setup-java'), with: { 'distribution': 'temurin', 'java-version': '17' } },
    { uses: actions.get('actions/setup-go'), with: { 'go-version': '1.26', 'cache': false } },
  ];
}

function setUpPython(project: awscdk.AwsCdkConstructLibrary): github.workflows.JobStep {
  return { uses: project.github!.actions.get('actions/setup-python'), with: { 'python-version': '3.12' } };
}

/** The job that builds pushes nothing: what publishes waits for the environment. */
function correctRelease(project: awscdk.AwsCdkConstructLibrary): void {
  const file = project.tryFindObjectFile(`${WORKFLOWS}/release.yml`)!;
  file.addOverride('jobs.release.permissions.contents', 'read');
  // publib is fetched outside of the repository, whose .npmrc says the same
  file.addOverride('env.NPM_CONFIG_IGNORE_SCRIPTS', 'true');
  const languages = setUpLanguages(project); // after Node.js, which projen sets up itself, as the third step
  file.patch(...languages.map((step, index) => JsonPatch.add(`/jobs/release/steps/${3 + index}`, step)));
  // publib installs with pip, which the Python of Ubuntu refuses
  file.patch(JsonPatch.add('/jobs/release_nuget/steps/2', setUpPython(project)));
}

/** Expressions do not belong into scripts, whoever they come from. */
function correctUpgrade(project: awscdk.AwsCdkConstructLibrary): void {
  const file = project.tryFindObjectFile(`${WORKFLOWS}/upgrade-main.yml`)!;
  file.addOverride('jobs.upgrade.steps.0.with.persist-credentials', false);
  file.addOverride('jobs.pr.steps.2.run', '[ -s "$RUNNER_TEMP/repo.patch" ] && git apply "$RUNNER_TEMP/repo.patch" || echo "Empty patch. Skipping."');
}
