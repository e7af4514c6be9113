import { writeFileSync } from 'fs';
import { join } from 'path';
import { replacementDocument } from './replacement-document';

// npm run replacements
const FILE = join(__dirname, '../../docs/what-changes-replace.md');

writeFileSync(FILE, replacementDocument());
process.stdout.write(`wrote ${FILE}\n`);
