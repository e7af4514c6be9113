import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { REPOSITORY } from '../emulator/settings';

/** What each release promised: its `.jsii`, and the templates of its examples. */
export const RELEASED = join(REPOSITORY, 'test', 'released');

/** The version of the newest release, if there is any. */
export function newestRelease(): string | undefined {
  if (!existsSync(RELEASED)) { return undefined; }
  const versions = readdirSync(RELEASED).filter(name => /^\d+\.\d+\.\d+$/.test(name));
  return versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).pop();
}
