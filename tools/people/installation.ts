import { join } from 'node:path';
import { npmPackages } from '../emulator/npm-packages';
import type { Report } from '../emulator/program';
import { pythonEnvironment } from '../emulator/python-environment';
import { REPOSITORY } from '../emulator/settings';

/** What a command needs to find a tool. */
export interface Installed {
  /** Folders of commands. */
  readonly path: string[];
  /** Folders of Node.js packages. */
  readonly packages: string[];
}

export type Install = (report: Report) => Promise<Installed>;

/** The tools that are written in Python, all in one environment. */
export const installPythonTools: Install = async (report) => {
  const requirements = join(__dirname, 'python', 'requirements.txt');
  const folder = await pythonEnvironment('people-python', requirements, () => report('installing AWS CLI, boto3, AWSume and aws-mfa (once)'));
  return { path: [join(folder, 'bin')], packages: [] };
};

/** Node.js packages as the lock file of a folder beside this file pins them. */
export function installPackages(name: string): Install {
  return async (report) => {
    const installing = () => report(`installing the packages of tools/people/${name} (once)`);
    return { path: [], packages: [await npmPackages(`people-${name}`, join(__dirname, name), installing)] };
  };
}

/** The CDK CLI is a development dependency of the project. */
export const installed: Install = async () => ({ path: [join(REPOSITORY, 'node_modules', '.bin')], packages: [] });
