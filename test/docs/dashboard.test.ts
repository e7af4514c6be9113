import { readFileSync } from 'fs';
import { join } from 'path';
import { dashboardPicture } from '../../tools/dashboard/picture';

test('docs/dashboard.svg is up to date; if not, run `npm run dashboard` and look at what changed', () => {
  expect(readFileSync(join(__dirname, '../../docs/dashboard.svg'), 'utf8')).toBe(dashboardPicture());
});
