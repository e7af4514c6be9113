/** What the process that synthesizes has to do. It writes an assembly, and in it the report of who looked on. */
export interface Task {
  /** Where each assembly goes, by the name of its app. */
  readonly assemblies: Record<string, string>;
  /** Apps, by the files that export them as `app`. */
  readonly apps?: Record<string, string>;
  /** Or templates that become the stacks of one app, by their names; and the name of that app. */
  readonly templates?: Record<string, string>;
  /** Whether cdk-nag looks on. */
  readonly nag: boolean;
  /** The folder of the package with cfn-guard, if it looks on. */
  readonly guard?: string;
}

/** The app of the templates. */
export const TEMPLATES = 'templates';
