import type { Fault } from './fault';
import {
  ACCESS_KEY, ADMINISTRATOR_ACCESS, CONSOLE_WITHOUT_MFA, decide, having, WITH_MFA, type Request, type Session,
} from '../../decisions/engine';
import { ACCOUNT } from '../../emulator/settings';
import { deployed } from '../deployed';
import { ofType, type Resource, type Template } from '../template';

const USER = 'alice';
const SELF = `arn:aws:iam::${ACCOUNT}:user/${USER}`;
const OLD_MFA = having(WITH_MFA, { 'aws:MultiFactorAuthAge': String(36 * 3600) });

/** The second step of registering a security key that has every certification: no enforcement of ours refuses it. */
const SECURITY_KEY = having(CONSOLE_WITHOUT_MFA, { 'iam:RegisterSecurityKey': 'Activate', 'iam:FIDO-certification': 'L2' });

type Question = readonly [rule: string, session: Session, action: string, resource: string, allowed: boolean];

/** What has to hold for somebody who otherwise may do everything. */
const PEOPLE: Question[] = [
  ['key-needs-no-mfa', ACCESS_KEY, 's3:ListAllMyBuckets', '*', false],
  ['console-needs-no-mfa', CONSOLE_WITHOUT_MFA, 's3:ListAllMyBuckets', '*', false],
  ['role-by-key-without-mfa', ACCESS_KEY, 'sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/any`, false],
  ['key-registers-device', ACCESS_KEY, 'iam:EnableMFADevice', SELF, false],
  ['device-on-others', CONSOLE_WITHOUT_MFA, 'iam:EnableMFADevice', `arn:aws:iam::${ACCOUNT}:user/bob`, false],
  ['device-is-removed-without-mfa', CONSOLE_WITHOUT_MFA, 'iam:DeactivateMFADevice', SELF, false],
  ['nobody-gets-in', WITH_MFA, 'ec2:DescribeInstances', '*', true],
];

/** What has to hold for somebody who has no other rights. */
const NEWCOMERS: Question[] = [
  ['device-cannot-be-registered', SECURITY_KEY, 'iam:EnableMFADevice', SELF, true],
];

/** Whether the groups, users, boundaries and roles of a template need MFA, as an IAM engine decides. */
export async function findPeopleWithoutMfa(template: Template): Promise<Fault[]> {
  const people = ofType(template, 'AWS::IAM::Group', 'AWS::IAM::User').map(([id, resource]) => enforced(template, id, resource));
  const roles = ofType(template, 'AWS::IAM::Role').map(([id, { Properties }]) => trusted(id, deployed(template, Properties.AssumeRolePolicyDocument)));
  return [...(await Promise.all([...people, ...roles])).flat(), ...findUnused(template)];
}

async function enforced(template: Template, id: string, { Type, Properties = {} }: Resource): Promise<Fault[]> {
  const policies = policiesOf(template, id);
  // a user is enforced by what it has itself; by a group of the app, the group is asked
  if (Type === 'AWS::IAM::User' && isMember(template, id)) return [];
  const boundary = Properties.PermissionsBoundary && documentOf(template, Properties.PermissionsBoundary);
  return [
    ...await ask(id, PEOPLE, { policies: { ...policies, ADMINISTRATOR_ACCESS }, boundary }),
    // whatever else the user is given or loses
    ...boundary ? await ask(id, PEOPLE, { policies: { ADMINISTRATOR_ACCESS }, boundary }) : [],
    ...await ask(id, NEWCOMERS, { policies, boundary }),
  ];
}

/** Roles that services assume are none of ours here. */
async function trusted(id: string, trust: any): Promise<Fault[]> {
  if (!trust.Statement.some(({ Principal }: any) => Principal?.AWS)) return [];
  const policies = { ADMINISTRATOR_ACCESS };
  const assume = ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/${id}`] as const;
  return ask(id, [
    ['role-without-mfa', ACCESS_KEY, ...assume, false],
    ['role-without-mfa', CONSOLE_WITHOUT_MFA, ...assume, false],
    ['role-with-old-mfa', OLD_MFA, ...assume, false],
    ['nobody-gets-in', WITH_MFA, ...assume, true],
  ], { policies, resourcePolicy: trust });
}

async function ask(id: string, questions: Question[], who: Pick<Request, 'policies' | 'boundary' | 'resourcePolicy'>): Promise<Fault[]> {
  const answers = await Promise.all(questions.map(async ([rule, session, action, resource, allowed]): Promise<Fault[]> => {
    const { result } = await decide({ ...who, user: USER, action, resource, session: having(session, TODAY) });
    return (result === 'Allowed') === allowed ? [] : [[rule, id, `${action}: ${result}`]];
  }));
  return answers.flat();
}

/** Enforcement that begins on a day has begun by then. */
const TODAY = { 'aws:CurrentTime': '2030-01-01T00:00:00Z', 'aws:ViaAWSService': 'false' };

/** A policy that enforces MFA and that nobody has enforces nothing. */
function findUnused(template: Template): Fault[] {
  const used = ofType(template, 'AWS::IAM::Group', 'AWS::IAM::User').flatMap(([, { Properties = {} }]) =>
    [...Properties.ManagedPolicyArns ?? [], Properties.PermissionsBoundary].map((each) => each?.Ref));
  return ofType(template, 'AWS::IAM::ManagedPolicy')
    .filter(([id, { Properties }]) => JSON.stringify(Properties.PolicyDocument).includes('DenyAllExceptListedIfNoMFA')
      && !used.includes(id) && !Properties.Groups && !Properties.Users)
    .map(([id]) => ['enforces-nobody', id, 'the policy is attached to nobody, and nobody has it as a boundary']);
}

/** The policies that a group or user has: from its own side, from theirs, and its own inline ones. */
function policiesOf(template: Template, id: string): Record<string, any> {
  const { ManagedPolicyArns = [], Policies = [] } = template.body.Resources[id].Properties ?? {};
  const attached = ofType(template, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy').filter(([policy, { Properties }]) =>
    ManagedPolicyArns.some(({ Ref }: any) => Ref === policy)
    || [...Properties.Groups ?? [], ...Properties.Users ?? []].some(({ Ref }) => Ref === id));
  return Object.fromEntries([
    ...attached.map(([policy, { Properties }]) => [policy, deployed(template, Properties.PolicyDocument)]),
    ...Policies.map(({ PolicyName, PolicyDocument }: any) => [PolicyName, deployed(template, PolicyDocument)]),
  ]);
}

function documentOf(template: Template, { Ref }: { Ref: string }): any {
  return deployed(template, template.body.Resources[Ref].Properties.PolicyDocument);
}

function isMember(template: Template, id: string): boolean {
  const names = [
    ...ofType(template, 'AWS::IAM::UserToGroupAddition').flatMap(([, { Properties }]) => Properties.Users),
    ...ofType(template, 'AWS::IAM::User').filter(([user, { Properties }]) => user === id && Properties?.Groups?.length > 0).map(() => ({ Ref: id })),
  ];
  return names.some(({ Ref }) => Ref === id);
}
