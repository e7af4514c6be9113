import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { apps } from './apps';
import type { Auditor } from './auditor';
import { onLookers } from './auditors';
import type { Finding } from './finding';
import { breakTemplates, type Broken } from './removed';
import { synthesizeApps, synthesizeTemplates, type Synthesized } from './synthesis';
import type { Template } from './template';
import type { Report } from '../emulator/program';

/** Has auditors look at every app. */
export async function auditApps(auditors: Auditor[], scratch: string, report: Report): Promise<Synthesized> {
  const folder = newFolder(scratch, 'apps');
  const { templates, findings } = await synthesizeApps(apps(), onLookers(auditors), folder);
  report(`synthesized ${Object.keys(apps()).length} apps with ${templates.length} templates on the newest aws-cdk-lib`);
  return { templates, findings: [...findings, ...await auditTemplates(auditors, templates, folder, report)] };
}

/** A template without one of its controls, and what was found only then. */
export interface Noticed {
  readonly broken: Broken;
  readonly findings: Finding[];
}

/** Has auditors look at templates without one of their controls. */
export async function auditRemovals(auditors: Auditor[], templates: Template[], scratch: string, report: Report): Promise<Noticed[]> {
  const folder = newFolder(scratch, 'removed');
  const all = breakTemplates(templates, join(folder, 'broken'));
  const broken = all.map(({ template }) => template);
  const looksOn = auditors.some(({ audit }) => !audit);
  const [onLooking, ...others] = await Promise.all([
    looksOn ? synthesizeTemplates(broken, onLookers(auditors), folder) : [],
    auditTemplates(auditors, broken, folder, report),
  ]);
  if (looksOn) report(`synthesized ${broken.length} templates without one of their controls`);
  const findings = [...onLooking, ...others.flat()];

  const foundIn = ({ name }: Template) => findings.filter(({ place }) => place === name || place.startsWith(`${name} `));
  const withoutName = ({ auditor, rule, place }: Finding) => JSON.stringify([auditor, rule, place.replace(/^\w+/, '')]);
  return all.filter(({ control }) => control).map((each) => {
    const untouched = all.find(({ control, original }) => !control && original === each.original)!;
    const before = foundIn(untouched.template).map(withoutName);
    return { broken: each, findings: foundIn(each.template).filter((finding) => !before.includes(withoutName(finding))) };
  });
}

async function auditTemplates(auditors: Auditor[], templates: Template[], folder: string, report: Report): Promise<Finding[]> {
  const findings = await Promise.all(auditors.map(async ({ name, audit }) => {
    if (!audit) return [];
    const found = await audit(templates, newFolder(folder, name));
    report(`${name} has looked at ${templates.length} templates`);
    return found;
  }));
  return findings.flat();
}

function newFolder(parent: string, name: string): string {
  const folder = join(parent, `of-${name}`);
  mkdirSync(folder);
  return folder;
}
