import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { Duration } from 'aws-cdk-lib';
import { quotedProofs } from './quoted-proofs';
import * as library from '../../src';
import { documentOf } from '../../tools/decisions/policy-document';
import { agnosticStack } from '../helpers';

/*
 * What the threat model names has to be there: files, tests by their exact titles, statements, constructs and alarms.
 */

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/threat-model.md');
const text = readFileSync(DOCUMENT, 'utf8');
const inDocs = (path: string) => resolve(dirname(DOCUMENT), path);
const proofs = quotedProofs(text);
const code = [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

interface Titles {
  readonly ancestorTitles: string[];
  readonly title: string;
}

/** The titles of all tests in some files, from the outermost block inwards. Jest reports those that it skips, too. */
function titlesOf(files: string[]): Map<string, string[][]> {
  const jest = join(dirname(require.resolve('jest/package.json')), 'bin/jest.js');
  const output = execFileSync(process.execPath, [jest, '--json', '--testNamePattern', 'no test has this title', '--runTestsByPath', ...files], {
    cwd: ROOT,
    env: { ...process.env, CDK_VALIDATION: 'false' },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { testResults } = JSON.parse(output) as { testResults: { name: string; assertionResults: Titles[] }[] };
  return new Map(testResults.map(({ name, assertionResults }) =>
    [name, assertionResults.map(({ ancestorTitles, title }) => [...ancestorTitles, title])]));
}

test('every test or block of tests that is named as a proof exists in its file', () => {
  const titles = titlesOf([...new Set(proofs.map(({ file }) => inDocs(file)))]);
  const exists = ({ file, titles: quoted }: typeof proofs[number]) => quoted.length > 0
    && titles.get(inDocs(file))?.some(path => quoted.every((title, depth) => path[depth] === title));
  expect(proofs.length).toBeGreaterThanOrEqual(50);
  expect(proofs.filter(proof => !exists(proof))).toEqual([]);
}, 60_000);

test('no file that is named has a test that is left out', () => {
  const leftOut = /\b(describe|it|test)(\.\w+)*\.(only|skip|todo)\b|\b[fx](describe|it|test)[.(]/;
  expect([...new Set(proofs.map(({ file }) => file))].filter(file => leftOut.test(readFileSync(inDocs(file), 'utf8')))).toEqual([]);
});

test('every statement that is named is one of ours', () => {
  const { MfaDevices, MfaEnforcementPolicy, MfaPermissionsBoundary } = library;
  const allowedDevices = MfaDevices.certifiedSecurityKeys({ fido: library.FidoLevel.L2 });
  const policy = documentOf(new MfaEnforcementPolicy(agnosticStack(), 'Policy', { allowedDevices, maxMfaAge: Duration.hours(1) }));
  const boundary = documentOf(new MfaPermissionsBoundary(agnosticStack(), 'Boundary'));
  const sids = [...policy.Statement, ...boundary.Statement].map(({ Sid }: { Sid: string }) => Sid);
  const named = new Set(code.filter(name => /^(Allow|Deny)[A-Z]\w+$/.test(name)));
  expect(named.size).toBeGreaterThanOrEqual(5);
  expect([...named].filter(sid => !sids.includes(sid))).toEqual([]);
});

test('every construct and alarm that is named is public', () => {
  const named = [...new Set(code.filter(name => /^(Mfa|Identity|Account|Alert|Audit)[A-Z]\w+(\.\w+)?$/.test(name)))];
  const unknown = named.filter(name => {
    const [owner, member] = name.split('.');
    const found = (library as Record<string, any>)[owner];
    return found === undefined || (member !== undefined && !(member in found));
  });
  expect(named).toEqual(expect.arrayContaining(['IdentityEvent.ROOT_USER_ACTIVITY', 'IdentityEvent.custom', 'MfaEnforcedRole']));
  expect(unknown).toEqual([]);
});

describe('negative control: what is quoted wrongly is found out', () => {
  test.each([
    ['[a](./a.test.ts) › `one` › `two`, `three`', [{ file: './a.test.ts', titles: ['one', 'two'] }, { file: './a.test.ts', titles: ['three'] }]],
    ['[a](./a.test.ts) and nothing', [{ file: './a.test.ts', titles: [] }]],
    ['[a](./a.md) › `one`', []],
  ])('%s', (document, expected) => {
    expect(quotedProofs(document)).toEqual(expected);
  });
});
