import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as library from '../src';

const ROOT = join(__dirname, '..');
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => ({ file: file.replace(/\\/g, '/'), text: readFileSync(join(ROOT, 'src', file), 'utf8') }));

test('exports what the README names, and nothing else', () => {
  expect(Object.keys(library).sort()).toEqual([
    'AccountMfaBaseline',
    'AlertMessageFormat',
    'AlertTopic',
    'AuditTrail',
    'FidoLevel',
    'FipsLevel',
    'IdentityAlarm',
    'IdentityDashboard',
    'IdentityEvent',
    'IdentityEventRule',
    'IdentityEventSeverity',
    'IdentityLogAlarm',
    'IdentityMonitor',
    'MfaDevices',
    'MfaEnforcedGroup',
    'MfaEnforcedRole',
    'MfaEnforcementPolicy',
    'MfaPermissionsBoundary',
    'MfaPrincipal',
    'SelfManagedCredential',
  ]);
});

test('needs nothing at run time but its peers and Node.js', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(dependencies).toBeUndefined();
  expect(Object.keys(peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
  const imported = sources.flatMap(({ text }) => [...text.matchAll(/from '([^.'][^']*)'/g)].map(match => match[1]));
  expect(imported.filter(name => !/^(aws-cdk-lib(\/.*)?|constructs|crypto)$/.test(name))).toEqual([]);
});

test.each(sources)('$file names no partition', ({ text }) => {
  expect(text).not.toMatch(/['"`]arn:aws/);
});

// baseline → detection, enforcement → private
const MAY_IMPORT: Record<string, string[]> = {
  baseline: ['detection', 'enforcement', 'private'],
  detection: ['private'],
  enforcement: ['private'],
  private: [],
};

test.each(sources.filter(({ file }) => file.includes('/')))('$file imports from rooms below its own only', ({ file, text }) => {
  const room = file.split('/')[0];
  const rooms = [...text.matchAll(/from '\.\.\/([a-z-]+)\//g)].map(match => match[1]);
  expect(rooms.filter(each => !MAY_IMPORT[room].includes(each))).toEqual([]);
});

/** What is longer, and why it is no easier to read in two files. */
const LONG: Record<string, string> = {
  'detection/identity-event.ts': 'one public class: its events one after the other, each with what users read of it',
  'detection/patterns.ts': 'data: what each event looks for, with the reasons',
};

test('files are short, but for those that give a reason', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 250).map(({ file }) => file)).toEqual(Object.keys(LONG));
});
