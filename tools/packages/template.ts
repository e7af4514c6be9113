import { readFileSync } from 'fs';
import { join } from 'path';

/** The template of a stack in a cloud assembly, with all keys sorted. */
export function templateIn(assembly: string, stackName: string): string {
  return JSON.stringify(sorted(JSON.parse(readFileSync(join(assembly, `${stackName}.template.json`), 'utf8'))), undefined, 1);
}

/** The order of keys means nothing; languages keep it differently. */
function sorted(value: any): any {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}
