import { App, Stack } from 'aws-cdk-lib';
import type { Template } from './account';
import { AccountMfaBaseline, type IdentityEvent } from '../../src';
import { ACCOUNT, REGION } from '../emulator/settings';

/** The baseline of examples/account-baseline. */
export async function baseline(): Promise<Template> {
  // the CDK CLI tells an app so
  Object.assign(process.env, { CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION });
  const { app } = await import('../../examples/account-baseline/app.js');
  const [stack] = app.synth().stacks;
  return stack.template;
}

/** A baseline that watches other events. */
export function baselineThatWatches(events: IdentityEvent[]): Template {
  const app = new App();
  const stack = new Stack(app, 'AccountBaseline', { env: { account: ACCOUNT, region: REGION } });
  new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'], events });
  return app.synth().getStackArtifact(stack.artifactId).template;
}
