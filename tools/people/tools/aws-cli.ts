import type { Ended } from '../../emulator/run-process';
import type { Account } from '../account';
import { DEVICE_NAME, EXAMPLE_KEY, ROLE_ARN, SERIAL_NUMBER } from '../alice';
import { Kind, WORKS, type Check } from '../check';
import type { Home, Variables } from '../home';
import { installPythonTools } from '../installation';
import { ASSUME_ROLE_DENIED, calling, denied, INVALID_TOKEN, LIST_BUCKETS_DENIED, WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

export const LIST_BUCKETS = ['aws', 's3api', 'list-buckets'];
const LIST_USERS = ['aws', 'iam', 'list-users'];
const GET_SESSION = ['aws', 'sts', 'get-session-token'];
/** What the AWS CLI and boto3 ask. */
export const CODE_PROMPT = `Enter MFA code for ${SERIAL_NUMBER}:`;
const BY_ROLE = ['--profile', 'operations'];

export const KEY_FILES = {
  '.aws/credentials': `[default]
aws_access_key_id = ${EXAMPLE_KEY.accessKeyId}
aws_secret_access_key = ${EXAMPLE_KEY.secretAccessKey}
`,
};

/** A role that the AWS CLI, and whatever reads its files, assumes with a code. */
export const ROLE_FILES = {
  ...KEY_FILES,
  '.aws/config': `[profile operations]
source_profile = default
role_arn = ${ROLE_ARN}
mfa_serial = ${SERIAL_NUMBER}
`,
};

const ROLE_WITHOUT_MFA_FILES = {
  ...KEY_FILES,
  '.aws/config': `[profile operations]
source_profile = default
role_arn = ${ROLE_ARN}
`,
};

/** What people try first. */
export const SERIAL_ALONE_FILES = {
  ...KEY_FILES,
  '.aws/config': `[default]
mfa_serial = ${SERIAL_NUMBER}
`,
};

const ALL_THREE = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** The variables of a session, as GetSessionToken gives them. */
export async function sessionVariables(home: Home, mfa: string[]): Promise<Variables> {
  const { fault, output } = await home.run([...GET_SESSION, ...mfa]);
  if (fault) throw new Error(`no session: ${output}`);
  const { AccessKeyId, SecretAccessKey, SessionToken } = JSON.parse(output).Credentials;
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };
}

export function codeOf(account: Account, right = true): string[] {
  return ['--serial-number', SERIAL_NUMBER, '--token-code', account.code(right)];
}

/** Gets a session with a code, exports some of its variables, and gives a command. */
function inSession(exported: string[], command: string[]) {
  return async (account: Account): Promise<Ended> => {
    const home = account.home(KEY_FILES);
    const all = await sessionVariables(home, codeOf(account));
    return home.run(command, Object.fromEntries(exported.map((name) => [name, all[name]])));
  };
}

function createDevice(name: string): string[] {
  return ['aws', 'iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', name, '--outfile', 'code.png', '--bootstrap-method', 'QRCodePNG'];
}

function inSessionWithoutCode(command: string[]) {
  return async (account: Account): Promise<Ended> => {
    const home = account.home(KEY_FILES);
    return home.run(command, await sessionVariables(home, []));
  };
}

function byRole(right: boolean) {
  return (account: Account): Promise<Ended> => account.home(ROLE_FILES)
    .answer([...LIST_BUCKETS, ...BY_ROLE], { asks: CODE_PROMPT, answer: account.code(right) });
}

const KEY_CHECKS: Check[] = [
  {
    kind: Kind.WITHOUT_MFA,
    does: 'access key: list-buckets',
    expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
    run: (account) => account.home(KEY_FILES).run(LIST_BUCKETS),
  },
  {
    kind: Kind.WITHOUT_MFA,
    does: 'mfa_serial in a profile without role_arn: list-buckets',
    expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
    run: (account) => account.home(SERIAL_ALONE_FILES).run(LIST_BUCKETS),
  },
  {
    kind: Kind.WITHOUT_MFA,
    does: 'access key: iam create-virtual-mfa-device',
    expected: calling('CreateVirtualMFADevice', 'AccessDenied', denied('iam:CreateVirtualMFADevice')),
    run: (account) => account.home(KEY_FILES).run(createDevice('alice-tablet')),
  },
];

