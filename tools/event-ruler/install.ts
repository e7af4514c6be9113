import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lastLines } from '../emulator/run-process';

const POM = join(__dirname, 'pom.xml');
const INSTALLATIONS = resolve(__dirname, '..', '..', '.event-ruler');

let classPath: string | undefined;

/**
 * Has Maven bring the engine, once for each version of the pom, with whatever the person has set up for Maven.
 *
 * @returns the class path
 * @throws an Error that says what is missing
 */
export function install(): string {
  return classPath ??= findOrDownload();
}

function findOrDownload(): string {
  check('javac', 'a JDK, 11 or newer');
  const key = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
  const folder = join(INSTALLATIONS, key);
  if (!existsSync(folder)) {
    check('mvn', 'Maven');
    download(folder);
  }
  return join(folder, '*');
}

function check(command: string, what: string): void {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore', timeout: 60_000 });
  } catch {
    throw new Error(`The event ruler needs ${what}, and '${command}' does not run.`);
  }
}

function download(folder: string): void {
  // under another name until it is complete: two test files may come at once, and one may be interrupted
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(INSTALLATIONS, { recursive: true });
  writeFileSync(join(INSTALLATIONS, '.gitignore'), '*\n');
  try {
    maven(['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`]);
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) { throw error; }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function maven(args: string[]): void {
  const options: ExecFileSyncOptions = { stdio: 'pipe', timeout: 300_000 };
  try {
    execFileSync('mvn', ['--batch-mode', '--quiet', '--strict-checksums', '--file', POM, ...args], options);
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: Buffer };
    throw new Error(`Maven could not bring the event ruler: ${message.split('\n')[0]}\n${lastLines(String(stdout))}`);
  }
}
