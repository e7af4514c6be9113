import { execFileSync } from 'child_process';
import { join } from 'path';
import { compile } from './build';
import { LANGUAGES } from './language';
import { writeReference } from './reference';
import { ENVIRONMENT } from './settings';
import { exitOnSignals } from '../emulator/clean-up';
import { REPOSITORY } from '../emulator/settings';

/*
 * Builds the packages, installs each as a stranger would, and synthesizes the same apps from each language. Arguments are the
 * languages to try; without any all are tried.
 */
exitOnSignals();
main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(wanted: string[]): Promise<void> {
  const names = LANGUAGES.map(({ name }) => name);
  const unknown = wanted.filter(name => !names.includes(name));
  if (unknown.length > 0) { throw new Error(`unknown: ${unknown.join(', ')}; the languages are ${names.join(', ')}`); }

  console.log('compiling, and synthesizing in TypeScript what every language has to come to');
  await compile();
  writeReference();
  const files = (wanted.length > 0 ? wanted : names).map(name => `test/packages/${name}.test.ts`);
  const jest = join(REPOSITORY, 'node_modules', 'jest', 'bin', 'jest.js');
  try {
    execFileSync(process.execPath, [jest, '--config', 'jest.packages.json', '--runInBand', '--ci', '--verbose', '--runTestsByPath', ...files], {
      cwd: REPOSITORY, env: { ...ENVIRONMENT, CI: process.env.CI }, stdio: 'inherit',
    });
  } catch {
    process.exitCode = 1; // jest has said why
  }
}
