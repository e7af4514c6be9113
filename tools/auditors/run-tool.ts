import { existsSync } from 'node:fs';
import { lastLines, runToEnd } from '../emulator/run-process';
import { cleanEnvironment } from '../emulator/settings';
import { SetupError } from '../emulator/setup-error';

const TIMEOUT_SECONDS = 240;

/** Runs an auditor that ends with a fault when it found something: it did its work if the files of its answer are there. */
export async function runTool(name: string, command: string, args: string[], scratch: string, answers: string[]): Promise<void> {
  const env = cleanEnvironment(scratch, { PYTHONWARNINGS: 'ignore' });
  const { fault, output } = await runToEnd(command, args, { cwd: scratch, env, timeoutSeconds: TIMEOUT_SECONDS });
  if (!answers.every((file) => existsSync(file))) {
    throw new SetupError(`${name} gave no answer (${fault ?? 'it ended well'}):\n${lastLines(output)}`);
  }
}
