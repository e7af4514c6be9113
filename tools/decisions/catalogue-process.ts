import { readFileSync } from 'fs';
import type { CatalogueAnswer, CatalogueQuestion } from './ask-catalogue';
import { CatalogueEntry, wholeCatalogue } from './catalogue';
import { decide, decideFast, Request, Result } from './engine';

// a process of its own: questions come by standard input, answers go to standard output
void main();

async function main(): Promise<void> {
  const questions: CatalogueQuestion[] = JSON.parse(readFileSync(0, 'utf8'));
  const catalogue = await wholeCatalogue();
  const answers: CatalogueAnswer[] = [];
  for (const question of questions) { answers.push(await answer(question, catalogue)); }
  process.stdout.write(JSON.stringify(answers));
}

async function answer({ careful, ...question }: CatalogueQuestion, catalogue: CatalogueEntry[]): Promise<CatalogueAnswer> {
  const errors: string[] = [];
  const found: Record<Result, string[]> = { Allowed: [], ExplicitlyDenied: [], ImplicitlyDenied: [] };
  for (const entry of catalogue) {
    const request: Request = { user: 'alice', ...entry, ...question };
    const result = careful
      ? await decide(request).then(decision => decision.result, error => {
        errors.push((error as Error).message);
        return decideFast(request);
      })
      : decideFast(request);
    found[result].push(`${entry.action} ${entry.resource}`);
  }
  return { allowed: found.Allowed, denied: found.ExplicitlyDenied, notAllowed: found.ImplicitlyDenied, errors };
}
