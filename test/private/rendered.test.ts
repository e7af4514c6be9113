import { App, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { plain, policySize, referenceIn, renderedProperties, targetsOf } from '../../src/private/rendered';
import { HERE, knownStack, synthesize } from '../helpers';

describe('plain', () => {
  test.each<[string, any, any]>([
    ['joins', { 'Fn::Join': [':', ['a', 'b']] }, 'a:b'],
    ['pseudo parameters at their longest', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':', { Ref: 'AWS::AccountId' }]] }, 'arn:aws-us-gov:123456789012'],
    ['what only the deployment knows as nothing', ['a', { Ref: 'Bucket' }, { 'Fn::GetAtt': ['Bucket', 'Arn'] }], ['a', '', '']],
    ['structure as it is', { a: [{ b: 1, c: null, d: true }] }, { a: [{ b: 1, c: null, d: true }] }],
    ['an empty object', {}, {}],
  ])('gives %s', (_, value, expected) => {
    expect(plain(value)).toEqual(expected);
  });
});

test('policySize leaves white space out, as IAM does', () => {
  expect(policySize({ a: 'b c' })).toBe('{"a":"bc"}'.length);
});

test('renderedProperties has overrides', () => {
  const stack = knownStack();
  const bucket = new CfnBucket(stack, 'Bucket', { bucketName: 'one' });
  bucket.addPropertyOverride('BucketName', 'two');
  expect(renderedProperties(bucket)).toEqual({ BucketName: 'two' });
});

test('targetsOf finds what a value refers to, also through functions and lists', () => {
  const stack = knownStack();
  const bucket = new Bucket(stack, 'Bucket');
  const parameter = new CfnParameter(stack, 'Parameter');
  const targets = targetsOf(stack, [Fn.join('-', [bucket.bucketName, 'x']), parameter.valueAsString]);
  expect(new Set(targets.map(each => each.node.path))).toEqual(new Set(['Stack/Bucket/Resource', 'Stack/Parameter']));
});

describe('referenceIn', () => {
  const app = new App();
  const [one, two] = ['One', 'Two'].map(id => new Stack(app, id, { env: HERE }));
  const bucket = new CfnBucket(one, 'Bucket');

  test('is undefined in a stack that does not refer to it', () => {
    expect(referenceIn(two, bucket)).toBeUndefined();
  });

  test('is what the stack renders', () => {
    new CfnOutput(two, 'Name', { value: bucket.ref });
    synthesize(app);
    expect(referenceIn(one, bucket)).toEqual({ Ref: 'Bucket' });
    expect(referenceIn(two, bucket)).toEqual({ 'Fn::ImportValue': expect.stringContaining('RefBucket') });
  });
});
