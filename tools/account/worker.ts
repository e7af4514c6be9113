import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { kill, lastLines, startProcess } from '../emulator/run-process';
import { cleanEnvironment } from '../emulator/settings';
import { SetupError } from '../emulator/setup-error';

const READY = 'ready';

interface Answer {
  readonly id: string;
}

/** A Python program that takes orders: a line of JSON each, answered by a line of JSON with the same id. It ends with this process. */
export class Worker<T> {
  /**
   * @param script a file in `python/`, which says `ready` when it is
   * @param scratch a folder of this run, for what the program writes
   */
  public static async start<T>(name: string, python: string, script: string, scratch: string, timeoutSeconds: number): Promise<Worker<T>> {
    const worker = new Worker<T>(name, python, script, scratch);
    worker.ready = await worker.within(timeoutSeconds, worker.answerTo(READY));
    return worker;
  }

  public ready!: T;
  private readonly child: ChildProcess;
  private readonly log: string;
  private readonly waiting = new Map<string, (answer: T) => void>();
  private readonly ended: Promise<never>;
  private asked = 0;

  private constructor(private readonly name: string, python: string, script: string, scratch: string) {
    this.log = join(scratch, `${name}.log`);
    const log = openSync(this.log, 'a');
    this.child = startProcess(python, [join(__dirname, 'python', script)], {
      cwd: scratch,
      stdio: ['pipe', 'pipe', log],
      // what was compiled once is kept beside the installation, not beside our own modules
      env: cleanEnvironment(scratch, { PYTHONPYCACHEPREFIX: join(dirname(python), '..', 'compiled'), PYTHONWARNINGS: 'ignore' }),
    });
    closeSync(log);
    this.ended = new Promise((_, fail) => {
      const end = (how: string) => fail(new SetupError(`${name} ${how}:\n${lastLines(readFileSync(this.log, 'utf8'))}`));
      this.child.once('error', (error) => end(error.message));
      this.child.once('exit', (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
    });
    this.ended.catch(() => undefined); // nobody may be waiting
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      const answer = JSON.parse(line) as T & Answer;
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    });
  }

  public async ask(order: Record<string, unknown>, timeoutSeconds: number): Promise<T> {
    const id = String(++this.asked);
    const answer = this.answerTo(id);
    this.child.stdin!.write(`${JSON.stringify({ id, ...order })}\n`);
    return this.within(timeoutSeconds, answer);
  }

  /** Ends the program and whatever it started. */
  public stop(): void {
    kill(this.child);
  }

  private answerTo(id: string): Promise<T> {
    return new Promise((done) => this.waiting.set(id, done));
  }

  private async within(seconds: number, answer: Promise<T>): Promise<T> {
    const deadline = new AbortController();
    const late = sleep(seconds * 1000, undefined, { signal: deadline.signal }).then(() => {
      throw new SetupError(`${this.name} took longer than ${seconds} seconds:\n${lastLines(readFileSync(this.log, 'utf8'))}`);
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([answer, this.ended, late]);
    } finally {
      deadline.abort();
    }
  }
}
