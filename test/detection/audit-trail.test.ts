import { App, CfnParameter, NestedStack, PropertyInjectors, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { AuditTrail } from '../../src';
import { agnosticStack, HERE, isCreatedAfter, knownStack, only, synthesize, warnings } from '../helpers';

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const partition = { Ref: 'AWS::Partition' };

const stack = knownStack();
new AuditTrail(stack, 'Audit');
const template = Template.fromStack(stack);
const trail = only(template, 'AWS::CloudTrail::Trail');
const key = only(template, 'AWS::KMS::Key');
const logGroup = only(template, 'AWS::Logs::LogGroup');
const role = only(template, 'AWS::IAM::Role');
const bucketId: string = trail.properties.S3BucketName.Ref;
const bucket = template.findResources('AWS::S3::Bucket')[bucketId];
const [[bucketPolicyId, bucketPolicy]] = Object.entries(template.findResources('AWS::S3::BucketPolicy'))
  .filter(([, policy]) => policy.Properties.Bucket.Ref === bucketId);

describe('the trail', () => {
  test('records all management events of all Regions, in files that can be validated', () => {
    expect(trail.properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }],
    });
  });

  test('has no data events, which cost for each call', () => {
    expect(trail.properties.EventSelectors[0]).not.toHaveProperty('DataResources');
  });

  test('delivers to the log group by its role: it has both, and the ARN ends in :*', () => {
    expect(trail.properties.CloudWatchLogsLogGroupArn).toEqual({ 'Fn::GetAtt': [logGroup.id, 'Arn'] });
    expect(trail.properties.CloudWatchLogsRoleArn).toEqual({ 'Fn::GetAtt': [role.id, 'Arn'] });
  });

  test.each([
    ['the key', key.id],
    ['the policy of the bucket', bucketPolicyId],
    ['the log group', logGroup.id],
    ['the role', role.id],
    ['the policy of the role', only(template, 'AWS::IAM::ManagedPolicy').id],
  ])('is created after %s, which CloudTrail tries at creation', (_, earlier) => {
    expect(isCreatedAfter(template, trail.id, earlier)).toBe(true);
  });
});

