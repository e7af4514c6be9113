import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './auditor';
import { installOnce } from '../emulator/install-once';
import { runProcess } from '../emulator/run-process';
import { uvEnvironment } from '../emulator/uv-environment';

const PYTHON = join(__dirname, 'python');
const GUARD = join(__dirname, 'cfn-guard');

/**
 * A Python environment of its own for each auditor, since they disagree about versions of what they share.
 *
 * @returns its folder of commands
 */
export async function pythonAuditor(name: string, report: Report): Promise<string> {
  const installing = () => report(`installing ${name} (once)`);
  return join(await uvEnvironment(`auditor-${name}`, join(PYTHON, `${name}.txt`), installing), 'bin');
}

/** @returns the folder of the npm package that brings cfn-guard and AWS Control Tower's rules */
export async function cfnGuard(report: Report): Promise<string> {
  const files = ['package.json', 'package-lock.json'];
  const folder = await installOnce('auditor-cfn-guard', files.map((file) => readFileSync(join(GUARD, file), 'utf8')), async (target) => {
    report('installing cfn-guard (once)');
    mkdirSync(target);
    for (const file of files) copyFileSync(join(GUARD, file), join(target, file));
    // without its peers: the plugin is handed to an app that has its own aws-cdk-lib
    const ci = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
    await runProcess('npm ci of cfn-guard', 'npm', ci, { cwd: target, env: process.env, timeoutSeconds: 120 });
  });
  return join(folder, 'node_modules', '@cdklabs', 'cdk-validator-cfnguard');
}
