import { Construct } from 'constructs';
import { compare, kindsOf, outcomeOf, outcomeOfMove, type Lost, type Outcome } from './outcome';
import type { AnySubject, AsIn, Change } from './subject';
import { SUBJECTS } from './subjects';

/** docs/what-changes-replace.md, from templates before and after each change. */
export function replacementDocument(subjects: Record<string, AnySubject> = SUBJECTS): string {
  return `${[
    '# What changes replace',
    '',
    'Which changes CloudFormation makes in place, which make something anew, and what becomes of the old one. Written by',
    '`npm run replacements`: it synthesizes each construct with each prop before and after, and compares the templates as `cdk diff` does. A',
    'test fails when it is out of date, or a prop is not in it.',
    '',
    '- **Made anew:** CloudFormation makes another one first, points everything to it, and then deletes the old one, unless its',
    '  [UpdateReplacePolicy](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html) retains it.',
    '- **Taken out:** it is no longer in the stack, and deleted, unless its',
    '  [DeletionPolicy](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html) retains it.',
    '- **Stays:** it works on as it was, but no deployment changes it any more. Delete it by hand, or [hand it in](./deploying-from-ci.md#the-life-of-a-deployment)',
    '  and go on with it.',
    '',
    '`npx cdk diff --fail-on=destructive` fails where a deployment would make anew or take out, from CLI 2.1145.0 on (an older one takes no',
    'notice of the option, and passes); [the workflow](./deploying-from-ci.md#github-actions) runs it on pull requests.',
    '',
    '## What is never deleted by default',
    '',
    'A group and its policy, the buckets, the log group, and the key that their data is encrypted with: neither with the stack, nor when they',
    'are made anew or taken out. A first deployment that fails takes them away again, as long as they are empty. A group alone can be told',
    'otherwise (`removalPolicy`); then IAM',
    '[refuses to delete it](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html) while it has members added by hand:',
    '[failures](../test/emulator/failures.test.ts) › `a group that is to go with its stack, with somebody in it who was added by hand` › `stops the deletion, and stays enforced`.',
    '',
    'What goes, on purpose:',
    '',
    '- **The own key of an `AlertTopic`:** it encrypts messages on their way, and nothing that is kept; a key that stayed would cost $1 a month for',
    '  ever. KMS waits 30 days before it deletes a key, and does not use it meanwhile. The baseline\'s topic uses the key of the trail, which stays.',
    '- **The trail:** it would be paid for, with nobody to look at it. What it recorded stays.',
    '- **A policy, boundary or role of its own:** it holds neither people nor data. But what enforces MFA does so no longer:',
    '  `applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)` keeps it.',
    '- **Topic, alarms, rules, dashboard.**',
    '',
    '## Another name for a stack, or another id',
    '',
    'CloudFormation knows a resource by its logical id, which CDK makes from the ids on its way through the tree. Another id of a construct or of',
    'one around it is another resource: all of it is made anew, and the old is taken out. The last row of each table says what stays.',
    '[`cdk refactor`](https://docs.aws.amazon.com/cdk/v2/guide/refactor.html) (in preview) can move what is deployed, and `stack.renameLogicalId`',
    'can keep an old id.',
    '',
    'A stack of another name is another stack, beside the old one, which works on until it is destroyed; then the same rows hold. Until then',
    'people have two groups, and alarms ring twice.',
    '',
    '## A name of your own',
    '',
    'CloudFormation [does not make anew](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html) what has a name of your',
    'own, unless the name changes too: with a `managedPolicyName`, another `description` or `path` of a policy fails, with a `roleName`, another',
    '`path` of a role. Under another id, or in another stack, the name is taken as long as the old one is there. Each is rolled back and leaves',
    'everything as it was.',
    '',
    '## Renaming a group',
    '',
    'Deploy the new `groupName` first. The old group stays, enforced, with whoever was added to it by hand. Then take people along, into the new',
    'one before they leave the old one, so that nobody is without enforcement:',
    '',
    '```sh',
    'for user in $(aws iam get-group --group-name "$OLD" --query "Users[].UserName" --output text); do',
    '  aws iam add-user-to-group --group-name "$NEW" --user-name "$user"',
    '  aws iam remove-user-from-group --group-name "$OLD" --user-name "$user"',
    'done',
    '```',
    '',
    'The alarm `EnforcementChange` of a baseline watches the new name from then on. Detach the policies and delete the old group by hand when it is',
    'empty; detaching the enforcement policy rings the alarm.',
    ...Object.entries(subjects).flatMap(([name, subject]) => section(name, subject, subjects)),
  ].join('\n')}\n`;
}

interface Row {
  readonly what: string;
  readonly happens: string;
  readonly loses: string;
  readonly shown: string[];
}

function section(name: string, subject: AnySubject, subjects: Record<string, AnySubject>): string[] {
  const rows: Row[] = [];
  const unscathed: Record<'In place' | 'Nothing deployed changes', string[]> = { 'In place': [], 'Nothing deployed changes': [] };
  for (const [prop, change] of Object.entries(subject.props)) {
    if ('asIn' in change) {
      const asIn = sameAsIn(name, prop, subjects);
      rows.push({ what: `\`${prop}\``, happens: `as [${asIn}](#${asIn.toLowerCase()})`, loses: '', shown: [] });
      continue;
    }
    const outcome = outcomeOf(subject, prop);
    rows.push(...lossRow(`\`${prop}\``, outcome, change));
    if (outcome.lost.length === 0) { unscathed[outcome.differs ? 'In place' : 'Nothing deployed changes'].push(`\`${prop}\``); }
  }
  subject.others?.forEach(({ what, before, after, loses }) => rows.push(...lossRow(what, compare(before, after), { loses })));
  const moved = outcomeOfMove(subject).lost.map(each => ({ ...each, how: 'anew' as const }));
  rows.push({ what: 'another id or place', happens: happens(moved), loses: subject.movedLoses, shown: [subject.movedShown ?? []].flat() });
  return [
    '',
    `## ${name}`,
    '',
    '| change | what happens | what people lose |',
    '|---|---|---|',
    ...merged(rows).map(each => `| ${each.what} | ${each.happens} | ${[each.loses, ...each.shown.map(test => `Shown by ${test}.`)].join(' ')} |`),
    ...Object.entries(unscathed).flatMap(([title, props]) => props.length === 0 ? [] : ['', `${title}: ${props.sort().join(', ')}.`]),
  ];
}

