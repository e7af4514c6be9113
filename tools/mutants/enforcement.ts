import { deviceMutants } from './enforcement-devices';
import { documentMutants } from './enforcement-documents';
import { optionMutants } from './enforcement-options';
import { roleMutants } from './enforcement-roles';
import { statementMutants } from './enforcement-statements';
import { Mutant } from './mutant';
import { refusedActionMutants } from './refused-actions';

/** Breaks of what enforces MFA. The proofs have to notice, which ask an independent IAM engine. */
export async function enforcementMutants(): Promise<Mutant[]> {
  return [...statementMutants, ...optionMutants, ...deviceMutants, ...documentMutants, ...roleMutants, ...await refusedActionMutants()];
}
