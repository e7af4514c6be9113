import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { atExit } from './clean-up';
import { SetupError } from './setup-error';

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutSeconds: number;
}

/** Starts a process that ends with this one, together with all processes that it starts itself. */
export function startProcess(command: string, args: string[], options: SpawnOptions): ChildProcess {
  // a process group of its own: one signal ends the process and its children
  const child = spawn(command, args, { ...options, detached: true });
  const forget = atExit(() => kill(child));
  child.once('exit', forget);
  return child;
}

/** Ends a process and its children at once. */
export function kill(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // it has ended already
  }
}

/** How a process ended, and what it wrote. */
export interface Ended {
  /** What went wrong, if anything did. */
  readonly fault?: string;
  readonly output: string;
}

/** Runs a process to its end, whatever end that is: without input, and without a terminal. */
export async function runToEnd(command: string, args: string[], options: RunOptions): Promise<Ended> {
  const child = startProcess(command, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout!.on('data', (data: Buffer) => { output += data.toString(); });
  child.stderr!.on('data', (data: Buffer) => { output += data.toString(); });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill(child);
  }, options.timeoutSeconds * 1000);
  const end = await new Promise<string | undefined>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`));
  });
  clearTimeout(timer);
  return { fault: timedOut ? `took longer than ${options.timeoutSeconds} seconds` : end, output };
}

/** Runs a process to its end and returns what it wrote. Fails when it fails or takes too long. */
export async function runProcess(what: string, command: string, args: string[], options: RunOptions): Promise<string> {
  const { fault, output } = await runToEnd(command, args, options);
  if (fault) throw new SetupError(`${what} ${fault}\n${lastLines(output)}`);
  return output;
}

export function lastLines(text: string, count = 30): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
