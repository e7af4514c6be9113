import { folderOf } from '../examples';

/** An app that the demo and the tests deploy, and its stack. */
export interface Example {
  readonly name: string;
  readonly app: string;
  readonly stackName: string;
}

function example(folder: string, stackName: string): Example {
  return { name: `examples/${folder}`, app: folderOf(folder), stackName };
}

export const BASELINE = example('account-baseline', 'AccountBaseline');
export const ENFORCED_GROUP = example('enforced-group', 'EnforcedGroup');
export const ENFORCED_ROLE = example('enforced-role', 'EnforcedRole');
export const BOUNDARY = example('boundary', 'Boundary');
export const CI = example('ci', 'AccountMfa');
