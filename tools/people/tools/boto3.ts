import { join } from 'node:path';
import { CODE_PROMPT, codeOf, KEY_FILES, ROLE_FILES, SERIAL_ALONE_FILES, sessionVariables } from './aws-cli';
import type { Ended } from '../../emulator/run-process';
import type { Account } from '../account';
import { Kind, WORKS } from '../check';
import { installPythonTools } from '../installation';
import { calling, LIST_BUCKETS_DENIED, WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

const SCRIPT = ['python', join(__dirname, '..', 'python', 'list_buckets.py')];

function byRole(right: boolean) {
  return (account: Account): Promise<Ended> => account.home(ROLE_FILES)
    .answer([...SCRIPT, 'operations'], { asks: CODE_PROMPT, answer: account.code(right) });
}

export const BOTO3: Tool = {
  id: 'boto3',
  name: 'boto3',
  version: '1.44.8',
  install: installPythonTools,
  files: { key: KEY_FILES, role: ROLE_FILES, serialAlone: SERIAL_ALONE_FILES },
  checks: [
    {
      kind: Kind.WITHOUT_MFA,
      does: 'access key: list_buckets',
      expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
      run: (account) => account.home(KEY_FILES).run(SCRIPT),
    },
    {
      kind: Kind.WITHOUT_MFA,
      does: 'mfa_serial in a profile without role_arn: list_buckets',
      expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
      run: (account) => account.home(SERIAL_ALONE_FILES).run(SCRIPT),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'role_arn and mfa_serial, a wrong code at the prompt: list_buckets',
      expected: calling('AssumeRole', 'AccessDenied', WRONG_CODE),
      run: byRole(false),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'role_arn and mfa_serial, a right code at the prompt: list_buckets',
      expected: WORKS,
      run: byRole(true),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'the variables of a session with a code: list_buckets',
      expected: WORKS,
      run: async (account) => {
        const home = account.home(KEY_FILES);
        return home.run(SCRIPT, await sessionVariables(home, codeOf(account)));
      },
    },
  ],
};
