import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from './clean-up';
import { findPython } from './find-python';
import { runProcess } from './run-process';
import { INSTALLATIONS } from './settings';

const REQUIREMENTS = join(__dirname, 'python', 'requirements.txt');

/**
 * Installs the emulator into the git-ignored folder, once for each set of pinned requirements and Python.
 *
 * @returns the path of the Python that has it
 */
export async function install(report: (line: string) => void): Promise<string> {
  const python = findPython();
  const key = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(JSON.stringify(python)).digest('hex').slice(0, 12);
  const folder = join(INSTALLATIONS, `python-${key}`);
  if (!existsSync(folder)) {
    report('installing the emulator (once)');
    await installInto(folder, python.path);
  }
  return join(folder, 'bin', 'python');
}

async function installInto(folder: string, python: string): Promise<void> {
  // under another name until it is complete: an installation that was interrupted is never taken for a good one
  const unfinished = `${folder}.${process.pid}`;
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
  const forget = atExit(removeUnfinished);
  mkdirSync(INSTALLATIONS, { recursive: true });
  try {
    await runProcess('creating the virtual environment', python, ['-m', 'venv', unfinished], options(60));
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '--requirement', REQUIREMENTS];
    await runProcess('pip install', join(unfinished, 'bin', 'python'), pip, options(150));
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    removeUnfinished();
    forget();
  }
}

function options(timeoutSeconds: number) {
  // pip needs what the person has set up for it: proxy, package index, certificates
  return { cwd: INSTALLATIONS, env: process.env, timeoutSeconds };
}
