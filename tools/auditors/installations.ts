import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../emulator/find-python';
import { installOnce } from '../emulator/install-once';
import { npmPackages } from '../emulator/npm-packages';
import type { Report } from '../emulator/program';
import { pythonEnvironment } from '../emulator/python-environment';
import { runProcess } from '../emulator/run-process';
import { REPOSITORY } from '../emulator/settings';

const PYTHON = join(__dirname, 'python');
const GUARD = join(__dirname, 'cfn-guard');

/**
 * A Python environment of its own for each auditor, since they disagree about versions of what they share.
 *
 * @returns its folder of commands
 */
export async function pythonAuditor(name: string, report: Report, timeoutSeconds = 240): Promise<string> {
  const requirements = join(PYTHON, `${name}.txt`);
  const uvFile = join(PYTHON, 'uv.txt');
  const python = findPython();
  const pins = [requirements, uvFile].map((file) => readFileSync(file, 'utf8'));
  const folder = await installOnce(`auditor-${name}`, [...pins, JSON.stringify(python)], async (target) => {
    report(`installing ${name} (once)`);
    const uv = join(await pythonEnvironment('uv', uvFile, () => undefined), 'bin', 'uv');
    const options = { cwd: REPOSITORY, timeoutSeconds, env: { ...process.env, UV_PYTHON_DOWNLOADS: 'never' } };
    // relocatable: the folder is renamed when it is complete
    await runProcess('uv venv', uv, ['venv', '--quiet', '--relocatable', '--python', python.path, target], options);
    const install = ['pip', 'install', '--quiet', '--python', join(target, 'bin', 'python'), '--requirement', requirements];
    await runProcess(`uv pip install of ${name}`, uv, install, options);
  });
  return join(folder, 'bin');
}

/** @returns the folder of the npm package that brings cfn-guard and AWS Control Tower's rules; the app that it is handed to has its own aws-cdk-lib */
export async function cfnGuard(report: Report): Promise<string> {
  const packages = await npmPackages('auditor-cfn-guard', GUARD, () => report('installing cfn-guard (once)'));
  return join(packages, '@cdklabs', 'cdk-validator-cfnguard');
}
