import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess, Bucket, BucketEncryption, BucketProps, CfnBucket, LifecycleRule, ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeBucketFindings } from './findings';

/** A private, versioned bucket for the log files of a trail, and one for its access logs. */
export function createTrailBucket(scope: Construct, encryptionKey: IKey, removalPolicy: RemovalPolicy): Bucket {
  const accessLogs = createAccessLogsBucket(scope, removalPolicy);
  const bucket = createPrivateBucket(scope, 'Bucket', {
    encryption: BucketEncryption.KMS,
    encryptionKey,
    removalPolicy,
  }, { noncurrentVersionExpiration: Duration.days(365) });

  // serverAccessLogsBucket would set an ACL, which the owner setting of the bucket refuses, unless a feature flag is set
  (bucket.node.defaultChild as CfnBucket).loggingConfiguration = {
    destinationBucketName: accessLogs.bucketName,
    logFilePrefix: 'trail/',
  };
  accessLogs.addToResourcePolicy(new PolicyStatement({
    sid: 'AllowServerAccessLogs',
    principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [accessLogs.arnForObjects('trail/*')],
    conditions: {
      ArnLike: { 'aws:SourceArn': bucket.bucketArn },
      StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
    },
  }));
  bucket.policy!.applyRemovalPolicy(removalPolicy);
  acknowledgeBucketFindings(scope, accessLogs);
  return bucket;
}

/** Access logs cannot be written to a bucket with a customer managed key by default. */
function createAccessLogsBucket(scope: Construct, removalPolicy: RemovalPolicy): Bucket {
  const bucket = createPrivateBucket(scope, 'AccessLogs', { encryption: BucketEncryption.S3_MANAGED, removalPolicy }, {
    expiration: Duration.days(365),
    noncurrentVersionExpiration: Duration.days(30),
  });
  bucket.policy!.applyRemovalPolicy(removalPolicy);
  return bucket;
}

function createPrivateBucket(scope: Construct, id: string, props: BucketProps, lifecycle: LifecycleRule): Bucket {
  return new Bucket(scope, id, {
    ...props,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ ...lifecycle, abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: true,
  });
}
