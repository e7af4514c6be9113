import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from './find-python';
import { installOnce } from './install-once';
import { runProcess } from './run-process';
import { REPOSITORY } from './settings';

/**
 * A virtual environment with what a file of requirements pins.
 *
 * @returns its folder
 */
export async function pythonEnvironment(name: string, requirements: string, installing: () => void): Promise<string> {
  const python = findPython();
  return installOnce(name, [readFileSync(requirements, 'utf8'), JSON.stringify(python)], async (folder, final) => {
    installing();
    await runProcess('creating the virtual environment', python.path, ['-m', 'venv', folder], options(60));
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '--requirement', requirements];
    await runProcess('pip install', join(folder, 'bin', 'python'), pip, options(150));
    renameInCommands(folder, final);
  });
}

/** The first line of a command names its Python. */
function renameInCommands(folder: string, final: string): void {
  const bin = join(folder, 'bin');
  for (const command of readdirSync(bin).map((name) => join(bin, name)).filter((path) => lstatSync(path).isFile())) {
    const text = readFileSync(command, 'utf8');
    if (text.startsWith(`#!${folder}`)) writeFileSync(command, text.replace(folder, final));
  }
}

function options(timeoutSeconds: number) {
  // pip needs what the person has set up for it: proxy, package index, certificates
  return { cwd: REPOSITORY, env: process.env, timeoutSeconds };
}
