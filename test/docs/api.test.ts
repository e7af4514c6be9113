import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

const ASSEMBLY = join(__dirname, '..', '..', '.jsii');

interface Docs {
  readonly summary?: string;
  readonly default?: string;
  readonly see?: string;
  readonly custom?: Record<string, string>;
}

interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly optional?: boolean;
  readonly overrides?: string;
}

interface Type {
  readonly fqn: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly base?: string;
  readonly docs?: Docs & { readonly example?: string };
  readonly initializer?: { readonly docs?: Docs };
  readonly properties?: Member[];
  readonly methods?: (Member & { readonly parameters?: Member[] })[];
  readonly members?: Member[];
}

/** What jsii wrote down of the public API: the doc comments that people of every language read. */
const types: Type[] = existsSync(ASSEMBLY) ? Object.values(JSON.parse(readFileSync(ASSEMBLY, 'utf8')).types) : [];

const withoutSummary = (members: readonly Member[] = []) => members.filter(({ docs }) => !docs?.summary).map(({ name }) => name);

test('the library is compiled; if not, run `npx projen compile`', () => {
  expect(types.length).toBeGreaterThan(25);
});

describe.each(types)('$fqn', type => {
  test('says what it is, and so does each of its members', () => {
    expect(type.docs?.summary).toBeTruthy();
    expect([...withoutSummary(type.properties), ...withoutSummary(type.methods), ...withoutSummary(type.members)]).toEqual([]);
  });

  test('says of each optional prop what happens without it', () => {
    const silent = type.datatype ? type.properties?.filter(({ optional, docs }) => optional && !docs?.default) ?? [] : [];
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('ends its sentences', () => {
    const texts = [type, ...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []].map(({ docs }) => docs?.summary ?? '.');
    expect(texts.filter(text => !/[.:]$/.test(text.trim()))).toEqual([]);
  });
});

// constructs: what people write first
describe.each(types.filter(({ kind, initializer, base }) => kind === 'class' && initializer && base))('$fqn', type => {
  test('has an example, a page of AWS that it rests on, and says what it throws', () => {
    expect(type.docs?.example).toBeTruthy();
    expect(type.docs?.see).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
    expect(type.initializer?.docs?.custom?.throws ?? (type.initializer?.docs as any)?.throws).toBeTruthy();
  });
});
