import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../finding';

/** By the control that was removed: the rules by which auditors saw it, as `auditor rule`. */
export type Seen = Record<string, string[]>;

const FILE = join(__dirname, 'seen.json');

/** What auditors saw when this was last written. */
export function readSeen(): Seen {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

export function writeSeen(seen: Seen): void {
  writeFileSync(FILE, `${JSON.stringify(seen, undefined, 2)}\n`);
}

export function rulesOf(findings: Finding[]): string[] {
  return [...new Set(findings.map(({ auditor, rule }) => `${auditor} ${rule}`))].sort();
}

/** What some auditors saw otherwise than it is written. */
export function differencesFrom(written: Seen, seen: Seen, auditors: string[]): string[] {
  const asked = (rules: string[] = []) => rules.filter((rule) => auditors.includes(rule.split(' ')[0]));
  return [...new Set([...Object.keys(written), ...Object.keys(seen)])]
    .filter((control) => asked(written[control]).join() !== asked(seen[control]).join())
    .map((control) => `${control}: ${asked(seen[control]).join(', ') || 'nobody'}, but written is ${asked(written[control]).join(', ') || 'nobody'}`);
}
