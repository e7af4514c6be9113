import type { Check } from './check';
import type { Files } from './home';
import type { Install } from './installation';

/** A tool that is run here. */
export interface Tool {
  /** How it is chosen: `npm run test:tools -- ID`. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly install: Install;
  /** What alice writes into her files, as a document may show it. */
  readonly files: Record<string, Files>;
  readonly checks: Check[];
}
