import { readFileSync } from 'fs';
import { join } from 'path';
import { REPOSITORY } from '../emulator/settings';

/** A TypeScript example of the README or of a doc comment, as rosetta translated it; Construct Hub shows it like this. */
export interface Fence {
  readonly where: string;
  /** What it imports itself, for the top of a file: within a method Java and Go take none, and in Python such names hide those of the file. */
  readonly imports: string[];
  readonly code: string;
}

/** A module of the CDK that examples know by a name of its own. */
export interface ModuleAlias {
  readonly alias: string;
  /** As in `aws-cdk-lib/aws-iam`, without the beginning. */
  readonly module: string;
}

/** All examples in one language. */
export function fencesIn(language: 'python' | 'java' | 'go'): Fence[] {
  const { snippets } = JSON.parse(readFileSync(join(REPOSITORY, '.jsii.tabl.json'), 'utf8'));
  return Object.values<any>(snippets).map(({ location, translations }) => {
    if (!translations[language]) { throw new Error(`no ${language} for ${JSON.stringify(location)}`); }
    const { api: { fqn, moduleFqn }, field } = location;
    const lines: string[] = translations[language].source.split('\n');
    const isImport = (line: string) => /^(import|from) /.test(line);
    return {
      where: fqn ?? `README of ${moduleFqn}, line ${field?.line}`,
      imports: lines.filter(isImport),
      code: lines.filter(line => !isImport(line)).join('\n').trim(),
    };
  });
}

/** What the fixture, in which the examples are compiled, imports by another name. */
export function moduleAliases(): ModuleAlias[] {
  const fixture = readFileSync(join(REPOSITORY, 'rosetta', 'default.ts-fixture'), 'utf8');
  return [...fixture.matchAll(/import \* as (\w+) from 'aws-cdk-lib\/aws-([\w-]+)'/g)].map(([, alias, module]) => ({ alias, module }));
}

export function indent(code: string, spaces: number): string {
  return code.split('\n').map(line => line && ' '.repeat(spaces) + line).join('\n');
}
