import { readFileSync } from 'fs';
import { join } from 'path';
import { linksOf } from './links';
import { architecture } from '../../tools/diagram/architecture';
import { IDENTITY_EVENTS } from '../../tools/events/all-events';
import { absoluteLinks } from '../../tools/readme-links';
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

test('it names each package as it is published, and so do the examples', () => {
  const { name, jsii: { targets: { java: { maven }, python, dotnet, go } } } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const names = [
    `npm install ${name}`, `pip install ${python.distName}`, `\`${maven.groupId}:${maven.artifactId}\``,
    `go get ${go.moduleName}/${go.packageName}`, `dotnet add package ${dotnet.packageId}`,
  ];
  expect(names.filter(each => !README.includes(each))).toEqual([]);
  const example = (file: string) => readFileSync(join(ROOT, 'examples', 'languages', file), 'utf8');
  expect(example('java/pom.xml')).toMatch(new RegExp(`<groupId>${maven.groupId}</groupId>\\s+<artifactId>${maven.artifactId}</artifactId>`));
  expect(example('go/go.mod')).toContain(`${go.moduleName}/${go.packageName} `);
});

describe('where it is shown outside of the repository', () => {
  const repository = 'https://example.com/repository';

  test('no link leads nowhere', () => {
    expect(linksOf(README).length).toBeGreaterThan(0);
    expect(linksOf(absoluteLinks(README, repository, '0.1.0'))).toEqual([]);
  });

  test('links lead to the version that is shown, and code stays as it is', () => {
    const text = '[![a](https://example.com/a)](./LICENSE)\n```sh\n[b](./b)\n```\n[c](./docs/c.md#d) [e](#e)\n';
    expect(absoluteLinks(text, repository, '0.1.0')).toBe(text
      .replace('(./LICENSE)', `(${repository}/blob/v0.1.0/LICENSE)`).replace('(./docs', `(${repository}/blob/v0.1.0/docs`));
    expect(absoluteLinks('[a](./a)', repository, '0.0.0')).toBe(`[a](${repository}/blob/main/a)`);
  });

  test.each(['java', 'python', 'go', 'dotnet', 'dotnet:code'])('the package of %s has it like that', language => {
    const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8'));
    const [compiles, writesLinks] = tasks[`package:${language}`].steps; // and then it packs
    expect(compiles).toMatchObject({ spawn: 'compile' });
    expect(writesLinks).toEqual({ exec: 'tsx tools/readme-links.ts' });
  });
});
