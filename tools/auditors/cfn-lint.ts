import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Auditor } from './auditor';
import { pythonAuditor } from './installations';
import { runTool } from './run-tool';
import { placeIn } from './template';

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path?: (string | number)[] };
}

let commands: string;

/** Without its rules of the level "informational", as its makers ship it. */
export const CFN_LINT: Auditor = {
  name: 'cfn-lint',
  title: 'cfn-lint 1.58.0',
  async install(report) { commands = await pythonAuditor('cfn-lint', report); },
  async audit(templates, scratch) {
    const answer = join(scratch, 'cfn-lint.json');
    const args = ['--format', 'json', '--output-file', answer, '--', ...templates.map(({ path }) => path)];
    await runTool('cfn-lint', join(commands, 'cfn-lint'), args, scratch, [answer]);
    const matches = JSON.parse(readFileSync(answer, 'utf8') || '[]') as Match[];
    return matches.map(({ Filename, Message, Rule, Location: { Path = [] } }) => ({
      auditor: 'cfn-lint',
      rule: Rule.Id,
      place: placeIn(templates.find(({ path }) => path === Filename)!, Path[0] === 'Resources' ? String(Path[1]) : undefined),
      message: Message,
    }));
  },
};
