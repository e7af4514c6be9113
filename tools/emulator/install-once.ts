import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from './clean-up';
import { INSTALLATIONS } from './settings';

/**
 * Installs something into the git-ignored folder, once for each set of pins.
 *
 * @param build fills a folder, which gets its final name only when it is complete
 */
export async function installOnce(name: string, pins: string[], build: (folder: string, final: string) => Promise<void>): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(pins)).digest('hex').slice(0, 12);
  const folder = join(INSTALLATIONS, `${name}-${key}`);
  if (existsSync(folder)) return folder;
  // under another name until then: an installation that was interrupted is never taken for a good one
  const unfinished = `${folder}.${process.pid}`;
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
  const forget = atExit(removeUnfinished);
  mkdirSync(INSTALLATIONS, { recursive: true });
  try {
    await build(unfinished, folder);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    removeUnfinished();
    forget();
  }
  return folder;
}
