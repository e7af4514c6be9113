import { Annotations, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { statementForPeople } from '../private/rendered';

/**
 * The conditions name the account's trails and log groups, not this one: the trail needs the key first.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function letServicesUseKey(scope: Construct, key: IKey, logGroupToo: boolean): void {
  const stack = Stack.of(scope);
  const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
  const trailsOfAnyRegion = stack.formatArn({ service: 'cloudtrail', region: '*', resource: 'trail', resourceName: '*' });
  const logGroups = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const statements = [ // without Sids, which would be the same for trails of several accounts
    new PolicyStatement({
      principals: [cloudTrail],
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trailsOfAnyRegion } },
    }),
    new PolicyStatement({
      principals: [cloudTrail],
      actions: ['kms:DescribeKey'], // carries no encryption context
      resources: ['*'],
    }),
    ...(logGroupToo ? [new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
    })] : []),
  ];
  const missing = statements.filter(statement => !key.addToResourcePolicy(statement, true).statementAdded);
  if (missing.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-enforce-mfa:trailKeyPolicy',
      `the key '${key.node.path}' is not of this app: for the trail to deliver, its policy needs `
      + missing.map(statement => statementForPeople(scope, statement)).join(' and '));
  }
}

/**
 * CloudTrail looks at both prefixes before it makes an organization trail.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function letCloudTrailDeliver(scope: Construct, bucket: IBucket, trailName = '*', organizationId?: string): void {
  const stack = Stack.of(scope);
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  // a name of this stack in the policy of another one's bucket would be a cycle
  const resourceName = Token.isUnresolved(trailName) ? '*' : trailName;
  const trail = stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName });
  const owners = [stack.account, ...(organizationId === undefined ? [] : [organizationId])];
  const statements = [
    new PolicyStatement({
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: { ArnLike: { 'aws:SourceArn': trail } },
    }),
    new PolicyStatement({
      principals,
      actions: ['s3:PutObject'],
      resources: owners.map(owner => bucket.arnForObjects(`AWSLogs/${owner}/*`)),
      conditions: {
        ArnLike: { 'aws:SourceArn': trail },
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    }),
  ];
  const missing = statements.filter(statement => !bucket.addToResourcePolicy(statement).statementAdded);
  if (missing.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-enforce-mfa:trailBucketPolicy',
      `the bucket '${bucket.node.path}' is not of this app: for the trail to be made, its policy needs `
      + missing.map(statement => statementForPeople(scope, statement)).join(' and '));
  }
}
