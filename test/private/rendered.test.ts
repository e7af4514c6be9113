import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { onceInApp, onceInStage, policySize, renderedProperties, shareRendering } from '../../src/private/rendered';
import { knownStack, synthesize } from '../helpers';

test('policySize leaves white space out, as IAM does', () => {
  expect(policySize({ a: 'b c' })).toBe('{"a":"bc"}'.length);
});

test('renderedProperties has overrides', () => {
  const stack = knownStack();
  const bucket = new CfnBucket(stack, 'Bucket', { bucketName: 'one' });
  bucket.addPropertyOverride('BucketName', 'two');
  expect(renderedProperties(bucket)).toEqual({ BucketName: 'two' });
});

test.each([['onceInStage', onceInStage], ['onceInApp', onceInApp]])('%s works out once for all checks of a synthesis', (_, once) => {
  const stack = knownStack();
  shareRendering(stack);
  let times = 0;
  const seen: number[] = [];
  for (const id of ['One', 'Two']) {
    new Construct(stack, id).node.addValidation({
      validate: () => {
        seen.push(once(stack, 'times', () => times += 1));
        return [];
      },
    });
  }
  synthesize(stack);
  synthesize(stack);
  expect(seen).toEqual([1, 1, 2, 2]);
});
