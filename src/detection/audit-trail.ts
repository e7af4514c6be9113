import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnTrail, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeLogGroupFinding } from './findings';
import { checkLogGroupClass, LogGroupUse } from './log-group-class';
import { checkLogGroup, streamsOf } from './log-group-place';
import { createTrailBucket } from './trail-buckets';
import { letCloudTrailDeliver, letServicesUseKey } from './trail-grants';
import { findTrailWeaknesses } from './trail-weakness';
import { accountOf } from '../private/accounts';
import { checkText, differ, misuse } from '../private/checks';
import { checkKeyRegion, createEncryptionKey } from '../private/encryption-key';
import { ORGANIZATION_ID, TRAIL_NAME } from '../private/limits';
import { grouped, nodesAnywhere, onceInApp, shareRendering } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

/**
 * Properties of an `AuditTrail`.
 */
export interface AuditTrailProps {
  /**
   * The name of the trail: 3 to 128 letters, digits, periods, underscores or dashes. Another name replaces the
   * trail, which goes on into the same bucket and log group.
   *
   * @default - CloudFormation generates a name
   */
  readonly trailName?: string;

  /**
   * The key that encrypts log files and log group. Of a key of this app the policy is extended so that CloudTrail and
   * CloudWatch Logs may use it; for another a warning says what its owner must add. Given later, the trail's own key stays, and
   * what it encrypted can be read.
   *
   * @default - a new key with rotation, which costs $1 a month and stays when the stack goes
   */
  readonly encryptionKey?: IKey;

  /**
   * A bucket of yours that receives the log files. Of a bucket of this app the policy is extended so that CloudTrail may deliver;
   * for another a warning says what its owner must add. It must be in the Region of the key. Whether it is private, versioned and
   * logged is yours to see to; if it has an S3 Bucket Key, CloudTrail also needs `kms:Decrypt` on the key of the trail, which you
   * allow. Given later, the trail's own bucket stays with what it holds.
   *
   * @default - a new private, versioned bucket with access logs, which stays when the stack goes
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#required-kms-key-policy-trails
   */
  readonly bucket?: IBucket;

  /**
   * A log group of yours that receives the events. It must be in the account and Region of the trail. Its key and retention are
   * yours to see to. Alarms by metric filters need one of the class STANDARD. Given later, the trail's own stays with what it holds.
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
 * the stack goes; the trail itself goes: kept, it would go on delivering, and be paid for, with nobody to look after it.
 *
 * The first copy of management events in a bucket is free, each further one costs $2 for every 100,000 events; delivery to
 * a log group costs what CloudWatch Logs takes for ingestion. If the account has a trail with a log group already, use an
 * `IdentityMonitor` over that one.
 *
 * A second one in an account that the app knows, or in a stack, is warned of.
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
   * or bucket, the log group is in another place than the trail, or `retention` comes with `logGroup`; at synthesis if something makes
   * less of the trail: of its Regions, its management events, the validation of its files, its logging or its log group
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
    letServicesUseKey(this, this.encryptionKey, !props.logGroup);
    this.bucket = props.bucket ?? createTrailBucket(this, this.encryptionKey, STAYS);
    letCloudTrailDeliver(this, this.bucket, trailName, organizationId);
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
    resource.cloudWatchLogsLogGroupArn = streamsOf(this, this.logGroup);
    resource.cloudWatchLogsRoleArn = this.createLogsRole().roleArn;
    // CloudTrail tries both when the trail is made
    if (this.bucket.policy) { this.trail.node.addDependency(this.bucket.policy); }

    this.node.addValidation({ validate: () => findTrailWeaknesses(resource) });
    shareRendering(this);
    warnWhenFinished(this, 'secondTrail', () => this.findFirstTrail());
  }

  /** One covers all Regions of its account; alarms over each ring for the same event. */
  private findFirstTrail(): string | undefined {
    const trails = onceInApp(this, 'trails by account', () => grouped(nodesAnywhere(this)
      .filter(each => each instanceof AuditTrail).map(trail => [accountOf(trail), trail] as const)));
    const [first] = trails.get(accountOf(this)) ?? [this];
    return first === this ? undefined : `${first.node.path} records the events of this account already; a second trail costs $2 for every `
      + '100,000 events, and alarms over both ring twice; put an IdentityMonitor over the log group of the first';
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
        resources: [streamsOf(this, this.logGroup)],
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
    checkLogGroup(scope, logGroup);
    checkLogGroupClass(scope, logGroup, LogGroupUse.DELIVERY_OF_A_TRAIL);
  }
}
