import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { EXAMPLES, withExample } from './examples';
import { newestRelease, RELEASED } from '../tools/released/releases';

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
