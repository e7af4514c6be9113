import { App, CfnParameter, NestedStack, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuditTrail, AuditTrailProps } from '../../src';
import { agnosticStack, HERE, isCreatedAfter, knownStack, only, synthesize, warnings } from '../helpers';

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
const ORGANIZATION = { organizationId: 'o-abcdefghij', trailName: 'organization' };
const OTHER_ACCOUNT = '210987654321';
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const trailArn = (name: string) => joined('arn:', { Ref: 'AWS::Partition' }, `:cloudtrail:us-east-1:123456789012:trail/${name}`);

const importedBucket = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Central', 'central');
const importedKey = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234');
const importedLogs = (stack: Stack) => logs.LogGroup.fromLogGroupName(stack, 'Logs', 'events');

function trailIn(stack: Stack, props: AuditTrailProps): AuditTrail {
  return new AuditTrail(stack, 'Audit', props);
}

function rendered(stack: Stack): any {
  return only(Template.fromStack(stack), 'AWS::CloudTrail::Trail').properties;
}

/** The statements for CloudTrail of the only bucket policy. */
function delivery(stack: Stack): any[] {
  return only(Template.fromStack(stack), 'AWS::S3::BucketPolicy').properties.PolicyDocument.Statement
    .filter((each: any) => each.Principal.Service === cloudTrail.Service);
}

function sidsOfKey(stack: Stack): string[] {
  return only(Template.fromStack(stack), 'AWS::KMS::Key').properties.KeyPolicy.Statement.map((each: any) => each.Sid).filter(Boolean);
}

