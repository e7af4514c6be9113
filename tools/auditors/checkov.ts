import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Auditor } from './auditor';
import type { Finding } from './finding';
import { pythonAuditor } from './installations';
import { runTool } from './run-tool';
import { placeIn } from './template';
import { SetupError } from '../emulator/setup-error';

interface Answer {
  readonly results: { readonly failed_checks: Check[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

let commands: string;

export const CHECKOV: Auditor = {
  name: 'checkov',
  title: 'checkov 3.3.30',
  async install(report) { commands = await pythonAuditor('checkov', report); },
  async audit(templates, scratch) {
    const folder = join(scratch, 'checkov');
    mkdirSync(folder);
    for (const { path } of templates) copyFileSync(path, join(folder, basename(path)));
    const args = [
      '--directory', folder, '--framework', 'cloudformation', '--compact', '--quiet', '--skip-download',
      '--output', 'json', '--output-file-path', scratch,
    ];
    const answer = join(scratch, 'results_json.json');
    await runTool('checkov', join(commands, 'checkov'), args, scratch, [answer]);
    const { results, summary } = JSON.parse(readFileSync(answer, 'utf8')) as Answer;
    if (summary.parsing_errors > 0 || summary.passed === 0) {
      throw new SetupError(`checkov could not read ${summary.parsing_errors} templates, and found ${summary.passed} things good`);
    }
    return results.failed_checks.map((check): Finding => ({
      auditor: 'checkov',
      rule: check.check_id,
      place: placeIn(templates.find(({ path }) => basename(path) === basename(check.file_path))!, check.resource.split('.')[1]),
      message: check.check_name,
    }));
  },
};
