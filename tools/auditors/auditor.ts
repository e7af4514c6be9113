import type { Finding } from './finding';
import type { Template } from './template';
import type { Report } from '../emulator/program';

/** Somebody who looks at templates. */
export interface Auditor {
  readonly name: string;
  /** What it is and in which version, for the reader of the output. */
  readonly title: string;
  /** Installs what it needs, once. */
  install?(report: Report): Promise<void>;
  /** Looks at finished templates. Those that look on while the CDK synthesizes have no such function. */
  audit?(templates: Template[], scratch: string): Promise<Finding[]>;
}
