import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, dirname, join } from 'path';
import { App } from './apps';
import { Language } from './language';
import { ENVIRONMENT } from './settings';
import { templateIn } from './template';
import { runProcess } from '../emulator/run-process';
import { REPOSITORY } from '../emulator/settings';

const CDK = join(REPOSITORY, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const TIMEOUT_SECONDS = 600;

/**
 * A copy of the example project of a language, as somebody makes one who wants to begin. It is outside of the repository,
 * since within it Node.js would find what only the repository has installed.
 */
export class Project {
  public static of(language: Language): Project {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), `mfa-${language.name}-`));
    cpSync(join(REPOSITORY, 'examples', 'languages', language.name), folder, { recursive: true });
    return new Project(folder);
  }

  private readonly env = { ...ENVIRONMENT };

  private constructor(public readonly folder: string) {}

  public path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  public read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  public copy(from: string, to: string): void {
    cpSync(from, this.path(to));
  }

  /** Has programs of the project found before others. */
  public prependToPath(folder: string): void {
    this.env.PATH = `${this.path(folder)}${delimiter}${this.env.PATH}`;
  }

  public async run(command: string, ...args: string[]): Promise<string> {
    return runProcess(`${command} ${args.join(' ')}`, command, args, { cwd: this.folder, env: this.env, timeoutSeconds: TIMEOUT_SECONDS });
  }

  /** What a program says that is expected to fail. */
  public async failureOf(command: string, ...args: string[]): Promise<string> {
    const answer = await this.run(command, ...args).then(() => undefined, (error: Error) => error.message);
    if (answer === undefined) { throw new Error(`${command} ${args.join(' ')} did not fail`); }
    return answer;
  }

  /** Synthesizes an app by the stock CDK CLI and returns its template with all keys sorted. */
  public async synthesize({ stackName }: App, command?: string): Promise<string> {
    const output = this.path('cdk.out', stackName);
    await this.run(process.execPath, CDK, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', output, ...command ? ['--app', command] : []);
    return templateIn(output, stackName);
  }

  public remove(): void {
    // Go makes what it downloads read-only, Node.js removes it all the same
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
