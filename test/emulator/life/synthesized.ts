import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AccountMfaBaseline, type AccountMfaBaselineProps } from '../../../src';
import { atExit } from '../../../tools/emulator/clean-up';
import { BASELINE } from '../../../tools/emulator/example';
import { ACCOUNT, REGION } from '../../../tools/emulator/settings';

/** Synthesizes a stack into a folder that the CDK CLI takes for an app: seconds faster than an app of its own. */
export function synthesized(stackName: string, build: (stack: Stack) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-app-'));
  atExit(() => rmSync(outdir, { recursive: true, force: true }));
  const app = new App({ outdir });
  build(new Stack(app, stackName, { env: { account: ACCOUNT, region: REGION } }));
  app.synth();
  return outdir;
}

/** The app of examples/account-baseline as it looks some time later. */
export function baselineWith(propsIn: (stack: Stack) => AccountMfaBaselineProps): string {
  return synthesized(BASELINE.stackName, stack => new AccountMfaBaseline(stack, 'Mfa', {
    alertEmails: ['security@example.com'],
    ...propsIn(stack),
  }));
}
