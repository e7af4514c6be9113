import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from '../emulator/install-once';
import { pythonEnvironment } from '../emulator/python-environment';
import { runProcess } from '../emulator/run-process';
import { REPOSITORY } from '../emulator/settings';

/** What a command needs to find a tool. */
export interface Installed {
  /** Folders of commands. */
  readonly path: string[];
  /** Folders of Node.js packages. */
  readonly packages: string[];
}

export type Report = (line: string) => void;
export type Install = (report: Report) => Promise<Installed>;

/** The tools that are written in Python, all in one environment. */
export const installPythonTools: Install = async (report) => {
  const requirements = join(__dirname, 'python', 'requirements.txt');
  const folder = await pythonEnvironment('people-python', requirements, () => report('installing AWS CLI, boto3, AWSume and aws-mfa (once)'));
  return { path: [join(folder, 'bin')], packages: [] };
};

/** Node.js packages as the lock file of a folder beside this file pins them. */
export function installPackages(name: string): Install {
  const source = join(__dirname, name);
  const files = ['package.json', 'package-lock.json'];
  return async (report) => {
    const folder = await installOnce(`people-${name}`, [...files.map((file) => readFileSync(join(source, file), 'utf8')), process.version], async (target) => {
      report(`installing the packages of tools/people/${name} (once)`);
      mkdirSync(target);
      for (const file of files) cpSync(join(source, file), join(target, file));
      // no scripts: none of what is used here is built on the machine
      await runProcess('npm ci', 'npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], { cwd: target, env: process.env, timeoutSeconds: 240 });
    });
    return { path: [], packages: [join(folder, 'node_modules')] };
  };
}

/** The CDK CLI is a development dependency of the project. */
export const installed: Install = async () => ({ path: [join(REPOSITORY, 'node_modules', '.bin')], packages: [] });
