import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../emulator/settings';

const EXAMPLES = join(REPOSITORY, 'examples');

/** The files of all apps that are audited, by their names: the examples, and what they leave out. */
export function apps(): Record<string, string> {
  const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'app.ts')));
  return {
    ...Object.fromEntries(examples.map((name) => [name, join(EXAMPLES, name, 'app.ts')])),
    everything: join(__dirname, 'apps', 'everything.ts'),
  };
}
