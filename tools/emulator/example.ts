import { join } from 'node:path';
import { REPOSITORY } from './settings';

/** The app that the demo and the tests deploy, and its stack. */
export const EXAMPLE = join(REPOSITORY, 'examples', 'account-baseline');
export const STACK_NAME = 'AccountBaseline';
