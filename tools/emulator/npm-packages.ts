import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from './install-once';
import { runProcess } from './run-process';

const FILES = ['package.json', 'package-lock.json'];

/**
 * Node.js packages as the lock file of a folder pins them, without what they ask of others: no peers, no scripts of theirs.
 *
 * @returns the folder of the packages
 */
export async function npmPackages(name: string, source: string, installing: () => void): Promise<string> {
  const folder = await installOnce(name, [...FILES.map((file) => readFileSync(join(source, file), 'utf8')), process.version], async (target) => {
    installing();
    mkdirSync(target);
    for (const file of FILES) copyFileSync(join(source, file), join(target, file));
    const ci = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
    await runProcess(`npm ci of ${name}`, 'npm', ci, { cwd: target, env: process.env, timeoutSeconds: 240 });
  });
  return join(folder, 'node_modules');
}
