import { join } from 'node:path';
import { KEY_FILES, ROLE_FILES } from './aws-cli';
import type { Ended } from '../../emulator/run-process';
import type { Account } from '../account';
import { ROLE_ARN, SERIAL_NUMBER } from '../alice';
import { Kind, WORKS } from '../check';
import { installPackages } from '../installation';
import { LIST_BUCKETS_DENIED, WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

const SCRIPT = ['node', join(__dirname, '..', 'javascript', 'list-buckets.cjs')];

function withCode(provider: string, right: boolean) {
  return (account: Account): Promise<Ended> => account.home(ROLE_FILES)
    .run([...SCRIPT, provider], { MFA_CODE: account.code(right), MFA_SERIAL: SERIAL_NUMBER, ROLE_ARN });
}

export const JAVASCRIPT_SDK: Tool = {
  id: 'javascript',
  name: 'AWS SDK for JavaScript',
  version: '3.1137.0',
  install: installPackages('javascript'),
  files: { key: KEY_FILES, role: ROLE_FILES },
  checks: [
    {
      kind: Kind.WITHOUT_MFA,
      does: 'access key: ListBuckets',
      expected: `AccessDenied: ${LIST_BUCKETS_DENIED}`,
      run: (account) => account.home(KEY_FILES).run([...SCRIPT, 'default']),
    },
    {
      kind: Kind.MISTAKE,
      does: 'fromIni of a profile with mfa_serial, no mfaCodeProvider',
      expected: 'CredentialsProviderError: Profile operations requires multi-factor authentication, but no MFA code callback was provided.',
      run: (account) => account.home(ROLE_FILES).run([...SCRIPT, 'profileWithoutProvider']),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'fromIni, a wrong code from mfaCodeProvider',
      expected: `AccessDenied: ${WRONG_CODE}`,
      run: withCode('profile', false),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'fromIni, a right code from mfaCodeProvider: ListBuckets',
      expected: WORKS,
      run: withCode('profile', true),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'fromTemporaryCredentials, a wrong code from mfaCodeProvider',
      expected: `AccessDenied: ${WRONG_CODE}`,
      run: withCode('role', false),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'fromTemporaryCredentials, a right code from mfaCodeProvider: ListBuckets',
      expected: WORKS,
      run: withCode('role', true),
    },
  ],
};
