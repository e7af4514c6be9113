import { readFileSync } from 'fs';
import { join } from 'path';
import { REPOSITORY } from '../emulator/settings';

/** What may be in the npm package; the packages of all languages carry it within. */
export const NPM_FILES = /^(\.jsii|LICENSE|README\.md|package\.json|rosetta\/default\.ts-fixture|lib\/.+\.(d\.ts|js|js\.map))$/;

/** What must be: the library with its types, what jsii translates from, and what Construct Hub shows and compiles examples with. */
export const NPM_REQUIRED = ['.jsii', 'LICENSE', 'README.md', 'lib/index.js', 'lib/index.js.map', 'lib/index.d.ts', 'package.json', 'rosetta/default.ts-fixture'];

/** The names of all public classes, interfaces and enums. */
export function publicTypes(): string[] {
  const { types } = JSON.parse(readFileSync(join(REPOSITORY, '.jsii'), 'utf8'));
  return Object.values<any>(types).map(({ name }) => name).sort();
}
