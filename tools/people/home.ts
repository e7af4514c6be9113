import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { EXAMPLE_KEY } from './alice';
import type { Installed } from './installation';
import type { Credentials } from '../emulator/clients';
import { findPython } from '../emulator/find-python';
import { runToEnd, type Ended } from '../emulator/run-process';
import { REGION } from '../emulator/settings';

const AT_TERMINAL = join(__dirname, 'python', 'at_terminal.py');
const TIMEOUT_SECONDS = 90;

/** Files of a home folder, by their names in it. AWS's example key in them stands for alice's. */
export type Files = Readonly<Record<string, string>>;

export type Variables = Readonly<Record<string, string>>;

/** What a command asks at the terminal, and what alice answers. */
export interface Prompt {
  readonly asks: string;
  readonly answer: string;
}

/** A home folder of alice's, and the commands that she gives in it. Nothing of whoever runs this reaches them. */
export class Home {
  private readonly variables: Variables;

  constructor(private readonly folder: string, endpoint: string, tools: Installed, private readonly accessKey: Credentials, files: Files) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.variables = {
      HOME: folder,
      PATH: [...tools.path, dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
      NODE_PATH: tools.packages.join(delimiter),
      TMPDIR: process.env.TMPDIR ?? tmpdir(),
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      // no talk about versions, which are pinned, and none with anybody but the emulator
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    };
  }

  /** Her access key in environment variables. */
  public get accessKeyVariables(): Variables {
    return { AWS_ACCESS_KEY_ID: this.accessKey.accessKeyId, AWS_SECRET_ACCESS_KEY: this.accessKey.secretAccessKey };
  }

  /** Runs a command without a terminal, as a script does. */
  public async run(command: string[], variables: Variables = {}): Promise<Ended> {
    const [program, ...args] = command;
    return runToEnd(program, args, { cwd: this.folder, env: { ...this.variables, ...variables }, timeoutSeconds: TIMEOUT_SECONDS });
  }

  /** Runs a command at a terminal, and answers what it asks. */
  public async answer(command: string[], { asks, answer }: Prompt, variables: Variables = {}): Promise<Ended> {
    return this.run([findPython().path, AT_TERMINAL, asks, answer, ...command], variables);
  }

  private write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const { accessKeyId, secretAccessKey } = this.accessKey;
    writeFileSync(file, text.replaceAll(EXAMPLE_KEY.accessKeyId, accessKeyId).replaceAll(EXAMPLE_KEY.secretAccessKey, secretAccessKey));
  }
}
