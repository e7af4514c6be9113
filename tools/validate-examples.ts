import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { REPOSITORY } from './emulator/settings';
import { EXAMPLES, folderOf } from './examples';

/*
 * Synthesizes every example with core's own rules on (other tests leave them off, since they cost seconds in each process)
 * and fails when one of them finds anything, be it a warning.
 */
function findingsOf(example: string): number {
  const output = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  try {
    execFileSync(join(REPOSITORY, 'node_modules', '.bin', 'cdk'), ['synth', '--quiet', '--output', output], {
      cwd: folderOf(example),
      env: { ...process.env, CDK_VALIDATION: 'true' },
      stdio: 'inherit',
    });
    const { pluginReports } = JSON.parse(readFileSync(join(output, 'validation-report.json'), 'utf8'));
    if (pluginReports.length > 0) { console.error(JSON.stringify(pluginReports, undefined, 2)); }
    return pluginReports.length;
  } finally {
    rmSync(output, { recursive: true });
  }
}

const failed = EXAMPLES.filter(example => {
  console.log(`validating examples/${example}`);
  return findingsOf(example) > 0;
});
console.log(`${EXAMPLES.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
