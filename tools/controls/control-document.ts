import { NOT_SERVED, SERVED, type Served } from './served';
import { requirementsOf, STANDARDS, type Requirements } from './standards';
import type { IdentityEvent } from '../../src';
import { EXPECTED, TAKEN_AWAY, type State } from '../account/expected';
import { readSeen, type Seen } from '../auditors/removed/seen';
import { allEvents } from '../events/all-events';
import { SCANNER_CHECKS } from '../events/scanners';

/** What auditors of templates and of accounts saw when a control was taken away, by its name. */
export function allSeen(): Seen {
  const seen = { ...readSeen() };
  for (const [control, { fails }] of Object.values(TAKEN_AWAY).flatMap((taken) => Object.entries(taken))) {
    seen[control] = [...seen[control] ?? [], ...fails.map((check) => `Prowler ${check}`)];
  }
  return seen;
}

/** docs/controls.md, from what is served, from the events, and from what auditors saw when it was taken away. */
export function controlDocument(seen: Seen = allSeen(), expected: typeof EXPECTED = EXPECTED): string {
  return `${[
    '# Controls',
    '',
    'Which controls of benchmarks and standards each construct serves, and by which resource. Written by `npm run controls` from the code; a',
    'test fails when it is out of date.',
    '',
    'The requirements are those that AWS Security Hub\'s user guide names beside its controls; those of CIS 7.0, which it does not have, come',
    'from Prowler\'s file of that benchmark. Serving a control is not being certified: an auditor looks at an account, and at more than these.',
    '',
    '"Confirmed by" is measured: `npm run test:auditors` takes each of these away in a template, `npm run test:account` in an emulated account',
    'that Prowler looks at, one at a time, and these rules see it. `own` are our checks where no auditor looks: what MFA means is asked of an',
    'IAM engine and of an evaluator of filter patterns.',
    ...Object.entries(SERVED).flatMap(([construct, served]) => section(construct, served, seen)),
    '',
    '## IdentityEvent',
    '',
    'An `IdentityAlarm` on the event, over the log group of a multi-Region trail, serves what stands here. [events.md](./events.md) has more on',
    'each. Prowler accepts it in an emulated account (`npm run test:account`); the other two by the texts that they publish.',
    '',
    '| event | control | accepted by |',
    '|---|---|---|',
    ...allEvents().filter(({ controls }) => controls.length > 0).map((event) => row(event.name, controlsOf(event), acceptedBy(event, expected))),
    '',
    '## Not served',
    '',
    'Controls about MFA that no construct can serve, and why. Prowler\'s checks fail with the baseline deployed, and those of users pass once they',
    'have devices, as `npm run test:account` measures.',
    '',
    `| control | ${STANDARDS.join(' | ')} | Prowler's check | why |`,
    `|---|${STANDARDS.map(() => '---|').join('')}---|---|`,
    ...NOT_SERVED.map(({ what, controls, checks, why }) => row(what, ...cells(requirementsOf(controls)), failing(checks, expected), why)),
  ].join('\n')}\n`;
}

function section(construct: string, served: Served[], seen: Seen): string[] {
  const helps = [...new Set(served.flatMap((each) => each.helps ?? []))];
  return [
    '',
    `## ${construct}`,
    '',
    ...helps.flatMap((each) => [each, '']),
    `| what | resource | ${STANDARDS.join(' | ')} | confirmed by |`,
    `|---|---|${STANDARDS.map(() => '---|').join('')}---|`,
    ...served.map(({ what, resource, controls, removed }) => row(what, `\`${resource}\``, ...cells(requirementsOf(controls)), confirmedBy(removed, seen))),
  ];
}

function cells(requirements: Requirements): string[] {
  return STANDARDS.map((standard) => requirements[standard] || '-');
}

/** What each auditor saw of any of the removals. */
function confirmedBy(removed: readonly string[], seen: Seen): string {
  const rules = [...new Set(removed.flatMap((control) => {
    if (!seen[control]?.length) throw new Error(`nobody saw what tools/auditors or tools/account takes away as '${control}'`);
    return seen[control];
  }))].sort();
  const auditors = [...new Set(rules.map((rule) => rule.split(' ')[0]))];
  return auditors.map((auditor) => {
    const names = rules.filter((rule) => rule.startsWith(`${auditor} `)).map((rule) => `\`${rule.slice(auditor.length + 1)}\``);
    return `${auditor} ${names.join(', ')}`;
  }).join('; ');
}

function controlsOf({ controls }: IdentityEvent): string {
  return controls.map((control) => control.replace('AWS Foundations Benchmark ', '')).join(', ');
}

function acceptedBy({ name, filterPattern }: IdentityEvent, expected: typeof EXPECTED): string {
  const checks = SCANNER_CHECKS.filter(({ accepts }) => accepts(filterPattern));
  for (const { scanner, check } of checks) {
    const state: State = name.startsWith('SecurityHub') ? 'securityHub' : 'cis';
    const status = expected[check]?.[state] ?? expected[check]?.baseline;
    if (scanner === 'Prowler' && status !== 'PASS') throw new Error(`Prowler says ${status} of '${check}' where ${name} is watched`);
  }
  return checks.map(({ scanner, check }) => `${scanner} \`${check}\``).join(', ') || '-';
}

/** Checks that are measured to fail with the baseline. */
function failing(checks: readonly string[], expected: typeof EXPECTED): string {
  for (const check of checks) {
    if (expected[check]?.baseline !== 'FAIL') throw new Error(`Prowler says ${expected[check]?.baseline} of '${check}' with the baseline`);
  }
  return checks.map((check) => `\`${check}\``).join(', ');
}

function row(...texts: string[]): string {
  return `| ${texts.join(' | ')} |`;
}
