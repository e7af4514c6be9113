import { join } from 'node:path';
import type { Report } from './program';
import { pythonEnvironment } from './python-environment';

const REQUIREMENTS = join(__dirname, 'python', 'requirements.txt');

/**
 * Installs the emulator, once for each set of pinned requirements and Python.
 *
 * @returns the path of the Python that has it
 */
export async function install(report: Report): Promise<string> {
  const folder = await pythonEnvironment('python', REQUIREMENTS, () => report('installing the emulator (once)'));
  return join(folder, 'bin', 'python');
}
