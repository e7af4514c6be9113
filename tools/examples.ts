import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './emulator/settings';

const FOLDER = join(REPOSITORY, 'examples');

/** The names of all examples that are CDK apps; those in other languages are tested with the built packages. */
export const EXAMPLES = readdirSync(FOLDER).filter((name) => existsSync(appOf(name)));

/** The folder of an example, in which its cdk.json is. */
export function folderOf(example: string): string {
  return join(FOLDER, example);
}

/** The file that exports the app of an example as `app`. */
export function appOf(example: string): string {
  return join(FOLDER, example, 'app.ts');
}
