import { writeFileSync } from 'fs';
import { join } from 'path';
import { eventDocument } from './event-document';

// npm run events
const FILE = join(__dirname, '../../docs/events.md');

writeFileSync(FILE, eventDocument());
process.stdout.write(`wrote ${FILE}\n`);
