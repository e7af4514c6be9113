import { AlertTopic, AuditTrail } from '../src';
import { EXAMPLES, withExample } from './examples';
import { HERE, knownStack } from './helpers';
import { findWhatDoesNotStay } from '../tools/auditors/own/deletion';
import type { Template } from '../tools/auditors/template';
import { SUBJECTS } from '../tools/replacements/subjects';

/*
 * What people are in and what data is in is never deleted by default: neither with the stack, nor when it is made anew.
 */

test.each(EXAMPLES)('%s deletes nothing that people or data are in', example => {
  const templates = withExample(example, HERE, app => app.synth().stacks.map(({ stackName, template }) => ({ name: stackName, path: '', body: template })));
  expect(templates.flatMap(findWhatDoesNotStay)).toEqual([]);
});

test.each(Object.entries(SUBJECTS))('%s by default deletes nothing that people or data are in', (_, { make, required }) => {
  const stack = knownStack();
  make(stack, 'It', required?.(stack) ?? {});
  expect(findWhatDoesNotStay(templateOf(stack))).toEqual([]);
});

describe('negative control', () => {
  const stack = knownStack();
  SUBJECTS.AccountMfaBaseline.make(stack, 'Mfa', {});
  const { body } = templateOf(stack);
  const kept = Object.entries(body.Resources)
    .filter(([, { Type, DeletionPolicy }]) => DeletionPolicy === 'RetainExceptOnCreate' && Type !== 'AWS::S3::BucketPolicy')
    .map(([id, { Type }]) => [Type, id]);

  test('a group, its policy, two buckets, a log group and a key are kept', () => {
    expect(kept.map(([type]) => type).sort()).toEqual([
      'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::S3::Bucket',
    ]);
  });

  test.each(kept.flatMap(([type, id]) => ['DeletionPolicy', 'UpdateReplacePolicy'].map(policy => [type, id, policy])))('%s %s without %s is noticed', (_, id, policy) => {
    const { [policy]: __, ...without } = body.Resources[id];
    expect(findWhatDoesNotStay({ name: '', path: '', body: { Resources: { ...body.Resources, [id]: without as any } } })).toHaveLength(1);
  });
});

test('the own key of a topic goes with it, since it encrypts nothing that is kept; that of a trail stays, with a topic or without', () => {
  const [alone, together] = [knownStack(), knownStack()];
  new AlertTopic(alone, 'Alerts');
  new AlertTopic(together, 'Alerts', { masterKey: new AuditTrail(together, 'Trail').encryptionKey });
  const keysOf = (template: Template) => Object.values(template.body.Resources).filter(({ Type }) => Type === 'AWS::KMS::Key')
    .map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]);
  expect(keysOf(templateOf(alone))).toEqual([['Delete', 'Delete']]);
  expect(keysOf(templateOf(together))).toEqual([['RetainExceptOnCreate', 'Retain']]);
});

function templateOf(stack: ReturnType<typeof knownStack>): Template {
  const { stackName, template } = (stack.node.root as any).synth().getStackArtifact(stack.artifactId);
  return { name: stackName, path: '', body: template };
}