const SESSION_CHECKS: Check[] = [
  {
    kind: Kind.WRONG_CODE,
    does: 'get-session-token with a wrong code',
    expected: calling('GetSessionToken', 'AccessDenied', WRONG_CODE),
    run: (account) => account.home(KEY_FILES).run([...GET_SESSION, ...codeOf(account, false)]),
  },
  {
    kind: Kind.RIGHT_CODE,
    does: 'get-session-token with a right code, all three variables: list-buckets',
    expected: WORKS,
    run: inSession(ALL_THREE, LIST_BUCKETS),
  },
  {
    kind: Kind.RIGHT_CODE,
    does: 'the same: iam list-users',
    expected: WORKS,
    run: inSession(ALL_THREE, LIST_USERS),
  },
  {
    kind: Kind.MISTAKE,
    does: 'the same: iam create-virtual-mfa-device with a name that is taken',
    // AWS's own words after it are others than the emulator's
    expected: calling('CreateVirtualMFADevice', 'EntityAlreadyExists', ''),
    run: inSession(ALL_THREE, createDevice(DEVICE_NAME)),
  },
  {
    kind: Kind.WITHOUT_MFA,
    does: 'the same, but only AWS_SESSION_TOKEN: list-buckets',
    expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
    run: inSession(['AWS_SESSION_TOKEN'], LIST_BUCKETS),
  },
  {
    kind: Kind.MISTAKE,
    does: 'the same, but without AWS_SESSION_TOKEN: sts get-caller-identity',
    expected: calling('GetCallerIdentity', 'InvalidClientTokenId', `${INVALID_TOKEN}.`),
    run: inSession(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'], ['aws', 'sts', 'get-caller-identity']),
  },
  {
    kind: Kind.WITHOUT_MFA,
    does: 'get-session-token without a code, all three variables: list-buckets',
    expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
    run: inSessionWithoutCode(LIST_BUCKETS),
  },
  {
    kind: Kind.MISTAKE,
    does: 'the same: iam list-users',
    expected: calling('ListUsers', 'InvalidClientTokenId', INVALID_TOKEN),
    run: inSessionWithoutCode(LIST_USERS),
  },
];

const ROLE_CHECKS: Check[] = [
  {
    kind: Kind.WITHOUT_MFA,
    does: 'role_arn without mfa_serial: list-buckets',
    expected: calling('AssumeRole', 'AccessDenied', ASSUME_ROLE_DENIED),
    run: (account) => account.home(ROLE_WITHOUT_MFA_FILES).run([...LIST_BUCKETS, ...BY_ROLE]),
  },
  {
    kind: Kind.WRONG_CODE,
    does: 'role_arn and mfa_serial, a wrong code at the prompt: list-buckets',
    expected: calling('AssumeRole', 'AccessDenied', WRONG_CODE),
    run: byRole(false),
  },
  {
    kind: Kind.RIGHT_CODE,
    does: 'role_arn and mfa_serial, a right code at the prompt: list-buckets',
    expected: WORKS,
    run: byRole(true),
  },
  {
    kind: Kind.RIGHT_CODE,
    does: 'the same once more, without a terminal: list-buckets',
    expected: WORKS,
    run: async (account) => {
      const home = account.home(ROLE_FILES);
      const command = [...LIST_BUCKETS, ...BY_ROLE];
      const first = await home.answer(command, { asks: CODE_PROMPT, answer: account.code(true) });
      return first.fault ? first : home.run(command);
    },
  },
  {
    kind: Kind.MISTAKE,
    does: 'role_arn and mfa_serial without a terminal: list-buckets',
    // it asks, and ends since nobody can answer
    expected: CODE_PROMPT,
    run: (account) => account.home(ROLE_FILES).run([...LIST_BUCKETS, ...BY_ROLE]),
  },
];

export const AWS_CLI: Tool = {
  id: 'aws-cli',
  name: 'AWS CLI',
  version: '1.46.3',
  install: installPythonTools,
  files: { key: KEY_FILES, role: ROLE_FILES, serialAlone: SERIAL_ALONE_FILES },
  checks: [...KEY_CHECKS, ...SESSION_CHECKS, ...ROLE_CHECKS],
};
