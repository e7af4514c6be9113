import { readFileSync } from 'fs';
import { join } from 'path';
import * as library from '../../src';
import { CONTROLS } from '../../tools/auditors/removed';
import { controlDocument } from '../../tools/controls/control-document';
import { NOT_SERVED, SERVED } from '../../tools/controls/served';
import { SECURITY_HUB } from '../../tools/controls/standards';

const written = readFileSync(join(__dirname, '../../docs/controls.md'), 'utf8');

test('docs/controls.md is up to date; if not, run `npm run controls` and look at what changed', () => {
  expect(written).toBe(controlDocument());
});

test.each(Object.keys(SERVED).flatMap(names => names.split(', ')))('%s is a construct of the library', name => {
  expect(library).toHaveProperty(name);
});

test('what is served can be taken away, so that auditors are asked about it', () => {
  const removals = CONTROLS.map(({ control }) => control);
  expect(Object.values(SERVED).flat().flatMap(({ removed }) => removed).filter(control => !removals.includes(control))).toEqual([]);
  expect(Object.values(SERVED).flat().filter(({ removed }) => removed.length === 0)).toEqual([]);
});

test('each control is served by a construct or said not to be', () => {
  const named = [...Object.values(SERVED).flat(), ...NOT_SERVED].flatMap(({ controls }) => controls);
  expect([...new Set(named)].sort()).toEqual(Object.keys(SECURITY_HUB).sort());
});

test('negative control: what nobody saw taken away cannot be said to be confirmed', () => {
  expect(() => controlDocument({})).toThrow(/nobody saw what tools\/auditors takes away as 'the group has the policy'/);
});
