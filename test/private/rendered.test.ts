import { App, CfnOutput, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  exactText, mostListed, onceInApp, onceInStage, plain, policySize, referredTo, renderedProperties, renderedProperty, shareRendering, targetsOf,
} from '../../src/private/rendered';
import { HERE, knownStack, synthesize } from '../helpers';

describe('plain', () => {
  test.each<[string, any, any]>([
    ['joins', { 'Fn::Join': [':', ['a', 'b']] }, 'a:b'],
    ['pseudo parameters at their longest', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':', { Ref: 'AWS::AccountId' }]] }, 'arn:aws-us-gov:123456789012'],
    ['what only the deployment knows as nothing', ['a', { Ref: 'Bucket' }, { 'Fn::GetAtt': ['Bucket', 'Arn'] }], ['a', '', '']],
    ['what Fn::Sub puts in', { 'Fn::Sub': 'arn:${AWS::Partition}:${Unknown}:${Resource.Arn}:${!aws:username}' }, 'arn:aws-us-gov:::${aws:username}'],
    ['variables of Fn::Sub', { 'Fn::Sub': ['${One}-${Two}', { One: 'a', Two: { Ref: 'AWS::AccountId' } }] }, 'a-123456789012'],
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

test('exactText tells what only the deployment knows, whatever way it is written', () => {
  const [joined, substituted] = [
    { 'Fn::Join': ['', ['a', { Ref: 'One' }, { 'Fn::GetAtt': ['Two', 'Arn'] }]] },
    { 'Fn::Sub': 'a${One}${Two.Arn}' },
  ].map(exactText);
  expect(joined).toBe('a<{"Ref":"One"}><{"Fn::GetAtt":["Two","Arn"]}>');
  expect(substituted).toBe(joined);
});

test.each<[any, number]>([
  [undefined, 0],
  [['a', { Ref: 'b' }], 2],
  [{ Ref: 'List' }, 1],
  [['a', { 'Fn::If': ['C', 'b', { Ref: 'AWS::NoValue' }] }], 2],
  [{ 'Fn::If': ['C', ['a', 'b'], ['c', 'd', 'e']] }, 3],
])('mostListed of %j is %d', (value, most) => {
  expect(mostListed(value)).toBe(most);
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

describe('referredTo', () => {
  const app = new App();
  const [one, two] = ['One', 'Two'].map(id => new Stack(app, id, { env: HERE }));
  const [bucket, other] = ['Bucket', 'Other'].map(id => new CfnBucket(one, id));
  const ofSameLogicalId = new CfnBucket(two, 'Bucket');
  const resource = (stack: Stack, id: string, ...names: string[]) =>
    new CfnResource(stack, id, { type: 'Some::Type', properties: { Names: names, Text: 'text' } });
  const here = resource(one, 'Here', bucket.ref);
  const there = resource(two, 'There', bucket.ref, other.attrArn, ofSameLogicalId.ref);
  new CfnOutput(two, 'Name', { value: other.ref });
  synthesize(app);
  const found = (from: CfnResource, index: number) =>
    referredTo(from, 'Names', renderedProperty(from, 'Names')[index], 'AWS::S3::Bucket', 'Arn');

  test('finds what is in the same stack', () => {
    expect(found(here, 0)).toEqual([bucket]);
    expect(found(there, 2)).toEqual([ofSameLogicalId]);
  });

  test('finds in a list which of several resources of another stack is meant', () => {
    expect(found(there, 0)).toEqual([bucket]);
    expect(found(there, 1)).toEqual([other]);
  });

  test('finds nothing of other types, and nothing in texts', () => {
    expect(referredTo(there, 'Names', renderedProperty(there, 'Names')[0], 'AWS::S3::BucketPolicy')).toEqual([]);
    expect(referredTo(there, 'Text', 'text', 'AWS::S3::Bucket')).toEqual([]);
    expect(referredTo(there, 'Names', { Ref: 'AWS::Region' }, 'AWS::S3::Bucket')).toEqual([]);
  });
});
