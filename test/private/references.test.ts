import { App, Aws, CfnOutput, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { referredTo, targetsOf } from '../../src/private/references';
import { renderedProperty } from '../../src/private/rendered';
import { HERE, knownStack, synthesize } from '../helpers';

test('targetsOf finds what a value refers to, also through functions and lists', () => {
  const stack = knownStack();
  const bucket = new Bucket(stack, 'Bucket');
  const parameter = new CfnParameter(stack, 'Parameter');
  const targets = targetsOf(stack, [Fn.join('-', [bucket.bucketName, 'x']), parameter.valueAsString]);
  expect(new Set(targets.map(each => each.node.path))).toEqual(new Set(['Stack/Bucket/Resource', 'Stack/Parameter']));
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

  test('finds what has another logical id than the CDK gives', () => {
    const stack = knownStack();
    const [overridden, renamed] = ['Overridden', 'Renamed'].map(id => new CfnBucket(stack, id));
    overridden.overrideLogicalId('Other');
    stack.renameLogicalId('Renamed', 'Another');
    const from = resource(stack, 'From', overridden.ref, renamed.ref);
    synthesize(stack);
    expect(found(from, 0)).toEqual([overridden]);
    expect(found(from, 1)).toEqual([renamed]);
  });

  describe('by an export that is imported by hand', () => {
    const inTwo = (away = HERE) => {
      const tree = new App();
      return [new Stack(tree, 'Home', { env: HERE }), new Stack(tree, 'Away', { env: away })];
    };

    test.each<[string, (home: Stack, value: string) => string]>([
      ['of an output', (home, value) => {
        new CfnOutput(home, 'Output', { value, exportName: 'Wanted' });
        return Fn.importValue('Wanted');
      }],
      ['whose name the deployment knows', (home, value) => {
        new CfnOutput(home, 'Output', { value, exportName: Fn.sub('${AWS::Region}-wanted') });
        return Fn.importValue(Fn.join('', [Aws.REGION, '-wanted']));
      }],
      ['of exportValue', (home, value) => home.exportValue(value)],
    ])('finds that %s', (_, exported) => {
      const [home, away] = inTwo();
      const wanted = new CfnBucket(home, 'Wanted');
      const from = resource(away, 'From', exported(home, wanted.ref));
      synthesize(home);
      expect(found(from, 0)).toEqual([wanted]);
    });

    test.each<[string, (home: Stack) => void, typeof HERE]>([
      ['of another Region', () => undefined, { ...HERE, region: 'eu-west-1' }],
      ['of which there are two', home => new CfnOutput(home, 'Same', { value: new CfnBucket(home, 'Other').ref, exportName: 'Wanted' }), HERE],
    ])('finds none %s', (_, prepare, env) => {
      const [home, away] = inTwo(env);
      new CfnOutput(home, 'Output', { value: new CfnBucket(home, 'Wanted').ref, exportName: 'Wanted' });
      prepare(home);
      const from = resource(away, 'From', Fn.importValue('Wanted'));
      synthesize(home);
      expect(found(from, 0)).toEqual([]);
    });
  });

  test.each(['strong', 'both', 'weak'])('finds what is in another stack by a reference that is %s', strength => {
    const tree = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': strength } });
    const [home, away] = ['Home', 'Away'].map(id => new Stack(tree, id, { env: HERE }));
    const wanted = new CfnBucket(home, 'Wanted');
    const from = resource(away, 'From', new CfnBucket(home, 'Unwanted').ref, wanted.ref);
    synthesize(tree);
    expect(found(from, 1)).toEqual([wanted]);
  });
});
