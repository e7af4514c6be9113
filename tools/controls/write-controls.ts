import { writeFileSync } from 'fs';
import { join } from 'path';
import { controlDocument } from './control-document';

// npm run controls
const FILE = join(__dirname, '../../docs/controls.md');

writeFileSync(FILE, controlDocument());
process.stdout.write(`wrote ${FILE}\n`);
