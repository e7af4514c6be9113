import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kill, lastLines, startProcess } from './run-process';
import { ACCOUNT, cleanEnvironment, REGION } from './settings';
import { SetupError } from './setup-error';

const START_SECONDS = 60;
const STOP_SECONDS = 5;

/** The running server of the emulator: an empty account, on a free port of the loopback interface. */
export class Server {
  /**
   * @param python the Python that has the emulator installed
   * @param scratch a folder of this run, which the server removes when it ends
   */
  public static async start(python: string, scratch: string): Promise<Server> {
    const port = await freePort();
    const log = join(scratch, 'server.log');
    const data = join(scratch, 'server');
    mkdirSync(data);
    const logFile = openSync(log, 'a');
    const child = startProcess(python, [join(__dirname, 'python', 'server.py')], {
      cwd: data,
      // the open pipe tells the server that this process still lives
      stdio: ['pipe', logFile, logFile],
      env: cleanEnvironment(data, {
        TMPDIR: data,
        AUTH: 'true',
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        IOT_MTLS_ENABLED: '0', // would listen on every interface
        MINISTACK_ACCOUNT_ID: ACCOUNT,
        MINISTACK_REGION: REGION,
        EMULATOR_SCRATCH: scratch,
        LOG_LEVEL: 'WARNING',
        PYTHONDONTWRITEBYTECODE: '1',
      }),
    });
    closeSync(logFile);
    const server = new Server(child, `http://127.0.0.1:${port}`, log);
    try {
      await server.untilHealthy();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  private readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess, readonly endpoint: string, private readonly log: string) {
    this.ended = new Promise((done) => {
      child.once('exit', () => done());
      child.once('error', () => done());
    });
  }

  public async stop(): Promise<void> {
    this.child.stdin!.end();
    const deadline = new AbortController();
    await Promise.race([this.ended, sleep(STOP_SECONDS * 1000, undefined, { signal: deadline.signal }).catch(() => undefined)]);
    deadline.abort();
    kill(this.child);
  }

  private async untilHealthy(): Promise<void> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null) throw new SetupError(`the emulator ended at once:\n${this.lastLog()}`);
      const healthy = await fetch(`${this.endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2000) })
        .then((response) => response.ok, () => false);
      if (healthy) return;
      await sleep(100);
    }
    throw new SetupError(`the emulator did not answer within ${START_SECONDS} seconds:\n${this.lastLog()}`);
  }

  private lastLog(): string {
    return lastLines(readFileSync(this.log, 'utf8'));
  }
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
