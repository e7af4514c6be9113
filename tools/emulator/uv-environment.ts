import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from './find-python';
import { installOnce } from './install-once';
import { pythonEnvironment } from './python-environment';
import { runProcess } from './run-process';
import { REPOSITORY } from './settings';

const UV = join(__dirname, 'python', 'uv.txt');

/**
 * A virtual environment with what a file of requirements pins, for what pip takes minutes to install.
 *
 * @returns its folder
 */
export async function uvEnvironment(name: string, requirements: string, installing: () => void, timeoutSeconds = 240): Promise<string> {
  const python = findPython();
  const pins = [requirements, UV].map((file) => readFileSync(file, 'utf8'));
  return installOnce(name, [...pins, JSON.stringify(python)], async (target) => {
    installing();
    const uv = join(await pythonEnvironment('uv', UV, () => undefined), 'bin', 'uv');
    const options = { cwd: REPOSITORY, timeoutSeconds, env: { ...process.env, UV_PYTHON_DOWNLOADS: 'never' } };
    // relocatable: the folder is renamed when it is complete
    await runProcess('uv venv', uv, ['venv', '--quiet', '--relocatable', '--python', python.path, target], options);
    const install = ['pip', 'install', '--quiet', '--python', join(target, 'bin', 'python'), '--requirement', requirements];
    await runProcess(`uv pip install of ${name}`, uv, install, options);
  });
}
