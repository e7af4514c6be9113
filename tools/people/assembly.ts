import { join } from 'node:path';
import type { Example } from '../emulator/example';
import { runProcess } from '../emulator/run-process';
import { ACCOUNT, cleanEnvironment, REGION, REPOSITORY } from '../emulator/settings';

const TSX = join(REPOSITORY, 'node_modules', 'tsx', 'dist', 'cli.mjs');

/** Synthesizes an app once, so that each `cdk deploy` of a check is about credentials alone. */
export async function synthesize({ name, app }: Example, scratch: string): Promise<string> {
  const folder = join(scratch, 'cdk.out');
  await runProcess(`synthesizing ${name}`, process.execPath, [TSX, '--tsconfig', '../tsconfig.json', 'app.ts'], {
    cwd: app,
    timeoutSeconds: 60,
    env: cleanEnvironment(scratch, { CDK_OUTDIR: folder, CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION, CDK_VALIDATION: 'false' }),
  });
  return folder;
}
