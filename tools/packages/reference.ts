import { execFileSync } from 'child_process';
import { mkdirSync } from 'fs';
import { join } from 'path';
import { ACCOUNT_BASELINE, App, ENFORCED_TEAM } from './apps';
import { ENVIRONMENT, WORK } from './settings';
import { templateIn } from './template';
import { REPOSITORY } from '../emulator/settings';

const BIN = join(REPOSITORY, 'node_modules', '.bin');
const REFERENCE = join(WORK, 'reference');

/** Synthesizes the TypeScript apps from the sources: what each language has to come to. */
export function writeReference(): void {
  mkdirSync(REFERENCE, { recursive: true });
  for (const { file, stackName } of [ACCOUNT_BASELINE, ENFORCED_TEAM]) {
    const app = `${join(BIN, 'tsx')} --tsconfig ../../tsconfig.json ${file}.ts`;
    execFileSync(join(BIN, 'cdk'), ['synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', join(REFERENCE, stackName), '--app', app], {
      cwd: join(REPOSITORY, 'examples', 'languages', 'typescript'), env: ENVIRONMENT, stdio: 'inherit',
    });
  }
}

export function referenceOf({ stackName }: App): string {
  return templateIn(join(REFERENCE, stackName), stackName);
}
