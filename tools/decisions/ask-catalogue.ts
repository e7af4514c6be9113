import { execFile } from 'child_process';
import { availableParallelism } from 'os';
import { join } from 'path';
import { Session } from './engine';

export interface CatalogueQuestion {
  readonly session: Session;
  /** Policies of alice by name, as JSON objects. */
  readonly policies: Record<string, unknown>;
  /** The permissions boundary of alice. */
  readonly boundary?: unknown;
  /** With all checks of the engine, which takes five times as long. */
  readonly careful?: boolean;
}

/** Actions with their resources, as "action resource", by the engine's answer. */
export interface CatalogueAnswer {
  readonly allowed: string[];
  readonly denied: string[];
  readonly notAllowed: string[];
  /** What the engine did not take; what it decides without its checks is in the lists. */
  readonly errors: string[];
}

/**
 * Asks about every action of AWS. A question takes seconds, so every processor gets a process of its own and a share of them.
 */
export async function askCatalogue(questions: CatalogueQuestion[]): Promise<CatalogueAnswer[]> {
  const processes = Math.min(availableParallelism(), questions.length);
  const shares = [...Array(processes).keys()].map(process => questions.filter((_, index) => index % processes === process));
  const answers = await Promise.all(shares.map(ask));
  return questions.map((_, index) => answers[index % processes][Math.floor(index / processes)]);
}

function ask(questions: CatalogueQuestion[]): Promise<CatalogueAnswer[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['--import', 'tsx', join(__dirname, 'catalogue-process.ts')], { maxBuffer: 2 ** 30 },
      (error, stdout, stderr) => error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(JSON.parse(stdout)));
    child.stdin!.end(JSON.stringify(questions));
  });
}
