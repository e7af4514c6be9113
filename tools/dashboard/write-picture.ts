import { writeFileSync } from 'fs';
import { join } from 'path';
import { dashboardPicture } from './picture';

// npm run dashboard
const FILE = join(__dirname, '../../docs/dashboard.svg');

writeFileSync(FILE, dashboardPicture());
process.stdout.write(`wrote ${FILE}\n`);