/** A row for what is lost, and the sentence that a person wrote for it; both or neither. */
function lossRow(what: string, { lost }: Outcome, { loses, shown }: Pick<Change<any, any>, 'loses' | 'shown'>): Row[] {
  if (lost.length === 0 && loses) { throw new Error(`${what} makes nothing anew and takes nothing out, so that nobody loses '${loses}'`); }
  if (lost.length > 0 && !loses) { throw new Error(`${what}: ${happens(lost)}; write down what people lose`); }
  return loses ? [{ what, happens: happens(lost), loses, shown: [shown ?? []].flat() }] : [];
}

/** Changes that do the same stand in one row. */
function merged(rows: Row[]): Row[] {
  const byText = new Map<string, Row>();
  for (const row of rows) {
    const text = `${row.happens} ${row.loses}`;
    const other = byText.get(text);
    byText.set(text, other ? { ...row, what: `${other.what}, ${row.what}`, shown: [...new Set([...other.shown, ...row.shown])] } : row);
  }
  return [...byText.values()];
}

const WAYS = { anew: 'made anew', perhaps: 'perhaps made anew', out: 'taken out' };

/** Such as "made anew, the old **stays**: IAM Group". */
function happens(lost: readonly Lost[]): string {
  return (['anew', 'perhaps', 'out'] as const).flatMap(how => (['stays', 'goes'] as const).map(old => {
    const kinds = lost.filter(each => each.how === how && each.old === old).map(({ type }) => type.replace('AWS::', '').replace('::', ' '));
    const counted = [...new Set(kinds)].sort().map(kind => {
      const count = kinds.filter(each => each === kind).length;
      return count > 1 ? `${count} ${kind}` : kind;
    });
    return counted.length === 0 ? [] : [`${WAYS[how]}, ${how === 'out' ? '' : 'the old '}**${old}**: ${counted.join(', ')}`];
  })).flat().join('<br>');
}

/** The name of the construct whose props change the same here. */
function sameAsIn(name: string, prop: string, subjects: Record<string, AnySubject>): string {
  const outer = subjects[name];
  const { asIn, beside: around } = outer.props[prop] as AsIn;
  for (const [innerProp, { beside, values }] of Object.entries(subjects[asIn].props as Record<string, Change<any, unknown>>)) {
    const withValue = (scope: Construct) => values(scope).map(value => ({ ...beside?.(scope), [innerProp]: value }));
    const wrapped: AnySubject = {
      ...outer,
      required: scope => ({ ...outer.required?.(scope), ...around?.(), ...(beside ? { [prop]: beside(scope) } : {}) }),
      props: { [prop]: { values: scope => [...(beside ? [beside(scope)] : []), ...withValue(scope)] as [unknown] } },
    };
    const [here, there] = [outcomeOf(wrapped, prop), outcomeOf(subjects[asIn], innerProp)].map(kindsButFilters);
    if (here !== there) { throw new Error(`${prop}.${innerProp} of ${name} is not as in ${asIn}: '${here}' instead of '${there}'`); }
  }
  return asIn;
}

/** The filters of the alarms around it go along with the log group. */
function kindsButFilters({ lost, differs }: Outcome): string {
  return kindsOf({ lost: lost.filter(({ type }) => type !== 'AWS::Logs::MetricFilter'), differs });
}
