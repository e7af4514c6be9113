import { install } from './install';

/**
 * A block of tests that ask the engine. Where it cannot be had they are left out, loudly; in CI they fail.
 */
export function describeWithEventRuler(title: string, tests: () => void): void {
  const missing = whatIsMissing();
  if (missing === undefined) {
    describe(title, tests);
  } else if (process.env.CI) {
    test(title, () => { throw new Error(missing); });
  } else {
    process.stderr.write(`\n*** NOT TESTED: ${title}\n*** ${missing.replaceAll('\n', '\n*** ')}\n\n`);
    describe.skip(title, tests);
  }
}

function whatIsMissing(): string | undefined {
  try {
    install();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
