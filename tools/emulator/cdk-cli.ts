import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from './clients';
import { runProcess } from './run-process';
import { ACCOUNT, ADMIN, cleanEnvironment, REGION, REPOSITORY } from './settings';

const CDK = join(REPOSITORY, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const TIMEOUT_SECONDS = 150;

// no talk with anybody but the emulator, and no advice to update what is pinned here
const QUIET = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  npm_config_update_notifier: 'false',
};

/**
 * The stock CDK CLI, as people use it, against the emulator. It writes into the folder of the run only.
 *
 * An app is the folder of a cdk.json, or one that an app has been synthesized into.
 */
export class CdkCli {
  constructor(private readonly endpoint: string, private readonly scratch: string, private readonly credentials: Credentials = ADMIN) {}

  public async bootstrap(): Promise<string> {
    // away from every cdk.json: bootstrapping needs no app
    return this.run(this.scratch, 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
  }

  public async deploy(app: string): Promise<string> {
    return this.run(app, 'deploy', '--all', '--require-approval', 'never', '--progress', 'events');
  }

  /** How the stacks of the app differ from what is deployed. */
  public async diff(app: string, ...args: string[]): Promise<string> {
    return this.run(app, 'diff', ...args);
  }

  public async destroy(app: string): Promise<string> {
    return this.run(app, 'destroy', '--all', '--force');
  }

  /** Any other command, or one with options of its own. */
  public async run(folder: string, command: string, ...args: string[]): Promise<string> {
    const synthesized = existsSync(join(folder, 'manifest.json'));
    return runProcess(`cdk ${command}`, process.execPath, [
      CDK, command, ...args, '--ci', '--no-color', '--no-notices',
      ...synthesized ? ['--app', folder] : ['--output', join(this.scratch, 'cdk.out')],
    ], {
      cwd: synthesized ? this.scratch : folder,
      timeoutSeconds: TIMEOUT_SECONDS,
      env: cleanEnvironment(this.scratch, {
        AWS_ENDPOINT_URL: this.endpoint,
        AWS_ACCESS_KEY_ID: this.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: this.credentials.secretAccessKey,
        ...this.credentials.sessionToken ? { AWS_SESSION_TOKEN: this.credentials.sessionToken } : {},
        CDK_VALIDATION: 'false', // core's own rules cost seconds in every synth and are asked elsewhere
        ...QUIET,
      }),
    });
  }
}
