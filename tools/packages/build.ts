import { rmSync } from 'fs';
import { join } from 'path';
import { Language } from './language';
import { DIST, ENVIRONMENT } from './settings';
import { runProcess } from '../emulator/run-process';
import { REPOSITORY } from '../emulator/settings';

const TIMEOUT_SECONDS = 900; // the first build of Go compiles all of aws-cdk-lib

/** Builds what the packages are made of. */
export async function compile(): Promise<void> {
  await run('compile');
  await run('rosetta');
}

/** Builds the package of a language by the same task that a release runs. */
export async function buildPackage({ target, task = `package:${target}` }: Language): Promise<void> {
  // a package is left as it is while the API has not changed, whatever changed behind it
  rmSync(join(DIST, target), { recursive: true, force: true });
  await run(task);
}

async function run(name: string): Promise<void> {
  await runProcess(`projen ${name}`, process.execPath, [join(REPOSITORY, 'node_modules', 'projen', 'bin', 'projen'), name], {
    cwd: REPOSITORY, env: ENVIRONMENT, timeoutSeconds: TIMEOUT_SECONDS,
  });
}