describe('the key', () => {
  const statement = (action: string) => key.properties.KeyPolicy.Statement
    .find((each: any) => each.Effect === 'Allow' && each.Principal.Service && [each.Action].flat().includes(action));

  test('may be used by CloudTrail for trails of the account', () => {
    expect(statement('kms:GenerateDataKey*')).toMatchObject({
      Principal: cloudTrail,
      Action: 'kms:GenerateDataKey*',
      Condition: { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': joined('arn:', partition, ':cloudtrail:*:123456789012:trail/*') } },
    });
  });

  test('may be described by CloudTrail without an encryption context', () => {
    expect(statement('kms:DescribeKey')).toEqual({
      Effect: 'Allow', Principal: cloudTrail, Action: 'kms:DescribeKey', Resource: '*',
    });
  });

  test('may be used by CloudWatch Logs of the Region for log groups of the account', () => {
    expect(statement('kms:Decrypt')).toMatchObject({
      Principal: { Service: joined('logs.us-east-1.', { Ref: 'AWS::URLSuffix' }) },
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': joined('arn:', partition, ':logs:us-east-1:123456789012:log-group:*') } },
    });
  });

  test('rotates, and encrypts trail, bucket and log group', () => {
    const arn = { 'Fn::GetAtt': [key.id, 'Arn'] };
    expect(key.properties.EnableKeyRotation).toBe(true);
    expect(trail.properties.KMSKeyId).toEqual(arn);
    expect(logGroup.properties.KmsKeyId).toEqual(arn);
    // an S3 Bucket Key would need kms:Decrypt for CloudTrail
    expect(bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration)
      .toEqual([{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn } }]);
  });
});

describe('the buckets', () => {
  test('are private, versioned, owned by their owner, and kept in order', () => {
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: { Rules: [Match.objectLike({ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } })] },
    });
  });

  test('log files do not expire', () => {
    expect(bucket.Properties.LifecycleConfiguration.Rules[0]).not.toHaveProperty('ExpirationInDays');
  });

  test('refuse requests without TLS', () => {
    template.allResourcesProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]) },
    });
  });

  test('access to log files is logged', () => {
    const accessLogs = bucket.Properties.LoggingConfiguration.DestinationBucketName.Ref;
    expect(template.findResources('AWS::S3::Bucket')).toHaveProperty(accessLogs);
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: accessLogs },
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: {
            ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': [bucketId, 'Arn'] } },
            StringEquals: { 'aws:SourceAccount': '123456789012' },
          },
        })]),
      },
    });
  });

  test('CloudTrail may check and deliver, for trails of the account only', () => {
    const aTrail = { ArnLike: { 'aws:SourceArn': joined('arn:', partition, ':cloudtrail:us-east-1:123456789012:trail/*') } };
    const statements = bucketPolicy.Properties.PolicyDocument.Statement.filter((each: any) => each.Principal.Service === cloudTrail.Service);
    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 's3:GetBucketAcl',
        Resource: { 'Fn::GetAtt': [bucketId, 'Arn'] },
        Condition: aTrail,
      },
      {
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 's3:PutObject',
        Resource: joined({ 'Fn::GetAtt': [bucketId, 'Arn'] }, '/AWSLogs/123456789012/*'),
        Condition: { ...aTrail, StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ]);
  });
});

describe('the role', () => {
  test('is assumed by CloudTrail without conditions, which are not supported there', () => {
    expect(role.properties.AssumeRolePolicyDocument.Statement).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: cloudTrail }]);
  });

  test('may write to the log group and do nothing else', () => {
    expect(only(template, 'AWS::IAM::ManagedPolicy').properties.PolicyDocument.Statement).toEqual([{
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow', Resource: { 'Fn::GetAtt': [logGroup.id, 'Arn'] },
    }]);
  });
});

describe('when the stack goes', () => {
  test.each(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::KMS::Key', 'AWS::Logs::LogGroup'])('every %s stays', type => {
    template.allResources(type, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('the trail goes: kept, it would deliver to nobody and be paid for', () => {
    expect(trail.resource).not.toHaveProperty('DeletionPolicy');
  });
});

describe('options', () => {
  test('a name: the bucket is open to that trail only', () => {
    const named = knownStack();
    new AuditTrail(named, 'Audit', { trailName: 'audit' });
    const rendered = Template.fromStack(named);
    rendered.hasResourceProperties('AWS::CloudTrail::Trail', { TrailName: 'audit' });
    rendered.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Condition: { ArnLike: { 'aws:SourceArn': joined('arn:', partition, ':cloudtrail:us-east-1:123456789012:trail/audit') } },
        })]),
      },
    });
  });

  test('retention: one year unless told otherwise', () => {
    const longer = knownStack();
    new AuditTrail(longer, 'Audit', { retention: logs.RetentionDays.TEN_YEARS });
    expect(logGroup.properties.RetentionInDays).toBe(365);
    Template.fromStack(longer).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 3653 });
  });

  test('a key of the app gets the statements', () => {
    const keyed = knownStack();
    const encryptionKey = new kms.Key(keyed, 'Key');
    expect(new AuditTrail(keyed, 'Audit', { encryptionKey }).encryptionKey).toBe(encryptionKey);
    const services = only(Template.fromStack(keyed), 'AWS::KMS::Key').properties.KeyPolicy.Statement.map((each: any) => each.Principal.Service);
    expect(services.filter(Boolean)).toEqual(['cloudtrail.amazonaws.com', 'cloudtrail.amazonaws.com', joined('logs.us-east-1.', { Ref: 'AWS::URLSuffix' })]);
  });

  test('an imported key: a warning gives the statements that its owner must add', () => {
    const keyed = knownStack();
    new AuditTrail(keyed, 'Audit', { encryptionKey: kms.Key.fromKeyArn(keyed, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234') });
    expect(warnings(keyed)).toEqual([expect.stringContaining('[ack: cdk-enforce-mfa:trailKeyPolicy]')]);
    expect(warnings(keyed)[0]).toContain('"kms:EncryptionContext:aws:cloudtrail:arn":"arn:<AWS::Partition>:cloudtrail:*:123456789012:trail/*"');
  });

  test.each<[string, (app: App) => Stack]>([
    ['another stack', app => new Stack(app, 'Keys', { env: HERE })],
    ['a nested stack', app => new NestedStack(app.node.findChild('Stack') as Stack, 'Keys')],
  ])('a key of %s makes no cycle', (_, keys) => {
    const keyed = knownStack();
    new AuditTrail(keyed, 'Audit', { encryptionKey: new kms.Key(keys(keyed.node.root as App), 'Key') });
    expect(() => synthesize(keyed)).not.toThrow();
  });
});

describe('bad input', () => {
  test.each(['ab', '-audit', 'audit-', 'my trail', 'my..trail', 'my-_trail', '192.168.5.4', 'x'.repeat(129)])('fails for the name %j', trailName => {
    expect(() => new AuditTrail(knownStack(), 'Audit', { trailName })).toThrow('\'trailName\' must be 3 to 128 letters');
  });

  test.each(['abc', 'my-trail', 'my.trail_1', '1.2.3.4.5'])('takes the name %j', trailName => {
    expect(() => new AuditTrail(knownStack(), 'Audit', { trailName })).not.toThrow();
  });

  test('fails for a key of another Region', () => {
    const keyed = knownStack();
    const encryptionKey = kms.Key.fromKeyArn(keyed, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1234');
    expect(() => new AuditTrail(keyed, 'Audit', { encryptionKey })).toThrow(/in its own Region only, got 'Stack\/Key' in eu-west-1 for us-east-1/);
  });

  test('a property injector on Trail cannot make less of it', () => {
    const injected = knownStack();
    PropertyInjectors.of(injected).add({
      constructUniqueId: Trail.PROPERTY_INJECTION_ID,
      inject: (props: any) => ({ ...props, isMultiRegionTrail: false, enableFileValidation: false, includeGlobalServiceEvents: false }),
    });
    new AuditTrail(injected, 'Audit');
    Template.fromStack(injected).hasResourceProperties('AWS::CloudTrail::Trail', {
      IsMultiRegionTrail: true, EnableLogFileValidation: true, IncludeGlobalServiceEvents: true,
    });
  });

  test('a name that is a token passes', () => {
    const later = agnosticStack();
    new AuditTrail(later, 'Audit', { trailName: new CfnParameter(later, 'Name').valueAsString });
    expect(() => synthesize(later)).not.toThrow();
  });
});

test('two in one stack, two Regions and two stages', () => {
  const app = new App();
  const one = new Stack(app, 'One', { env: HERE });
  ['One', 'Two'].forEach(id => new AuditTrail(one, id));
  new AuditTrail(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), 'One');
  new AuditTrail(new Stack(new Stage(app, 'Stage'), 'One', { env: HERE }), 'One');
  expect(() => app.synth()).not.toThrow();
});

describe('a second trail is warned of', () => {
  test.each([
    ['in a stack', () => undefined, (one: Stack) => one],
    ['in another Region of a known account', () => HERE, (one: Stack) => new Stack(one.node.root, 'Two', { env: { ...HERE, region: 'eu-west-1' } })],
  ])('%s', (_, env, second) => {
    const one = new Stack(new App(), 'One', { env: env() });
    new AuditTrail(one, 'First');
    const two = second(one);
    new AuditTrail(two, 'Second');
    expect(warnings(two)).toEqual([expect.stringMatching(/Second One\/First records the events of this account already.*secondTrail/)]);
  });

  test('in a nested stack, which is in the account of its parent', () => {
    const one = agnosticStack('One');
    new AuditTrail(one, 'First');
    new AuditTrail(new NestedStack(one, 'Nested'), 'Second');
    expect(warnings(one)).toEqual([expect.stringMatching(/Nested\/Second One\/First records the events of this account already.*secondTrail/)]);
  });

  test.each([
    ['in another account', HERE, { ...HERE, account: '210987654321' }],
    ['in a stack that may be deployed elsewhere', HERE, undefined],
    ['in two of them', undefined, undefined],
  ])('but not %s', (_, env, other) => {
    const app = new App();
    const stacks = [env, other].map((each, index) => new Stack(app, `Stack${index}`, { env: each }));
    stacks.forEach(each => new AuditTrail(each, 'Trail'));
    expect(stacks.flatMap(warnings)).toEqual([]);
  });
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const agnostic = agnosticStack();
  new AuditTrail(agnostic, 'Audit');
  const { Resources } = Template.fromStack(agnostic).toJSON();
  expect(Object.keys(Resources)).toEqual([
    'AuditKey2ED08D30',
    'AuditAccessLogs9A4BEAE3',
    'AuditAccessLogsPolicy8FF797D7',
    'AuditBucket7486E833',
    'AuditBucketPolicyE6CAAC5C',
    'AuditLogGroup4CD660E1',
    'AuditTrail90B6CA04',
    'AuditLogsPolicyC0472FFD',
    'AuditLogsRole12CD7A0C',
  ]);
  expect(Resources).toMatchSnapshot();
});
