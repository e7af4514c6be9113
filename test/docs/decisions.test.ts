import { readFileSync } from 'fs';
import { join } from 'path';
import { decisionDocument } from '../../tools/decisions/decision-table';

const written = readFileSync(join(__dirname, '../../docs/decisions.md'), 'utf8');

test('docs/decisions.md is up to date; if not, run `npm run decisions` and look at what changed', async () => {
  expect(written).toBe(await decisionDocument());
}, 60_000);

test('it asks about 35 requests and more, and shows what every option changes', () => {
  const [, requests] = /the (\d+) requests above/.exec(written)!;
  expect(Number(requests)).toBeGreaterThanOrEqual(35);
  for (const section of written.split('\n### `').slice(1)) {
    expect(section).toMatch(/\| [^|]*\*\*(allowed|denied)/);
  }
});
