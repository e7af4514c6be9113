import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '..', '.github', 'workflows');
const workflows = readdirSync(FOLDER).map(file => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));

test.each(workflows)('$file takes actions by commit only', ({ text }) => {
  const actions = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter(action => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test.each(workflows)('$file has no expression in a script, where it would become code', ({ text }) => {
  expect(scripts(text).length).toBeGreaterThan(0);
  expect(scripts(text).filter(script => script.includes('${{'))).toEqual([]);
});

test('a script over several lines is seen whole', () => {
  expect(scripts('      - run: |-\n          one\n\n          ${{ two }}\n        shell: bash\n      - run: three\n'))
    .toEqual(['|-\n          one\n\n          ${{ two }}', 'three']);
});

/** What follows each `run:`, with all lines that stand deeper. */
function scripts(text: string): string[] {
  const found: string[] = [];
  let depth: number | undefined;
  for (const line of text.split('\n')) {
    const [, before, script] = /^( *(?:- )?)run: (.*)$/.exec(line) ?? [];
    if (script !== undefined) {
      depth = before.length;
      found.push(script);
    } else if (depth !== undefined && (line.trim() === '' || line.search(/\S/) > depth)) {
      found[found.length - 1] += `\n${line}`;
    } else {
      depth = undefined;
    }
  }
  return found.map(script => script.trimEnd());
}
