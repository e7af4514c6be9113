import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Control } from './control';
import { DETECTION_CONTROLS } from './detection';
import { ENFORCEMENT_CONTROLS } from './enforcement';
import type { Template } from '../template';

export const CONTROLS: Control[] = [...ENFORCEMENT_CONTROLS, ...DETECTION_CONTROLS];

/** A template that has lost a control, or none. */
export interface Broken {
  readonly control?: Control;
  readonly template: Template;
  /** The name of the template that it was made of. */
  readonly original: string;
}

/** Every template without one of its controls, and untouched for comparison. */
export function breakTemplates(templates: Template[], folder: string): Broken[] {
  mkdirSync(folder);
  const broken = CONTROLS.map((control, index) => {
    const body = structuredClone(original(templates, control.template).body);
    control.remove(body);
    return { control, original: control.template, template: write(folder, `Removed${index + 1}`, body) };
  });
  const untouched = [...new Set(CONTROLS.map(({ template }) => template))].map((name, index) =>
    ({ original: name, template: write(folder, `Untouched${index + 1}`, original(templates, name).body) }));
  return [...broken, ...untouched];
}

function original(templates: Template[], name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (!found) throw new Error(`there is no template ${name}`);
  return found;
}

function write(folder: string, name: string, body: Template['body']): Template {
  const path = join(folder, `${name}.template.json`);
  writeFileSync(path, JSON.stringify(body));
  return { name, path, body: JSON.parse(JSON.stringify(body)) };
}
