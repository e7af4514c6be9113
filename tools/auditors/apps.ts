import { join } from 'node:path';
import { appOf, EXAMPLES } from '../examples';

/** The files of all apps that are audited, by their names: the examples, and what they leave out. */
export function apps(): Record<string, string> {
  return {
    ...Object.fromEntries(EXAMPLES.map((name) => [name, appOf(name)])),
    everything: join(__dirname, 'apps', 'everything.ts'),
  };
}
