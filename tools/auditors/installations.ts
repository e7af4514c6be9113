import { join } from 'node:path';
import { npmPackages } from '../emulator/npm-packages';
import type { Report } from '../emulator/program';
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

/** @returns the folder of the npm package that brings cfn-guard and AWS Control Tower's rules; the app that it is handed to has its own aws-cdk-lib */
export async function cfnGuard(report: Report): Promise<string> {
  const packages = await npmPackages('auditor-cfn-guard', GUARD, () => report('installing cfn-guard (once)'));
  return join(packages, '@cdklabs', 'cdk-validator-cfnguard');
}
