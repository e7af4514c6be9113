import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from './accepted';
import { auditApps, auditRemovals, type Noticed } from './audit';
import { AUDITORS } from './auditors';
import { inWords } from './finding';
import { differencesFrom, readSeen, rulesOf, writeSeen } from './removed/seen';
import { atExit } from '../emulator/clean-up';
import { report, runProgram } from '../emulator/program';
import { SetupError } from '../emulator/setup-error';
import { table } from '../emulator/table';

/*
 * npm run test:auditors             everything
 * npm run test:auditors -- checkov  some auditors
 * npm run test:auditors -- --write  everything, and keeps which rule saw what in removed/seen.json
 */
/** @returns whether nothing is open */
async function audit(names: string[], write: boolean): Promise<boolean> {
  const unknown = names.filter((name) => !AUDITORS.some((auditor) => auditor.name === name));
  if (unknown.length > 0) throw new SetupError(`There is no auditor ${unknown.join(', ')}; there are ${AUDITORS.map(({ name }) => name).join(', ')}.`);
  const auditors = AUDITORS.filter(({ name }) => names.length === 0 || names.includes(name));
  const scratch = mkdtempSync(join(tmpdir(), 'cdk-enforce-mfa-auditors-'));
  atExit(() => rmSync(scratch, { recursive: true, force: true }));

  for (const { install } of auditors) await install?.(report);
  const { templates, findings } = await auditApps(auditors, scratch, report);
  const noticed = await auditRemovals(auditors, templates, scratch, report);

  const { accepted, open, unused } = judge(findings, auditors.map(({ name }) => name));
  console.log(`\n${table(['auditor', 'findings', 'accepted', 'open', 'removals seen'], auditors.map(({ name, title }) => {
    const count = (all: { auditor: string }[]) => String(all.filter(({ auditor }) => auditor === name).length);
    return [title, count(findings), count(accepted), count(open), `${noticed.filter((each) => seenBy(each).includes(name)).length}`];
  }))}`);
  console.log(`\n${table(['', 'control that was removed', 'seen by'], noticed.map((each) =>
    [seenBy(each).length > 0 ? '✓' : '✗', each.broken.control!.control, seenBy(each).join(', ') || 'nobody']))}\n`);

  const seen = Object.fromEntries(noticed.map((each) => [each.broken.control!.control, rulesOf(each.findings)]));
  if (write) writeSeen(seen);
  // one auditor alone does not see everything; all of them together have to, and each of them something
  const unseen = names.length > 0 ? [] : noticed.filter((each) => seenBy(each).length === 0);
  const blind = auditors.filter(({ name }) => !noticed.some((each) => seenBy(each).includes(name)));
  const faults = [
    ...open.map((finding) => `open: ${inWords(finding)}`),
    ...unused.map((each) => `accepted, but not found: ${each}`),
    ...unseen.map(({ broken }) => `nobody saw that a control was removed: ${broken.control!.control}`),
    ...differencesFrom(readSeen(), seen, auditors.map(({ name }) => name)).map((each) => `seen otherwise than written: ${each}`),
    ...blind.map(({ name }) => `${name} saw no removal: does it look at anything?`),
  ];
  for (const fault of faults) console.log(fault);
  const passed = noticed.length - unseen.length + auditors.length - blind.length;
  report(`${passed} passed, ${faults.length} failed`);
  return faults.length === 0;
}

/** The auditors who saw it. */
function seenBy({ findings }: Noticed): string[] {
  return [...new Set(findings.map(({ auditor }) => auditor))].sort();
}

const names = process.argv.slice(2).filter((each) => each !== '--write');
runProgram(() => audit(names, names.length === 0 && process.argv.includes('--write')));
