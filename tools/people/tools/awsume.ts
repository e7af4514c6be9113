import { KEY_FILES, LIST_BUCKETS } from './aws-cli';
import type { Ended } from '../../emulator/run-process';
import type { Account } from '../account';
import { EXAMPLE_KEY, ROLE_ARN, SERIAL_NUMBER } from '../alice';
import { Kind, WORKS } from '../check';
import { installPythonTools } from '../installation';
import { calling, LIST_BUCKETS_DENIED, WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

/** As the alias of `awsume-configure` does it: the variables have to reach the shell. */
function inShell(command: string): string[] {
  return ['bash', '-c', `. awsume ${command} && ${LIST_BUCKETS.join(' ')}`];
}

const FILES = {
  '.aws/credentials': `[alice]
aws_access_key_id = ${EXAMPLE_KEY.accessKeyId}
aws_secret_access_key = ${EXAMPLE_KEY.secretAccessKey}
`,
  '.aws/config': `[profile alice]
mfa_serial = ${SERIAL_NUMBER}

[profile operations]
source_profile = alice
role_arn = ${ROLE_ARN}
mfa_serial = ${SERIAL_NUMBER}
`,
};

function byArgument(profile: string, right: boolean) {
  return (account: Account): Promise<Ended> => account.home(FILES).run(inShell(`${profile} --mfa-token ${account.code(right)}`));
}

export const AWSUME: Tool = {
  id: 'awsume',
  name: 'AWSume',
  version: '4.5.4',
  install: installPythonTools,
  files: { profiles: FILES },
  checks: [
    {
      kind: Kind.WITHOUT_MFA,
      does: 'awsume default, a profile without mfa_serial: aws s3api list-buckets',
      expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
      run: (account) => account.home(KEY_FILES).run(inShell('default')),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'awsume alice --mfa-token with a wrong code',
      expected: `Awsume error: ${calling('GetSessionToken', 'AccessDenied', WRONG_CODE)}`,
      run: byArgument('alice', false),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'awsume alice --mfa-token with a right code: aws s3api list-buckets',
      expected: WORKS,
      run: byArgument('alice', true),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'awsume alice, a right code at the prompt: aws s3api list-buckets',
      expected: WORKS,
      run: (account) => account.home(FILES).answer(inShell('alice'), { asks: 'Enter MFA token: ', answer: account.code(true) }),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'awsume operations --mfa-token with a wrong code',
      expected: `Awsume error: ${calling('GetSessionToken', 'AccessDenied', WRONG_CODE)}`,
      run: byArgument('operations', false),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'awsume operations --mfa-token with a right code: aws s3api list-buckets',
      expected: WORKS,
      run: byArgument('operations', true),
    },
  ],
};
