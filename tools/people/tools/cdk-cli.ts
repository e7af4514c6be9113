import { codeOf, KEY_FILES, ROLE_FILES, sessionVariables } from './aws-cli';
import { BASELINE, ENFORCED_ROLE, type Example } from '../../emulator/example';
import type { Ended } from '../../emulator/run-process';
import { ACCOUNT, REGION } from '../../emulator/settings';
import type { Account } from '../account';
import { SERIAL_NUMBER, USER_ARN } from '../alice';
import { Kind, WORKS } from '../check';
import type { Variables } from '../home';
import { installed, installPythonTools } from '../installation';
import { WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

type Deploy = (account: Account, ...more: string[]) => Promise<string[]>;

function deployOf(example: Example): Deploy {
  return async (account, ...more) => [
    'cdk', 'deploy', '--app', await account.synthesized(example), '--require-approval', 'never', '--no-notices', '--ci', '--progress', 'events', ...more,
  ];
}

/** A stack without `env`: the CLI asks AWS which account it is in. */
const deploy = deployOf(ENFORCED_ROLE);
/** A stack with account and Region in its `env`. */
const deployWithEnv = deployOf(BASELINE);

const BY_ROLE = ['--profile', 'operations'];

function byRole(right: boolean, command = deploy, ...more: string[]) {
  return async (account: Account): Promise<Ended> => account.home(ROLE_FILES)
    .answer(await command(account, ...BY_ROLE, ...more), { asks: `MFA token for ${SERIAL_NUMBER}`, answer: account.code(right) });
}

/** Stands for version 2 of the AWS CLI, which can print the credentials of `aws login`. */
const PROCESS_FILES = {
  '.aws/config': `[profile cdk]
credential_process = cat credentials.json
`,
};

function byProcess(withCode: boolean) {
  return async (account: Account): Promise<Ended> => {
    const home = account.home(KEY_FILES);
    const { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken }: Variables =
      withCode ? await sessionVariables(home, codeOf(account)) : home.accessKeyVariables;
    const printed = JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken });
    return account.home({ ...PROCESS_FILES, 'credentials.json': printed }).run(await deploy(account, '--profile', 'cdk'));
  };
}

const VERSION_DENIED = `AccessDeniedException: User: ${USER_ARN} is not authorized to perform: ssm:GetParameter on resource: `
  + `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/cdk-bootstrap/hnb659fds/version with an explicit deny in an identity-based policy`;
const NO_ACCOUNT = 'Unable to resolve AWS account to use. It must be either configured when you define your CDK Stack, or through the environment';
const NO_CREDENTIALS = `Need to perform AWS calls for account ${ACCOUNT}, but no credentials have been configured`;

export const CDK_CLI: Tool = {
  id: 'cdk',
  name: 'AWS CDK CLI',
  version: '2.1148.1',
  install: async (report) => {
    const [cdk, python] = [await installed(report), await installPythonTools(report)];
    return { path: [...cdk.path, ...python.path], packages: [] };
  },
  files: { key: KEY_FILES, role: ROLE_FILES, process: PROCESS_FILES },
  checks: [
    {
      kind: Kind.WITHOUT_MFA,
      does: 'access key: cdk deploy',
      expected: VERSION_DENIED,
      run: async (account) => account.home(KEY_FILES).run(await deploy(account)),
    },
    {
      kind: Kind.WITHOUT_MFA,
      does: 'access key, by credential_process: cdk deploy',
      expected: VERSION_DENIED,
      run: byProcess(false),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'role_arn and mfa_serial, a wrong code at the prompt: cdk deploy',
      expected: NO_ACCOUNT,
      run: byRole(false),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'the same, of a stack with env: cdk deploy',
      expected: NO_CREDENTIALS,
      run: byRole(false, deployWithEnv),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'the same: cdk deploy -v',
      expected: WRONG_CODE,
      run: byRole(false, deployWithEnv, '-v'),
    },
    {
      kind: Kind.MISTAKE,
      does: 'role_arn and mfa_serial without a terminal: cdk deploy',
      expected: NO_ACCOUNT,
      run: async (account) => account.home(ROLE_FILES).run(await deploy(account, ...BY_ROLE)),
    },
    {
      kind: Kind.MISTAKE,
      does: 'the same, of a stack with env: cdk deploy',
      expected: NO_CREDENTIALS,
      run: async (account) => account.home(ROLE_FILES).run(await deployWithEnv(account, ...BY_ROLE)),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'role_arn and mfa_serial, a right code at the prompt: cdk deploy',
      expected: WORKS,
      run: byRole(true),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'the variables of a session with a code: cdk deploy',
      expected: WORKS,
      run: async (account) => {
        const home = account.home(KEY_FILES);
        return home.run(await deploy(account), await sessionVariables(home, codeOf(account)));
      },
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'a session with a code, by credential_process: cdk deploy',
      expected: WORKS,
      run: byProcess(true),
    },
  ],
};
