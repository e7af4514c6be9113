import { writeFileSync } from 'fs';
import { join } from 'path';
import { decisionDocument } from './decision-table';

// npm run decisions
const FILE = join(__dirname, '../../docs/decisions.md');

void decisionDocument().then(text => {
  writeFileSync(FILE, text);
  process.stdout.write(`wrote ${FILE}\n`);
});
