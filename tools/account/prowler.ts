import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Copy } from './account';
import { statusesOf, type Statuses } from './findings';
import { Worker } from './worker';
import { REGION } from '../emulator/settings';
import { SetupError } from '../emulator/setup-error';

// it reads every check and framework of every cloud first
const START_SECONDS = 360;
const AUDIT_SECONDS = 300;

// to fail at once what moto does not have
const QUIETLY = ['--ignore-exit-code-3', '--aws-retries-max-attempts', '1', '--log-level', 'ERROR'];

const ANOTHER_REGION = 'eu-west-1';
const CIS = 'cis_7.0_aws';

/** Prowler, which looks at accounts. */
export class Prowler {
  public static async start(python: string, scratch: string): Promise<Prowler> {
    return new Prowler(await Worker.start('prowler', python, 'audits.py', scratch, START_SECONDS), scratch);
  }

  private constructor(private readonly worker: Worker<{ readonly code: number }>, private readonly scratch: string) {}

  /** In two Regions: a trail of one Region alone is enough where nobody looks elsewhere. */
  public async audit(account: Copy, checks: readonly string[]): Promise<Statuses> {
    return this.run(account, ['--region', REGION, ANOTHER_REGION, '--check', ...checks]);
  }

  /** Every check of CIS 7.0, the newest benchmark of CIS. */
  public async auditBenchmark(account: Copy): Promise<Statuses> {
    return this.run(account, ['--region', REGION, '--compliance', CIS]);
  }

  public stop(): void {
    this.worker.stop();
  }

  private async run(account: Copy, what: string[]): Promise<Statuses> {
    // a folder of its own: Prowler appends to what is there
    const folder = mkdtempSync(join(this.scratch, 'audit-'));
    const output = ['--output-formats', 'csv', '--output-directory', folder, '--output-filename', 'result'];
    const { code } = await this.worker.ask({
      arguments: ['aws', '--no-banner', ...what, ...output, ...QUIETLY],
      environment: { AWS_ENDPOINT_URL: account.endpoint, HOME: folder },
      log: join(folder, 'log'),
    }, AUDIT_SECONDS);
    if (code !== 0) throw new SetupError(`Prowler ended with exit code ${code}:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
    return statusesOf(readFileSync(join(folder, 'result.csv'), 'utf8'));
  }
}
