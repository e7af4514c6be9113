import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runToEnd, type Ended } from '../emulator/run-process';

const TIMEOUT_SECONDS = 180;

/** The terminal of somebody who follows a guide: variables and the current folder stay from one block to the next. */
export class Shell {
  private readonly state: string;
  private readonly place: string;

  /** @param scratch a folder of its own, in which the app is */
  constructor(private readonly scratch: string, private readonly app: string, private readonly variables: NodeJS.ProcessEnv) {
    this.state = join(scratch, 'variables.sh');
    this.place = join(scratch, 'place');
    writeFileSync(this.state, '');
    writeFileSync(this.place, app);
  }

  public write(name: string, text: string): void {
    const file = join(this.app, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  public async run(script: string): Promise<Ended> {
    const file = join(this.scratch, 'block.sh');
    writeFileSync(file, [
      'set -aeo pipefail', // what is assigned is exported, and so kept
      `. '${this.state}'`,
      script,
      `export -p > '${this.state}'`,
      `pwd > '${this.place}'`,
    ].join('\n'));
    const cwd = readFileSync(this.place, 'utf8').trimEnd();
    return runToEnd('bash', [file], { cwd, env: this.variables, timeoutSeconds: TIMEOUT_SECONDS });
  }
}
