import { readFileSync } from 'fs';
import { join } from 'path';
import { enforcementMutants } from '../../tools/mutants/enforcement';
import { mutate } from '../../tools/mutants/mutant';

const ROOT = join(__dirname, '..', '..');

// `npm run test:mutants` says so as well, but does not run with every change
test('each mutant still finds the text that it breaks', async () => {
  const faults = (await enforcementMutants()).flatMap(mutant => {
    try {
      mutate(readFileSync(join(ROOT, mutant.file), 'utf8'), mutant);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  expect(faults).toEqual([]);
});
