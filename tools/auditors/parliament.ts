import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Auditor } from './auditor';
import { deployed } from './deployed';
import { pythonAuditor } from './installations';
import { runTool } from './run-tool';
import { ofType, placeIn, type Template } from './template';

let commands: string;

/** It knows every action of IAM, and looks at policies of identities alone. */
export const PARLIAMENT: Auditor = {
  name: 'parliament',
  title: 'parliament 1.6.4, over every policy of identities',
  async install(report) { commands = await pythonAuditor('parliament', report); },
  async audit(templates, scratch) {
    const policies = templates.flatMap((template) => policiesOf(template).map(([id, policy]) => ({ place: placeIn(template, id), policy })));
    const [question, answer] = ['policies.json', 'findings.json'].map((file) => join(scratch, file));
    writeFileSync(question, JSON.stringify(Object.fromEntries(policies.map(({ policy }, index) => [index, policy]))));
    const script = join(__dirname, 'python', 'parliament_findings.py');
    await runTool('parliament', join(commands, 'python'), [script, question, answer], scratch, [answer]);
    const found = JSON.parse(readFileSync(answer, 'utf8')) as Record<string, [string, string][]>;
    return policies.flatMap(({ place }, index) => found[index].map(([rule, message]) => ({ auditor: 'parliament', rule, place, message })));
  },
};

/** Managed policies, policies of their own, and inline policies of groups, roles and users. */
function policiesOf(template: Template): [string, any][] {
  const documents = ofType(template, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::User')
    .flatMap(([id, { Properties = {} }]) => [Properties, ...Properties.Policies ?? []].map(({ PolicyDocument }) => [id, PolicyDocument] as const));
  return documents.filter(([, document]) => document).map(([id, document]) => [id, deployed(template, document)]);
}
