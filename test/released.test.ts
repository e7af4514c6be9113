import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { EXAMPLES, withExample } from './examples';
import { REPOSITORY } from '../tools/emulator/settings';
import { apiOf, newestRelease, RELEASED, versionToRelease } from '../tools/released/releases';

/*
 * Whoever updates the library updates what is deployed. What people are in, what data is in, and what e-mail addresses have
 * been confirmed for must not be made anew by that.
 */
const KEPT = new Set([
  'AWS::CloudTrail::Trail',
  'AWS::IAM::Group',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
]);

const { tasks } = JSON.parse(readFileSync(join(REPOSITORY, '.projen', 'tasks.json'), 'utf8'));

/** What is made anew on purpose, with the reason: `<example>.<stack>/<logical id>`. Emptied with each release. */
const ON_PURPOSE: Record<string, string> = {};

const HARMLESS = new Set([ResourceImpact.NO_CHANGE, ResourceImpact.WILL_CREATE, ResourceImpact.WILL_UPDATE]);

test('whoever updates from the newest release keeps what is deployed', () => {
  const release = newestRelease();
  const templates = release ? readdirSync(join(RELEASED, release)).filter(file => file.endsWith('.template.json')) : [];
  const lost = templates.flatMap(file => {
    const [example, stackName] = file.split('.');
    return lostResources(JSON.parse(readFileSync(join(RELEASED, release!, file), 'utf8')), templateOf(example, stackName))
      .filter(({ id }) => !(`${example}.${stackName}/${id}` in ON_PURPOSE))
      .map(({ id, type, impact }) => `${example}.${stackName}/${id} (${type}): ${impact}`);
  });
  expect(lost).toEqual([]);
});

test('the comparison notices another logical id, and a property that replaces', () => {
  const before = templateOf('enforced-group', 'EnforcedGroup');
  const [policyId] = Object.entries<any>(before.Resources).find(([, { Type }]) => Type === 'AWS::IAM::ManagedPolicy')!;
  const renamed = JSON.parse(JSON.stringify(before).replaceAll(policyId, 'Other'));
  expect(lostResources(before, renamed).map(({ id }) => id)).toEqual([policyId]);
  const described = structuredClone(before);
  described.Resources[policyId].Properties.Description = 'other';
  expect(lostResources(before, described)).toEqual([{ id: policyId, type: 'AWS::IAM::ManagedPolicy', impact: 'WILL_REPLACE' }]);
});

describe('the version to release', () => {
  test.each([
    ['the first', '', ['0.1.0'], '0.1.0'],
    ['a later one', 'v0.1.0', ['0.1.0', '0.2.0'], '0.2.0'],
  ])('%s', (_, tag, snapshots, version) => {
    expect(versionToRelease(tag, snapshots)).toBe(version);
  });

  test.each([
    ['nothing was ever written down', '', [], 'no version has a snapshot'],
    ['all that was written down is released', 'v0.1.0', ['0.1.0'], 'v0.1.0 is released, and no newer version has a snapshot'],
    ['what is released was not written down', 'v0.2.0', ['0.1.0', '0.3.0'], 'v0.2.0 is released and has no snapshot'],
    ['nothing at all was written down, and something is released', 'v0.2.0', [], 'v0.2.0 is released and has no snapshot'],
  ])('none, and an error, where %s', (_, tag, snapshots, message) => {
    expect(() => versionToRelease(tag, snapshots)).toThrow(message);
  });

  test('is asked for by the task that a release begins with', () => {
    expect(tasks['bump:next-version'].steps).toEqual([{ exec: 'tsx tools/released/next-version.ts' }]);
    expect(tasks.bump.steps).toContainEqual({ builtin: 'release/resolve-latest-tag', outputEnv: 'LATEST_TAG' });
    expect(tasks.release.env.RELEASE).toBe('true');
  });
});

// in a fresh clone nothing is compiled, and later it may be old
test.each(['bench', 'compat', 'release:snapshot'])('%s compiles first', name => {
  expect(tasks[name].steps[0]).toEqual({ spawn: 'compile' });
});

test.each(['js', 'java', 'python', 'go', 'dotnet', 'dotnet:code'])('package:%s compiles where nothing is compiled, and else packs what is', language => {
  expect(tasks[`package:${language}`].steps[0]).toEqual({ spawn: 'compile', condition: expect.stringContaining("existsSync('.jsii') ? 1 : 0") });
});

test('the API that is compared is that of the library, and no more than what it offers', () => {
  const api = apiOf(join(REPOSITORY, '.jsii'));
  expect(Object.keys(api.types)).toContain('cdk-enforce-mfa.AccountMfaBaseline');
  expect(JSON.stringify(api)).not.toContain('locationInModule');
});

// npm run release sets it: what goes out is what was written down
if (process.env.RELEASE === 'true') {
  const release = newestRelease() ?? 'no release';

  test(`the API is the one of the snapshot of ${release}`, () => {
    expect(apiOf(join(REPOSITORY, '.jsii'))).toEqual(apiOf(join(RELEASED, release, '.jsii')));
  });

  test(`the templates are those of the snapshot of ${release}`, () => {
    const written = readdirSync(join(RELEASED, release)).filter(file => file.endsWith('.template.json'));
    expect(templatesOfExamples()).toEqual(Object.fromEntries(written.map(file => [file, JSON.parse(readFileSync(join(RELEASED, release, file), 'utf8'))])));
  });
}

function templatesOfExamples(): Record<string, any> {
  return Object.fromEntries(EXAMPLES.flatMap(example => withExample(example, {}, app =>
    app.synth().stacks.map(({ stackName, template }) => [`${example}.${stackName}.template.json`, template]))));
}

function templateOf(example: string, stackName: string): any {
  if (!EXAMPLES.includes(example)) { return {}; }
  return withExample(example, {}, app => app.synth().stacks.find(stack => stack.stackName === stackName)?.template ?? {});
}

function lostResources(before: any, after: any): { id: string; type: string; impact: ResourceImpact }[] {
  const lost: { id: string; type: string; impact: ResourceImpact }[] = [];
  fullDiff(before, after).resources.forEachDifference((id, { oldResourceType, changeImpact }) => {
    if (oldResourceType && KEPT.has(oldResourceType) && !HARMLESS.has(changeImpact)) {
      lost.push({ id, type: oldResourceType, impact: changeImpact });
    }
  });
  return lost;
}
