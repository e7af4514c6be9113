import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { REPOSITORY } from '../emulator/settings';

/** What each release promised: its `.jsii`, and the templates of its examples. */
export const RELEASED = join(REPOSITORY, 'test', 'released');

/** The version of the newest release, if there is any. */
export function newestRelease(): string | undefined {
  return releases().pop();
}

/** The versions that have a snapshot, the newest last. */
export function releases(): string[] {
  if (!existsSync(RELEASED)) { return []; }
  const versions = readdirSync(RELEASED).filter(name => /^\d+\.\d+\.\d+$/.test(name));
  return versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/**
 * The version to release: the newest that has a snapshot, and that is not released yet.
 *
 * @param latestTag the newest tag of a release, empty before the first
 * @param snapshots the versions that have a snapshot, the newest last
 * @throws an Error where there is nothing to release. Without a version, projen would release 0.0.0 or, in silence, nothing
 */
export function versionToRelease(latestTag: string, snapshots: string[]): string {
  const newest = snapshots[snapshots.length - 1];
  const released = latestTag.replace(/^v/, '');
  if (released && !snapshots.includes(released)) {
    throw new Error(`${latestTag} is released and has no snapshot under test/released/, so that nothing is compared with it; make it from a checkout of ${latestTag} by \`npm run release:snapshot -- ${released}\``);
  }
  if (!newest) {
    throw new Error('no version has a snapshot under test/released/; write one down by `npm run release:snapshot -- 0.1.0`');
  }
  if (newest === released) {
    throw new Error(`${latestTag} is released, and no newer version has a snapshot under test/released/; write one down by \`npm run release:snapshot -- VERSION\``);
  }
  return newest;
}

/** What a compiled library offers, without what changes with every line of source. */
export function apiOf(assembly: string): { types: Record<string, unknown>; dependencies: unknown; targets: unknown } {
  const { types, dependencies, targets } = JSON.parse(readFileSync(assembly, 'utf8'), (key, value) => key === 'locationInModule' ? undefined : value);
  return { types, dependencies, targets };
}
