import { readFileSync } from 'fs';
import { join } from 'path';
import { architecture } from '../../tools/diagram/architecture';
import { IDENTITY_EVENTS } from '../../tools/events/all-events';
import { LABELLED_EVENTS } from '../proofs/cloudtrail';

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

test('the picture is up to date; if not, run `npm run diagram` and look at what changed', () => {
  expect(README).toContain(`\`\`\`mermaid\n${architecture()}\n\`\`\``);
});

// as people find them, who read no further than the first page
test('its sections come in the order that readers expect', () => {
  const sections = [...README.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(sections).toEqual([
    'Install', 'Use', 'The constructs', 'Try it without an AWS account', 'Can anybody still get in without MFA?', 'Guides',
    'How people work under enforcement', 'What it costs', 'Other ways', 'What it does not do', 'Contributing', 'License',
  ]);
});

test('every guide is linked', () => {
  const guides = ['getting-started', 'rolling-out', 'existing-trail', 'working-with-mfa', 'recovering', 'root-user', 'responding', 'organizations'];
  guides.forEach(guide => expect(README).toContain(`(./docs/${guide}.md)`));
});

// the actions of the reference are counted where they are asked: test/proofs/catalogue.test.ts
test('it counts what there is', () => {
  const inWords = ['fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'];
  expect(README).toContain(`what can be watched: ${inWords[IDENTITY_EVENTS.length - 15]} events, and`);
  const [, atLeast] = /more than (\d+) labeled CloudTrail events/.exec(README)!;
  expect(LABELLED_EVENTS.length).toBeGreaterThan(Number(atLeast));
});

// rosetta would leave a variable without a value in Python and Java; `npm run test:packages` sees that as well, but late
test('no snippet declares what it does not make', () => {
  const snippets = [...README.matchAll(/^```ts.*\n([^]*?)^```/gm)].map(([, code]) => code);
  expect(snippets.length).toBeGreaterThan(10);
  expect(snippets.filter(code => /^declare /m.test(code))).toEqual([]);
});
