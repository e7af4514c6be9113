import { execFileSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { atExit, exitOnSignals } from '../emulator/clean-up';
import { REPOSITORY } from '../emulator/settings';

/*
 * Compiles the library and runs its unit tests in a copy of the repository that has other versions of the peers: `floor`, the
 * lowest that we say we work with, or `latest`, the newest that the registry has.
 */
const PEERS = ['aws-cdk-lib', 'constructs'];
const VERSIONS: Record<string, (range: string) => string> = {
  floor: range => range.replace('^', ''),
  latest: () => 'latest',
};

exitOnSignals();
main(process.argv[2]);

function main(which: string): void {
  if (!VERSIONS[which]) { throw new Error(`pass one of ${Object.keys(VERSIONS).join(', ')}`); }
  const copy = mkdtempSync(join(realpathSync(tmpdir()), `mfa-${which}-`));
  atExit(() => rmSync(copy, { recursive: true, force: true }));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: copy, stdio: 'inherit' });
  try {
    copyInto(copy);
    changeManifest(copy, VERSIONS[which]);
    run('npm', 'install', '--no-audit', '--no-fund', '--no-save');
    console.log(`\n${PEERS.map(name => `${name} ${installed(copy, name)}`).join(', ')}\n`);
    run('npx', 'projen', 'compile');
    run('npx', 'tsc', '--noEmit', '--project', 'tsconfig.dev.json');
    run('npx', 'jest', '--ci');
  } catch {
    process.exitCode = 1; // the command has said why
  }
}

function copyInto(copy: string): void {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: REPOSITORY, encoding: 'utf8' });
  for (const file of new Set(files.split('\0'))) {
    if (file && existsSync(join(REPOSITORY, file))) { cpSync(join(REPOSITORY, file), join(copy, file)); }
  }
}

function changeManifest(copy: string, version: (range: string) => string): void {
  const file = join(copy, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const name of PEERS) { manifest.devDependencies[name] = version(manifest.peerDependencies[name]); }
  // what a policy means does not depend on the CDK that wrote it, and documents quote what proofs mean
  manifest.jest.testPathIgnorePatterns.push('<rootDir>/test/proofs/', '<rootDir>/test/docs/');
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
}

function installed(copy: string, name: string): string {
  return JSON.parse(readFileSync(join(copy, 'node_modules', name, 'package.json'), 'utf8')).version;
}
