import { execFileSync } from 'child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { newestRelease, RELEASED } from './releases';
import { REPOSITORY } from '../emulator/settings';

/*
 * Compares the API, which the task compiles first, with that of the newest release, and fails on whatever would break somebody's code. What
 * is broken on purpose stands in .compatignore.
 */
const version = newestRelease();
if (version) {
  compareWith(version);
} else {
  console.log('nothing is released yet');
}

function compareWith(release: string): void {
  const released = asPackage(join(RELEASED, release, '.jsii'));
  try {
    // without --error-on all what is experimental, and that is everything, only warns
    execFileSync('jsii-diff', [released, REPOSITORY, '--error-on', 'all', '--keys', '--ignore-file', join(REPOSITORY, '.compatignore')], { stdio: 'inherit' });
    console.log(`the API breaks nothing that ${release} has`);
  } catch {
    console.error(`the API differs from that of ${release}, see above; CONTRIBUTING.md says how a break is made on purpose`);
    process.exitCode = 1;
  } finally {
    rmSync(released, { recursive: true });
  }
}

/** jsii-diff reads packages, and the libraries they need from the node_modules above them: so within the repository. */
function asPackage(assembly: string): string {
  const work = join(REPOSITORY, '.packages');
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(join(work, 'released-'));
  copyFileSync(assembly, join(folder, '.jsii'));
  const { name, version: released, dependencies } = JSON.parse(readFileSync(assembly, 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: released, peerDependencies: dependencies, jsii: {} }));
  return folder;
}
