import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import type { App } from 'aws-cdk-lib';

const FOLDER = join(__dirname, '..', 'examples');

/** The names of all examples; those in other languages are tested with the built packages. */
export const EXAMPLES = readdirSync(FOLDER).filter(name => existsSync(join(FOLDER, name, 'app.ts')));

export interface Environment {
  readonly account?: string;
  readonly region?: string;
}

/**
 * Makes the app of an example afresh, as the CDK CLI does with (or without) credentials, and hands it over.
 *
 * What uses the app must `require` aws-cdk-lib and what builds on it inside: the app has a copy of its own, and
 * `instanceof` is false across copies.
 */
export function withExample<T>(example: string, { account, region }: Environment, use: (app: App) => T): T {
  const before = process.env;
  process.env = { ...before, CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region };
  if (!account) { delete process.env.CDK_DEFAULT_ACCOUNT; }
  if (!region) { delete process.env.CDK_DEFAULT_REGION; }
  try {
    let result: T;
    jest.isolateModules(() => { result = use(require(join(FOLDER, example, 'app')).app); });
    return result!;
  } finally {
    process.env = before;
  }
}
