import { LIST_BUCKETS } from './aws-cli';
import type { Ended } from '../../emulator/run-process';
import type { Account } from '../account';
import { EXAMPLE_KEY, ROLE_ARN, SERIAL_NUMBER } from '../alice';
import { Kind, WORKS } from '../check';
import { installPythonTools } from '../installation';
import { calling, LIST_BUCKETS_DENIED, WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

const FILES = {
  '.aws/credentials': `[default-long-term]
aws_access_key_id = ${EXAMPLE_KEY.accessKeyId}
aws_secret_access_key = ${EXAMPLE_KEY.secretAccessKey}
aws_mfa_device = ${SERIAL_NUMBER}
`,
};

/** The tool says "assume role" whatever it called. */
function wrongCode(operation: string): string {
  return `An error occured while calling assume role: ${calling(operation, 'AccessDenied', WRONG_CODE)}`;
}

function byPrompt(right: boolean, ...more: string[]) {
  return async (account: Account): Promise<Ended> => {
    const home = account.home(FILES);
    const login = await home.answer(['aws-mfa', ...more], { asks: `Enter AWS MFA code for device [${SERIAL_NUMBER}]`, answer: account.code(right) });
    return login.fault ? login : home.run(LIST_BUCKETS);
  };
}

export const AWS_MFA: Tool = {
  id: 'aws-mfa',
  name: 'aws-mfa',
  version: '0.0.12',
  install: installPythonTools,
  files: { longTerm: FILES },
  checks: [
    {
      kind: Kind.WITHOUT_MFA,
      does: 'the long-term profile itself: aws s3api list-buckets',
      expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
      run: (account) => account.home(FILES).run([...LIST_BUCKETS, '--profile', 'default-long-term']),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'aws-mfa with a wrong code',
      expected: wrongCode('GetSessionToken'),
      run: byPrompt(false),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'aws-mfa with a right code: aws s3api list-buckets',
      expected: WORKS,
      run: byPrompt(true),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'aws-mfa --assume-role with a wrong code',
      expected: wrongCode('AssumeRole'),
      run: byPrompt(false, '--assume-role', ROLE_ARN),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'aws-mfa --assume-role with a right code: aws s3api list-buckets',
      expected: WORKS,
      run: byPrompt(true, '--assume-role', ROLE_ARN),
    },
  ],
};
