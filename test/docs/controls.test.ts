import { readFileSync } from 'fs';
import { join } from 'path';
import * as library from '../../src';
import { EXPECTED, TAKEN_AWAY } from '../../tools/account/expected';
import { CONTROLS } from '../../tools/auditors/removed';
import { allSeen, controlDocument } from '../../tools/controls/control-document';
import { NOT_SERVED, SERVED } from '../../tools/controls/served';
import { SECURITY_HUB } from '../../tools/controls/standards';
import { EXAMPLES, withExample } from '../examples';

const written = readFileSync(join(__dirname, '../../docs/controls.md'), 'utf8');

test('docs/controls.md is up to date; if not, run `npm run controls` and look at what changed', () => {
  expect(written).toBe(controlDocument());
});

test.each(Object.keys(SERVED).flatMap(names => names.split(', ')))('%s is a construct of the library', name => {
  expect(library).toHaveProperty(name);
});

test('each resource that is named is one that the examples make', () => {
  const types = EXAMPLES.flatMap(example => withExample(example, { account: '123456789012', region: 'us-east-1' }, app =>
    app.synth().stacks.flatMap(({ template }) => Object.values<{ Type: string }>(template.Resources).map(({ Type }) => Type))));
  expect(Object.values(SERVED).flat().map(({ resource }) => resource).filter(resource => !types.includes(resource))).toEqual([]);
});

test('what is served can be taken away, so that auditors are asked about it', () => {
  const removals = [...CONTROLS.map(({ control }) => control), ...Object.values(TAKEN_AWAY).flatMap(taken => Object.keys(taken))];
  expect(Object.values(SERVED).flat().flatMap(({ removed }) => removed).filter(control => !removals.includes(control))).toEqual([]);
  expect(Object.values(SERVED).flat().filter(({ removed }) => removed.length === 0)).toEqual([]);
});

test('each control is served by a construct or said not to be', () => {
  const named = [...Object.values(SERVED).flat(), ...NOT_SERVED].flatMap(({ controls }) => controls);
  expect([...new Set(named)].sort()).toEqual(Object.keys(SECURITY_HUB).sort());
});

test('negative control: what nobody saw taken away cannot be said to be confirmed', () => {
  expect(() => controlDocument({})).toThrow(/nobody saw what tools\/auditors or tools\/account takes away as 'the group has the policy'/);
});

test('each check of Prowler that is named is one that was measured', () => {
  const named = [...written.matchAll(/`((?:iam|cloudtrail|cloudwatch|s3|kms|sns)_[a-z0-9_]+)`/g)].map(([, check]) => check)
    .filter(check => !check.endsWith('_check')); // rules of cfn-guard
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(check => !(check in EXPECTED))).toEqual([]);
});

test('negative control: what Prowler does not accept cannot be said to be accepted', () => {
  const check = 'cloudwatch_log_metric_filter_root_usage';
  expect(() => controlDocument(allSeen(), { ...EXPECTED, [check]: { empty: 'FAIL', baseline: 'FAIL' } })).toThrow(/Prowler says FAIL of 'cloudwatch_log_metric_filter_root_usage'/);
  expect(() => controlDocument(allSeen(), {})).toThrow(/Prowler says undefined of/);
});

test('negative control: what Prowler accepts cannot be said not to be served', () => {
  expect(() => controlDocument(allSeen(), { ...EXPECTED, iam_root_mfa_enabled: { empty: 'FAIL', baseline: 'PASS' } }))
    .toThrow(/Prowler says PASS of 'iam_root_mfa_enabled' with the baseline/);
});
