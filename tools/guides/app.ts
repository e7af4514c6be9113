import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../emulator/settings';

/**
 * A CDK app as `cdk init` makes one in a folder `account-mfa`, but for what a guide writes itself: with the packages of this repository, and the library
 * as it stands here instead of a published one.
 */
export function createApp(folder: string): void {
  mkdirSync(folder);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'commonjs', esModuleInterop: true, paths: { 'cdk-enforce-mfa': [join(REPOSITORY, 'src')] } },
  }));
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({
    app: 'npx tsx --tsconfig tsconfig.json bin/account-mfa.ts',
    requireApproval: 'never', // nobody is there to answer
    progress: 'events',
  }));
}
