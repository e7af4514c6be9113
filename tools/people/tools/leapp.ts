import { join } from 'node:path';
import { LIST_BUCKETS } from './aws-cli';
import type { Ended } from '../../emulator/run-process';
import type { Account } from '../account';
import { ROLE_ARN, SERIAL_NUMBER } from '../alice';
import { Kind, WORKS } from '../check';
import { installPackages, installPythonTools } from '../installation';
import { ASSUME_ROLE_DENIED, calling, LIST_BUCKETS_DENIED, WRONG_CODE } from '../refusals';
import type { Tool } from '../tool';

const START = ['node', join(__dirname, '..', 'leapp', 'start-session.cjs')];
const USER = { profile: 'alice' };
const ROLE = { profile: 'operations', ROLE_ARN };

interface Session {
  readonly profile: string;
  readonly ROLE_ARN?: string;
}

/** Starts a session in Leapp, and uses its profile. */
function inSession({ profile, ...session }: Session, mfa: (account: Account) => Record<string, string>) {
  return async (account: Account): Promise<Ended> => {
    const home = account.home();
    const { AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY } = home.accessKeyVariables;
    const start = await home.run(START, { ACCESS_KEY_ID, SECRET_ACCESS_KEY, ...session, ...mfa(account) });
    return start.fault ? start : home.run([...LIST_BUCKETS, '--profile', profile]);
  };
}

const noDevice = () => ({});
const withCode = (right: boolean) => (account: Account) => ({ MFA_SERIAL: SERIAL_NUMBER, MFA_CODE: account.code(right) });

export const LEAPP: Tool = {
  id: 'leapp',
  name: "Leapp's core library",
  version: '0.1.143',
  install: async (report) => {
    const [python, leapp] = [await installPythonTools(report), await installPackages('leapp')(report)];
    return { path: python.path, packages: leapp.packages };
  },
  files: {},
  checks: [
    {
      kind: Kind.WITHOUT_MFA,
      does: 'a session of an IAM user without MFA device: aws s3api list-buckets',
      expected: calling('ListBuckets', 'AccessDenied', LIST_BUCKETS_DENIED),
      run: inSession(USER, noDevice),
    },
    {
      kind: Kind.WRONG_CODE,
      does: 'a session of an IAM user with a wrong code',
      expected: WRONG_CODE,
      run: inSession(USER, withCode(false)),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'a session of an IAM user with a right code: aws s3api list-buckets',
      expected: WORKS,
      run: inSession(USER, withCode(true)),
    },
    {
      kind: Kind.WITHOUT_MFA,
      does: 'a chained role whose user has no MFA device in Leapp',
      expected: ASSUME_ROLE_DENIED,
      run: inSession(ROLE, noDevice),
    },
    {
      kind: Kind.RIGHT_CODE,
      does: 'a chained role whose user gives a right code: aws s3api list-buckets',
      expected: WORKS,
      run: inSession(ROLE, withCode(true)),
    },
  ],
};