/** The statements that a warning gives to people, as they would copy them. */
function statementsIn(warning: string): any[] {
  return warning.match(/\{"Action".*?\}(?= and \{|\s\[ack)/g)!.map(json => JSON.parse(json));
}

const WHERE: [string, (app: App) => Stack][] = [
  ['the same stack', app => app.node.findChild('Stack') as Stack],
  ['another stack', app => new Stack(app, 'Other', { env: HERE })],
  ['a nested stack', app => new NestedStack(app.node.findChild('Stack') as Stack, 'Nested')],
];

describe('a bucket of the app', () => {
  const stack = knownStack();
  const bucket = new s3.Bucket(stack, 'Central', { enforceSSL: true });
  const audit = trailIn(stack, { bucket, trailName: 'audit' });
  const template = Template.fromStack(stack);
  const bucketId = only(template, 'AWS::S3::Bucket').id;

  test('is the only one: none is made, for access logs either', () => {
    expect(audit.bucket).toBe(bucket);
    expect(rendered(stack).S3BucketName).toEqual({ Ref: bucketId });
  });

  test('lets CloudTrail check and deliver for this trail only, and keeps what it had', () => {
    const ofThisTrail = { ArnLike: { 'aws:SourceArn': trailArn('audit') } };
    expect(delivery(stack)).toEqual([
      expect.objectContaining({
        Effect: 'Allow', Principal: cloudTrail, Action: 's3:GetBucketAcl', Resource: { 'Fn::GetAtt': [bucketId, 'Arn'] }, Condition: ofThisTrail,
      }),
      expect.objectContaining({
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 's3:PutObject',
        Resource: joined({ 'Fn::GetAtt': [bucketId, 'Arn'] }, '/AWSLogs/123456789012/*'),
        Condition: { ...ofThisTrail, StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    ]);
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny' })]) },
    });
  });

  test('has its policy before the trail, which CloudTrail tries at creation', () => {
    expect(isCreatedAfter(template, only(template, 'AWS::CloudTrail::Trail').id, only(template, 'AWS::S3::BucketPolicy').id)).toBe(true);
  });

  test('stays what its owner made it', () => {
    expect(only(template, 'AWS::S3::Bucket').properties).toBeUndefined();
  });

  test('no warning', () => {
    expect(warnings(stack)).toEqual([]);
  });
});

test('a bucket of another stack has its policy before the trail: its stack is deployed first', () => {
  const stack = knownStack();
  const other = new Stack(stack.node.root, 'Other', { env: HERE });
  trailIn(stack, { bucket: new s3.Bucket(other, 'Central') });
  expect(delivery(other)).toHaveLength(2);
  expect(stack.dependencies).toContain(other);
});

test('a bucket of a nested stack has its policy before the trail', () => {
  const stack = knownStack();
  trailIn(stack, { bucket: new s3.Bucket(new NestedStack(stack, 'Nested'), 'Central') });
  const template = Template.fromStack(stack);
  expect(isCreatedAfter(template, only(template, 'AWS::CloudTrail::Trail').id, only(template, 'AWS::CloudFormation::Stack').id)).toBe(true);
});

test('a bucket of another account of the app is open to the trail of this one', () => {
  const stack = knownStack();
  const archive = new Stack(stack.node.root, 'Archive', { env: { ...HERE, account: OTHER_ACCOUNT } });
  trailIn(stack, { bucket: new s3.Bucket(archive, 'Central', { bucketName: 'central' }), trailName: 'audit' });
  expect(rendered(stack).S3BucketName).toBe('central');
  expect(delivery(archive)).toEqual([
    expect.objectContaining({ Condition: { ArnLike: { 'aws:SourceArn': trailArn('audit') } } }),
    expect.objectContaining({ Resource: joined({ 'Fn::GetAtt': [expect.any(String), 'Arn'] }, '/AWSLogs/123456789012/*') }),
  ]);
});

test('trails of two accounts with one bucket and one key: each has its statements, and no two have one Sid', () => {
  const app = new App();
  const archive = new Stack(app, 'Archive', { env: HERE });
  const bucket = new s3.Bucket(archive, 'Central', { bucketName: 'central' });
  const encryptionKey = new kms.Key(archive, 'Key', { alias: 'central' });
  [HERE.account, OTHER_ACCOUNT].forEach(account => {
    trailIn(new Stack(app, `Trail${account}`, { env: { ...HERE, account } }), { bucket, encryptionKey, trailName: `audit${account}` });
  });
  const sids = delivery(archive).map(each => each.Sid).filter(Boolean);
  expect(delivery(archive)).toHaveLength(4);
  expect(new Set(sids).size).toBe(sids.length);
  expect(new Set(sidsOfKey(archive)).size).toBe(sidsOfKey(archive).length);
});

describe('an imported bucket', () => {
  const stack = knownStack();
  trailIn(stack, { bucket: importedBucket(stack), trailName: 'audit' });

  test('receives the log files, and no bucket is made', () => {
    Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 0);
    Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
    expect(rendered(stack).S3BucketName).toBe('central');
  });

  test('a warning gives the statements that its owner must add', () => {
    expect(warnings(stack)).toEqual([expect.stringMatching(/the bucket 'Stack\/Central' is not of this app.*\[ack: cdk-enforce-mfa:trailBucketPolicy\]/)]);
    const ofThisTrail = { ArnLike: { 'aws:SourceArn': 'arn:<AWS::Partition>:cloudtrail:us-east-1:123456789012:trail/audit' } };
    expect(statementsIn(warnings(stack)[0])).toEqual([
      expect.objectContaining({ Action: 's3:GetBucketAcl', Resource: 'arn:<AWS::Partition>:s3:::central', Condition: ofThisTrail }),
      expect.objectContaining({
        Action: 's3:PutObject',
        Resource: 'arn:<AWS::Partition>:s3:::central/AWSLogs/123456789012/*',
        Condition: { ...ofThisTrail, StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    ]);
  });

  test('the account that only the deployment knows is named as such', () => {
    const agnostic = agnosticStack();
    trailIn(agnostic, { bucket: importedBucket(agnostic) });
    expect(warnings(agnostic)[0]).toContain('central/AWSLogs/<AWS::AccountId>/*');
  });
});

describe('a log group', () => {
  test.each<[string, (stack: Stack) => logs.ILogGroup, unknown]>([
    ['of the app', stack => new logs.LogGroup(stack, 'Logs'), { 'Fn::GetAtt': [expect.stringMatching(/^Logs/), 'Arn'] }],
    ['imported by name', importedLogs, joined('arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:123456789012:log-group:events:*')],
    ['imported by ARN', stack => logs.LogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:us-east-1:123456789012:log-group:events'),
      'arn:aws:logs:us-east-1:123456789012:log-group:events:*'],
  ])('%s receives the events by a role that may write to it, and none is made', (_, logGroupIn, arn) => {
    const stack = knownStack();
    const logGroup = logGroupIn(stack);
    expect(trailIn(stack, { logGroup }).logGroup).toBe(logGroup);
    const template = Template.fromStack(stack);
    expect(Object.keys(template.findResources('AWS::Logs::LogGroup'))).toHaveLength(logGroup instanceof logs.LogGroup ? 1 : 0);
    expect(rendered(stack).CloudWatchLogsLogGroupArn).toEqual(arn);
    expect(only(template, 'AWS::IAM::ManagedPolicy').properties.PolicyDocument.Statement).toEqual([{
      Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: arn,
    }]);
  });

  test('is not for our key, which CloudWatch Logs then need not use', () => {
    const stack = knownStack();
    trailIn(stack, { logGroup: importedLogs(stack) });
    const { Statement } = only(Template.fromStack(stack), 'AWS::KMS::Key').properties.KeyPolicy;
    const services = Statement.map((each: any) => each.Principal.Service).filter(Boolean);
    expect(services).toEqual(['cloudtrail.amazonaws.com', 'cloudtrail.amazonaws.com']);
  });

  test('with an imported key: the warning leaves CloudWatch Logs out', () => {
    const stack = knownStack();
    trailIn(stack, { logGroup: importedLogs(stack), encryptionKey: importedKey(stack) });
    expect(statementsIn(warnings(stack)[0]).map(each => each.Action)).toEqual(['kms:GenerateDataKey*', 'kms:DescribeKey']);
  });
});

describe('a key', () => {
  test('that is imported: a warning gives the statements that its owner must add', () => {
    const stack = knownStack();
    trailIn(stack, { encryptionKey: importedKey(stack) });
    const [encrypt, describeKey, forLogs] = statementsIn(warnings(stack)[0]);
    expect(encrypt).toMatchObject({ Principal: cloudTrail, Action: 'kms:GenerateDataKey*' });
    expect(describeKey).toMatchObject({ Principal: cloudTrail, Action: 'kms:DescribeKey' });
    expect(forLogs).toMatchObject({
      Principal: { Service: 'logs.us-east-1.<AWS::URLSuffix>' },
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:<AWS::Partition>:logs:us-east-1:123456789012:log-group:*' } },
    });
  });

  test('that is imported encrypts what is made, with one key', () => {
    const stack = knownStack();
    trailIn(stack, { encryptionKey: importedKey(stack) });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 0);
    expect(rendered(stack).KMSKeyId).toBe('arn:aws:kms:us-east-1:123456789012:key/1234');
    expect(only(template, 'AWS::Logs::LogGroup').properties.KmsKeyId).toBe('arn:aws:kms:us-east-1:123456789012:key/1234');
  });
});

describe('everything handed in', () => {
  test('imported: a trail, a role, and a warning for each that its owner must open', () => {
    const stack = knownStack();
    trailIn(stack, { bucket: importedBucket(stack), encryptionKey: importedKey(stack), logGroup: importedLogs(stack) });
    const types = Object.values<any>(Template.fromStack(stack).toJSON().Resources).map(each => each.Type);
    expect(types.sort()).toEqual(['AWS::CloudTrail::Trail', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
    expect(warnings(stack).map(text => /ack: ([\w:-]+)/.exec(text)![1])).toEqual(['cdk-enforce-mfa:trailKeyPolicy', 'cdk-enforce-mfa:trailBucketPolicy']);
  });

  const everything = (stack: Stack): AuditTrailProps => {
    const encryptionKey = new kms.Key(stack, 'Key');
    return { encryptionKey, bucket: new s3.Bucket(stack, 'Central', { encryptionKey }), logGroup: new logs.LogGroup(stack, 'Logs', { encryptionKey }) };
  };

  test.each(WHERE)('of %s makes no cycle', (_, other) => {
    const stack = knownStack();
    trailIn(stack, everything(other(stack.node.root as App)));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test.each<[keyof AuditTrailProps]>([['encryptionKey'], ['bucket'], ['logGroup']])('the %s alone of another stack makes no cycle', prop => {
    const stack = knownStack();
    const other = new Stack(stack.node.root, 'Other', { env: HERE });
    trailIn(stack, { [prop]: everything(other)[prop] });
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('of the stack around a nested one makes no cycle', () => {
    const stack = knownStack();
    trailIn(new NestedStack(stack, 'Nested'), everything(stack));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('of another stack, all to be deployed anywhere, makes no cycle', () => {
    const stack = agnosticStack();
    trailIn(stack, everything(new Stack(stack.node.root, 'Other')));
    expect(() => synthesize(stack)).not.toThrow();
  });

  test('for an organization, of another stack, makes no cycle', () => {
    const stack = knownStack();
    trailIn(stack, { ...everything(new Stack(stack.node.root, 'Other', { env: HERE })), ...ORGANIZATION });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe('a trail of an organization', () => {
  const stack = knownStack();
  trailIn(stack, ORGANIZATION);

  test('is one', () => {
    expect(rendered(stack)).toMatchObject({ IsOrganizationTrail: true, TrailName: 'organization', IsMultiRegionTrail: true });
  });

  test('delivers under both prefixes, which CloudTrail tries at creation', () => {
    const { properties: { S3BucketName: { Ref: bucketId } } } = only(Template.fromStack(stack), 'AWS::CloudTrail::Trail');
    const arn = { 'Fn::GetAtt': [bucketId, 'Arn'] };
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: bucketId },
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Action: 's3:PutObject',
          Resource: [joined(arn, '/AWSLogs/123456789012/*'), joined(arn, '/AWSLogs/o-abcdefghij/*')],
          Condition: { ArnLike: { 'aws:SourceArn': trailArn('organization') } },
        })]),
      },
    });
  });

  test('with an imported bucket: the warning has both prefixes', () => {
    const imported = knownStack();
    trailIn(imported, { ...ORGANIZATION, bucket: importedBucket(imported) });
    expect(statementsIn(warnings(imported)[0])[1].Resource).toEqual(['123456789012', 'o-abcdefghij'].map(each => `arn:<AWS::Partition>:s3:::central/AWSLogs/${each}/*`));
  });

  test('no warning, of CDK either', () => {
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data)).toEqual([]);
  });

  test('stays one when a property injector on Trail makes less of it', () => {
    const injected = knownStack();
    PropertyInjectors.of(injected).add({
      constructUniqueId: Trail.PROPERTY_INJECTION_ID, inject: (props: any) => ({ ...props, isOrganizationTrail: false }),
    });
    trailIn(injected, ORGANIZATION);
    expect(rendered(injected).IsOrganizationTrail).toBe(true);
  });

  test('a trail of an account is none', () => {
    const account = knownStack();
    trailIn(account, {});
    expect(rendered(account)).not.toHaveProperty('IsOrganizationTrail');
  });

  test('whose id and name are tokens', () => {
    const later = agnosticStack();
    const [organizationId, trailName] = ['Id', 'Name'].map(id => new CfnParameter(later, id).valueAsString);
    trailIn(later, { organizationId, trailName });
    expect(rendered(later)).toMatchObject({ IsOrganizationTrail: true, TrailName: { Ref: 'Name' } });
  });
});

describe('bad input', () => {
  test.each(['', 'abcdefghij', 'o-abcdefghi', 'o-ABCDEFGHIJ', `o-${'a'.repeat(33)}`, 'o-abcdefghij/', 'r-abcdefghij'])('fails for the organization id %j', organizationId => {
    expect(() => trailIn(knownStack(), { organizationId, trailName: 'audit' })).toThrow(/'organizationId' must be 'o-' and 10 to 32 lower case letters or digits, got '/);
  });

  test.each(['o-abcdefghij', `o-${'1'.repeat(32)}`])('takes the organization id %j', organizationId => {
    expect(() => trailIn(knownStack(), { organizationId, trailName: 'audit' })).not.toThrow();
  });

  test('fails for an organization without a name of the trail', () => {
    expect(() => trailIn(knownStack(), { organizationId: 'o-abcdefghij' })).toThrow(/'trailName' must be given with 'organizationId'/);
  });

  test('fails for retention of a log group that is handed in', () => {
    const stack = knownStack();
    expect(() => trailIn(stack, { logGroup: importedLogs(stack), retention: logs.RetentionDays.ONE_DAY })).toThrow(/'retention' has no meaning with 'logGroup'/);
  });

  test.each([
    ['Region', 'arn:aws:logs:eu-west-1:123456789012:log-group:events', /is in region eu-west-1, the construct in us-east-1/],
    ['account', 'arn:aws:logs:us-east-1:210987654321:log-group:events', /is in account 210987654321, the construct in 123456789012/],
  ])('fails for a log group in another %s', (_, arn, error) => {
    const stack = knownStack();
    expect(() => trailIn(stack, { logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Logs', arn) })).toThrow(error);
  });

  test.each<[string, (stack: Stack) => s3.IBucket]>([
    ['of the app', stack => new s3.Bucket(new Stack(stack.node.root, 'Far', { env: { ...HERE, region: 'eu-west-1' } }), 'Central', { bucketName: 'central' })],
    ['that is imported', stack => s3.Bucket.fromBucketAttributes(stack, 'Central', { bucketName: 'central', region: 'eu-west-1' })],
  ])('fails for a bucket %s in another Region than the key', (_, bucketIn) => {
    const stack = knownStack();
    expect(() => trailIn(stack, { bucket: bucketIn(stack) })).toThrow(/key and bucket of a trail must be in one Region, got a bucket in eu-west-1 and a key in us-east-1/);
  });
});

test('snapshot of the smallest trail: everything handed in, for an organization', () => {
  const stack = agnosticStack();
  trailIn(stack, { ...ORGANIZATION, bucket: importedBucket(stack), encryptionKey: importedKey(stack), logGroup: importedLogs(stack) });
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources)).toEqual(['AuditTrail90B6CA04', 'AuditLogsPolicyC0472FFD', 'AuditLogsRole12CD7A0C']);
  expect(Resources).toMatchSnapshot();
});
