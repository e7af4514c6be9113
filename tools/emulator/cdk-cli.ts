import { join } from 'node:path';
import { runProcess } from './run-process';
import { ACCOUNT, cleanEnvironment, REGION, REPOSITORY } from './settings';

const CDK = join(REPOSITORY, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const TIMEOUT_SECONDS = 150;

// no talk with anybody but the emulator, and no advice to update what is pinned here
const QUIET = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  npm_config_update_notifier: 'false',
};

/** The stock CDK CLI, as people use it, against the emulator. It writes into the folder of the run only. */
export class CdkCli {
  constructor(private readonly endpoint: string, private readonly scratch: string) {}

  public async bootstrap(): Promise<string> {
    // away from every cdk.json: bootstrapping needs no app
    return this.run(this.scratch, 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
  }

  public async deploy(app: string): Promise<string> {
    return this.run(app, 'deploy', '--all', '--require-approval', 'never', '--progress', 'events');
  }

  /** Fails when the stacks of the app differ from what is deployed. */
  public async diff(app: string): Promise<string> {
    return this.run(app, 'diff', '--fail');
  }

  public async destroy(app: string): Promise<string> {
    return this.run(app, 'destroy', '--all', '--force');
  }

  private async run(cwd: string, command: string, ...args: string[]): Promise<string> {
    return runProcess(`cdk ${command}`, process.execPath, [
      CDK, command, ...args, '--ci', '--no-color', '--no-notices', '--output', join(this.scratch, 'cdk.out'),
    ], {
      cwd,
      timeoutSeconds: TIMEOUT_SECONDS,
      env: cleanEnvironment(this.scratch, {
        AWS_ENDPOINT_URL: this.endpoint,
        CDK_VALIDATION: 'false', // core's own rules cost seconds in every synth and are asked elsewhere
        ...QUIET,
      }),
    });
  }
}
