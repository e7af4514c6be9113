import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CdkCli } from './cdk-cli';
import { atExit } from './clean-up';
import { clientsFor, type Clients, type Credentials } from './clients';
import { install } from './install';
import type { Report } from './program';
import { Server } from './server';
import { ADMIN } from './settings';

/** An AWS account that lives on this machine, as long as this process does. */
export class Emulator {
  public static async start(report: Report = () => undefined): Promise<Emulator> {
    const python = await install(report);
    const scratch = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-'));
    const forget = atExit(() => rmSync(scratch, { recursive: true, force: true }));
    report('starting the emulator');
    const server = await Server.start(python, scratch);
    return new Emulator(server, scratch, forget);
  }

  /** The account's administrator, outside of every enforcement. */
  public readonly admin: Clients;
  public readonly cdk: CdkCli;

  private constructor(private readonly server: Server, private readonly scratch: string, private readonly forget: () => void) {
    this.admin = this.clients(ADMIN);
    this.cdk = new CdkCli(server.endpoint, scratch);
  }

  /** Where the account listens, for tools that are not clients of ours. */
  public get endpoint(): string {
    return this.server.endpoint;
  }

  public clients(credentials: Credentials): Clients {
    return clientsFor(this.endpoint, credentials);
  }

  /** The CDK CLI in the hands of somebody else than the administrator. */
  public cdkOf(credentials: Credentials): CdkCli {
    return new CdkCli(this.endpoint, this.scratch, credentials);
  }

  /** Signs a user without an MFA device in to the console. */
  public async signInToConsole(userName: string): Promise<Credentials> {
    return this.ask<Credentials>('console-session', { UserName: userName });
  }

  /** Makes a session as old as it would be some time later. */
  public async letSessionGrowOlder(session: Credentials, seconds: number): Promise<void> {
    await this.ask('older-session', { AccessKeyId: session.accessKeyId, Seconds: String(seconds) });
  }

  /** Lets what was counted pass out of the sight of alarms. */
  public async letMetricsGrowOlder(seconds: number): Promise<void> {
    await this.ask('older-metrics', { Seconds: String(seconds) });
  }

  public async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.scratch, { recursive: true, force: true });
    this.forget();
  }

  /** What AWS has no API for. */
  private async ask<T>(what: string, parameters: Record<string, string>): Promise<T> {
    const url = `${this.server.endpoint}/_emulator/${what}?${new URLSearchParams(parameters)}`;
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(10_000) });
    const answer = await response.json() as T & { message?: string };
    if (!response.ok) throw new Error(`no ${what}: ${answer.message}`);
    return answer;
  }
}
