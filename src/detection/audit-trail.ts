import { Annotations, ArnFormat, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { CfnTrail, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess, Bucket, BucketEncryption, BucketProps, CfnBucket, IBucket, LifecycleRule, ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeBucketFindings, acknowledgeLogGroupFinding } from './findings';
import { checkLogGroupClass, LogGroupUse } from './log-group-class';
import { checkSamePlace } from './log-group-place';
import { checkText, differ, misuse } from '../private/checks';
import { checkKeyRegion, createEncryptionKey } from '../private/encryption-key';
import { ORGANIZATION_ID, TRAIL_NAME } from '../private/limits';
import { statementForPeople } from '../private/rendered';

/**
 * Properties of an `AuditTrail`.
 */
export interface AuditTrailProps {
  /**
   * The name of the trail: 3 to 128 letters, digits, periods, underscores or dashes. Another name replaces the trail.
   *
   * @default - CloudFormation generates a name
   */
  readonly trailName?: string;

  /**
   * The key that encrypts log files and log group. Of a key of this app the policy is extended so that CloudTrail and
   * CloudWatch Logs may use it; for another a warning says what its owner must add.
   *
   * @default - a new key with rotation, which costs $1 a month and stays when the stack goes
   */
  readonly encryptionKey?: IKey;

  /**
   * A bucket of yours that receives the log files. Of a bucket of this app the policy is extended so that CloudTrail may deliver;
   * for another a warning says what its owner must add. It must be in the Region of the key. Whether it is private, versioned and
   * logged is yours to see to; with an S3 Bucket Key, CloudTrail also needs `kms:Decrypt` on the key of the bucket.
   *
   * @default - a new private, versioned bucket with access logs, which stays when the stack goes
   */
  readonly bucket?: IBucket;

  /**
   * A log group of yours that receives the events. It must be in the account and Region of the trail. Its key and retention are
   * yours to see to. Alarms by metric filters need one of the class STANDARD.
   *
   * @default - a new encrypted log group, which stays when the stack goes
   */
  readonly logGroup?: ILogGroup;

  /**
   * How long the log group keeps events. Not together with `logGroup`. The bucket keeps log files until you delete them.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;

  /**
   * Makes the trail one of the whole organization with this id (`o-` and 10 to 32 lower case letters or digits): it records the
   * management events of every member account. Deploy it in the management account, with CloudTrail's trusted access switched on,
   * and give it a `trailName`.
   *
   * @default - a trail of this account alone
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
   */
  readonly organizationId?: string;
}

/** What people would lose for good stays when the stack goes; a failed first deployment leaves nothing behind. */
const STAYS = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/**
 * A CloudTrail trail of all management events in all Regions, delivered to a bucket for the record and to a log group for
 * alarms.
 *
 * Log files can be validated, everything is encrypted with one key, nothing is public. Bucket, key and log group stay when
 * the stack goes; the trail itself goes, since it could deliver to nobody's orders and would be paid for.
 *
 * The first copy of management events in a bucket is free, each further one costs $2 for every 100,000 events; delivery to
 * a log group costs what CloudWatch Logs takes for ingestion. If the account has a trail with a log group already, use an
 * `IdentityMonitor` over that one.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 * @see https://aws.amazon.com/cloudtrail/pricing/
 *
 * @example
 * const trail = new AuditTrail(this, 'Trail', { retention: logs.RetentionDays.TWO_YEARS });
 */
export class AuditTrail extends Construct {
  /**
   * The trail. Its own `logGroup` is undefined: read that of this construct.
   */
  public readonly trail: Trail;

  /**
   * The bucket that holds the log files.
   */
  public readonly bucket: IBucket;

  /**
   * The key that encrypts log files and log group.
   */
  public readonly encryptionKey: IKey;

  /**
   * The log group that receives the events. Put alarms over it.
   */
  public readonly logGroup: ILogGroup;

  /**
   * @throws if the name or the organization id is none, an organization trail has no name, the key is in another Region than trail
   * or bucket, the log group is in another place than the trail, or `retention` comes with `logGroup`
   */
  constructor(scope: Construct, id: string, props: AuditTrailProps = {}) {
    super(scope, id);
    checkProps(this, props);
    const { organizationId, trailName } = props;

    this.encryptionKey = props.encryptionKey
      ?? createEncryptionKey(this, 'Key', 'Encrypts the log files and the log group of a trail', STAYS);
    if (props.bucket && differ(props.bucket.env.region, this.encryptionKey.env.region)) {
      throw misuse(this, `key and bucket of a trail must be in one Region, got a bucket in ${props.bucket.env.region} and a key in `
        + `${this.encryptionKey.env.region}; pass an 'encryptionKey' or a 'bucket' of one Region`);
    }
    this.letServicesUseKey(!props.logGroup);
    this.bucket = props.bucket ?? this.createBucket();
    this.letCloudTrailDeliver(trailName, organizationId);
    this.logGroup = props.logGroup ?? new LogGroup(this, 'LogGroup', {
      encryptionKey: this.encryptionKey,
      retention: props.retention ?? RetentionDays.ONE_YEAR,
      removalPolicy: STAYS,
    });

    this.trail = new Trail(this, 'Trail', {
      // by name: to a bucket it knows, Trail adds statements without conditions
      bucket: Bucket.fromBucketName(this, 'BucketByName', this.bucket.bucketName),
      trailName,
      encryptionKey: this.encryptionKey,
      managementEvents: ReadWriteType.ALL,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableFileValidation: true,
      isOrganizationTrail: organizationId === undefined ? undefined : true,
      orgId: organizationId, // or core warns; to a bucket by name it adds nothing
    });
    // a property injector on Trail could make less of it
    const resource = this.trail.node.defaultChild as CfnTrail;
    Object.assign(resource, { isMultiRegionTrail: true, includeGlobalServiceEvents: true, enableLogFileValidation: true, isLogging: true });
    if (organizationId !== undefined) { resource.isOrganizationTrail = true; }
    // asked for a log group, Trail would make a role of its own, whose policy the trail does not wait for
    resource.cloudWatchLogsLogGroupArn = this.logGroup.logGroupArn;
    resource.cloudWatchLogsRoleArn = this.createLogsRole().roleArn;
    // CloudTrail tries both when the trail is made
    if (this.bucket.policy) { this.trail.node.addDependency(this.bucket.policy); }
  }

  /**
   * The conditions name the account's trails and log groups, not this one: the trail needs the key first.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  private letServicesUseKey(logGroupToo: boolean): void {
    const stack = Stack.of(this);
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
    const missing = statements.filter(statement => !this.encryptionKey.addToResourcePolicy(statement, true).statementAdded);
    if (missing.length > 0) {
      Annotations.of(this).addWarningV2('cdk-enforce-mfa:trailKeyPolicy',
        `the key '${this.encryptionKey.node.path}' is not of this app: for the trail to deliver, its policy needs `
        + missing.map(statement => statementForPeople(this, statement)).join(' and '));
    }
  }

  /**
   * CloudTrail looks at both prefixes before it makes an organization trail.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  private letCloudTrailDeliver(trailName = '*', organizationId?: string): void {
    const stack = Stack.of(this);
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    // a name of this stack in the policy of another one's bucket would be a cycle
    const resourceName = Token.isUnresolved(trailName) ? '*' : trailName;
    const trail = stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName });
    const owners = [stack.account, ...(organizationId === undefined ? [] : [organizationId])];
    const statements = [
      new PolicyStatement({
        principals,
        actions: ['s3:GetBucketAcl'],
        resources: [this.bucket.bucketArn],
        conditions: { ArnLike: { 'aws:SourceArn': trail } },
      }),
      new PolicyStatement({
        principals,
        actions: ['s3:PutObject'],
        resources: owners.map(owner => this.bucket.arnForObjects(`AWSLogs/${owner}/*`)),
        conditions: {
          ArnLike: { 'aws:SourceArn': trail },
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      }),
    ];
    const missing = statements.filter(statement => !this.bucket.addToResourcePolicy(statement).statementAdded);
    if (missing.length > 0) {
      Annotations.of(this).addWarningV2('cdk-enforce-mfa:trailBucketPolicy',
        `the bucket '${this.bucket.node.path}' is not of this app: for the trail to be made, its policy needs `
        + missing.map(statement => statementForPeople(this, statement)).join(' and '));
    }
  }

  private createBucket(): Bucket {
    const accessLogs = this.createAccessLogsBucket();
    const bucket = this.createPrivateBucket('Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.encryptionKey,
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
        StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
      },
    }));
    bucket.policy!.applyRemovalPolicy(STAYS);
    acknowledgeBucketFindings(bucket, accessLogs);
    return bucket;
  }

  /** Access logs cannot be written to a bucket with a customer managed key by default. */
  private createAccessLogsBucket(): Bucket {
    const bucket = this.createPrivateBucket('AccessLogs', { encryption: BucketEncryption.S3_MANAGED }, {
      expiration: Duration.days(365),
      noncurrentVersionExpiration: Duration.days(30),
    });
    bucket.policy!.applyRemovalPolicy(STAYS);
    return bucket;
  }

  private createPrivateBucket(id: string, props: BucketProps, lifecycle: LifecycleRule): Bucket {
    return new Bucket(this, id, {
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ ...lifecycle, abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: STAYS,
      versioned: true,
    });
  }

  /**
   * Conditions on the source are not supported in this trust policy. The policy hangs on the role, and so the trail, which
   * needs the role, has both.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
   */
  private createLogsRole(): Role {
    const policy = new ManagedPolicy(this, 'LogsPolicy', {
      statements: [new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      })],
    });
    acknowledgeLogGroupFinding(policy, this.logGroup);
    return new Role(this, 'LogsRole', {
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
      description: 'Lets CloudTrail deliver events to a log group',
      managedPolicies: [policy],
    });
  }
}

function checkProps(scope: Construct, props: AuditTrailProps): void {
  const { bucket, encryptionKey, logGroup, organizationId, retention, trailName } = props;
  checkText(scope, 'trailName', trailName, TRAIL_NAME);
  checkText(scope, 'organizationId', organizationId, ORGANIZATION_ID);
  if (!bucket || !logGroup) { checkKeyRegion(scope, encryptionKey); }
  if (organizationId !== undefined && trailName === undefined) {
    throw misuse(scope, '\'trailName\' must be given with \'organizationId\': member accounts see the trail by its name, got none');
  }
  if (logGroup && retention !== undefined) {
    throw misuse(scope, '\'retention\' has no meaning with \'logGroup\', since no log group is made then; pass one of the two');
  }
  if (logGroup) {
    checkSamePlace(scope, logGroup);
    checkLogGroupClass(scope, logGroup, LogGroupUse.DELIVERY_OF_A_TRAIL);
  }
}
