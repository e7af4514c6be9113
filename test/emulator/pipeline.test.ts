import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListGroupsCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Duration } from 'aws-cdk-lib';
import { synthesized } from './life/synthesized';
import { AccountMfaBaseline, type MfaEnforcedGroupProps } from '../../src';
import type { Clients, Credentials } from '../../tools/emulator/clients';
import { resourcesOf } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { CI } from '../../tools/emulator/example';
import { assumeFromGitHub, type Claims } from '../../tools/emulator/github';
import { ALLOWED, outcomeOf } from '../../tools/emulator/outcome';
import { ACCOUNT, REGION } from '../../tools/emulator/settings';

// examples/ci: what its workflow does with its roles, and what others cannot do with them.

const WORKFLOW = readFileSync(join(CI.app, '.github/workflows/deploy.yml'), 'utf8');
const [DIFF, DEPLOY] = [...WORKFLOW.matchAll(/^ *- run: npx --no -- cdk ([^|\n]+)$/gm)].map(([, command]) => command.split(' '));

const REPOSITORY = 'repo:example-org@12345678/account-mfa@987654321';
const ON_MAIN: Claims = { sub: `${REPOSITORY}:environment:production`, ref: 'refs/heads/main' };
const PULL_REQUEST: Claims = { sub: `${REPOSITORY}:pull_request`, ref: 'refs/pull/7/merge' };
const NOT_TRUSTED = 'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity';

let emulator: Emulator;
let admin: Clients;
let roles: { deploy: string; diff: string };

beforeAll(async () => {
  emulator = await Emulator.start();
  admin = emulator.admin;
  await emulator.cdk.bootstrap();
  await emulator.cdk.run(CI.app, 'deploy', 'GitHub', '--require-approval', 'never');
  const { Stacks } = await admin.cloudFormation.send(new DescribeStacksCommand({ StackName: 'GitHub' }));
  const output = (name: string) => Stacks![0].Outputs!.find(({ OutputKey }) => OutputKey!.startsWith(name))!.OutputValue!;
  roles = { deploy: output('RolesDeployRole'), diff: output('RolesDiffRole') };
});

afterAll(async () => emulator?.stop());

describe('a push to main', () => {
  let session: Credentials;

  beforeAll(async () => { session = await assumeFromGitHub(admin, roles.deploy, ON_MAIN); });

  test('deploys', async () => {
    await emulator.cdkOf(session).run(CI.app, ...DEPLOY as [string]);
    expect(await resourcesOf(admin, 'AccountMfa', 'AWS::IAM::Group')).toHaveLength(1);
  });

  test('could deploy whatever else is merged, its own roles too, as the guide says', async () => {
    expect(await emulator.cdkOf(session).run(CI.app, 'deploy', 'GitHub', '--require-approval', 'never')).toContain('GitHub (no changes)');
  });

  test.each<[string, (clients: Clients) => Promise<unknown>]>([
    ['cannot read', ({ s3 }) => s3.send(new ListBucketsCommand({}))],
    ['cannot manage identities', ({ iam }) => iam.send(new ListGroupsCommand({}))],
    ...['cfn-exec', 'lookup'].map((role): [string, (clients: Clients) => Promise<unknown>] =>
      [`cannot be the ${role} role`, ({ sts }) => sts.send(new AssumeRoleCommand({ RoleArn: bootstrapRole(role), RoleSessionName: 'direct' }))]),
  ])('%s by itself', async (_, call) => {
    expect(await outcomeOf(() => call(emulator.clients(session)))).toMatch(/^AccessDenied: /);
  });
});

describe('a pull request', () => {
  let session: Credentials;

  beforeAll(async () => { session = await assumeFromGitHub(admin, roles.diff, PULL_REQUEST); });

  test('sees what would change', async () => {
    expect(await emulator.cdkOf(session).run(CI.app, ...DIFF as [string])).toContain('Number of stacks with differences: 0');
  });

  test('is shown what would change in place, and may be merged', async () => {
    const shown = await emulator.cdkOf(session).run(withGroup({ maxMfaAge: Duration.hours(12) }), ...DIFF as [string]);
    expect(shown).toContain('DenyIfMfaTooOld');
    expect(shown).toContain('Number of stacks with differences: 1');
  });

  test('fails when a group with its members would be made anew', async () => {
    await expect(emulator.cdkOf(session).run(withGroup({ groupName: 'people' }), ...DIFF as [string])).rejects.toThrow(/AWS::IAM::Group .* replace/);
  });

  test('does not deploy', async () => {
    await expect(emulator.cdkOf(session).run(CI.app, ...DEPLOY as [string])).rejects.toThrow(/is not authorized to perform/);
  });

  test('reads nothing but its stack, not even through the lookup role', async () => {
    const { s3, cloudFormation, sts } = emulator.clients(session);
    expect(await outcomeOf(() => s3.send(new ListBucketsCommand({})))).toMatch(/^AccessDenied: /);
    expect(await outcomeOf(() => cloudFormation.send(new DescribeStacksCommand({ StackName: 'GitHub' })))).toMatch(/^AccessDenied/);
    expect(await outcomeOf(() => cloudFormation.send(new DescribeStacksCommand({ StackName: 'AccountMfa' })))).toBe(ALLOWED);
    expect(await outcomeOf(() => sts.send(new AssumeRoleCommand({ RoleArn: bootstrapRole('lookup'), RoleSessionName: 'direct' })))).toMatch(/^AccessDenied: /);
  });
});

describe('the role that deploys trusts nobody else', () => {
  test.each<[string, Claims]>([
    ['another branch that names the environment', { ...ON_MAIN, ref: 'refs/heads/feature' }],
    ['main without the environment', { ...ON_MAIN, sub: `${REPOSITORY}:ref:refs/heads/main` }],
    ['another environment', { ...ON_MAIN, sub: `${REPOSITORY}:environment:test` }],
    ['a pull request', PULL_REQUEST],
    ['a pull request whose workflow names the environment', { ...ON_MAIN, ref: PULL_REQUEST.ref }],
    ['a tag of the name of the branch', { ...ON_MAIN, ref: 'refs/tags/main' }],
    ['a repository of the same name', { ...ON_MAIN, sub: 'repo:example-org@555/account-mfa@666:environment:production' }],
    ['a repository without numbers', { ...ON_MAIN, sub: 'repo:example-org/account-mfa:environment:production' }],
    ['a token for somebody else', { ...ON_MAIN, aud: 'https://github.com/example-org' }],
  ])('%s', async (_, claims) => {
    expect(await outcomeOf(() => assumeFromGitHub(admin, roles.deploy, claims))).toBe(NOT_TRUSTED);
  });
});

test('the role of pull requests does not trust a push to main', async () => {
  expect(await outcomeOf(() => assumeFromGitHub(admin, roles.diff, ON_MAIN))).toBe(NOT_TRUSTED);
});

/** The stack of the app with other options of its group. */
function withGroup(groupProps: MfaEnforcedGroupProps): string {
  return synthesized('AccountMfa', stack => new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'], groupProps }));
}

function bootstrapRole(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-${name}-role-${ACCOUNT}-${REGION}`;
}
