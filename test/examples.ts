import type { App } from 'aws-cdk-lib';
import { appOf } from '../tools/examples';

export { EXAMPLES } from '../tools/examples';

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
    jest.isolateModules(() => { result = use(require(appOf(example)).app); });
    return result!;
  } finally {
    process.env = before;
  }
}
