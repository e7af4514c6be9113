import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { architecture } from './architecture';

// npm run diagram
const FILE = join(__dirname, '../../README.md');

const FENCE = /```mermaid\n[^]*?```/;
writeFileSync(FILE, readFileSync(FILE, 'utf8').replace(FENCE, () => `\`\`\`mermaid\n${architecture()}\n\`\`\``));
process.stdout.write(`wrote the picture in ${FILE}\n`);
