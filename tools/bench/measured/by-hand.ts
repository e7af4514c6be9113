import { ArnFormat, Aws, CfnResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTrail, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import {
  Alarm, AlarmStatusWidget, ComparisonOperator, Dashboard, GraphWidget, LogQueryWidget, TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AccountRootPrincipal, AnyPrincipal, Effect, Group, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, BucketProps, CfnBucket, LifecycleRule, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Texts } from '../texts';

/** The classes of the CDK that it takes: core loads each when it is first named. */
export const USED = [
  Alarm, AlarmStatusWidget, AccountRootPrincipal, AnyPrincipal, Bucket, CfnBucket, CfnResource, CfnTrail, Construct, Dashboard, Duration,
  EmailSubscription, FilterPattern, GraphWidget, Group, Key, LogGroup, LogQueryWidget, ManagedPolicy, MetricFilter, PolicyStatement,
  Role, ServicePrincipal, SnsAction, Stack, Topic, Trail,
];

const STAYS = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** The same resources, with the CDK's own classes, as somebody would write them who knows beforehand all that they have to be. */
export function addTo(stack: Stack, texts: Texts): void {
  const mfa = new Construct(stack, 'Mfa');
  const account = stack.account;

  const group = new Group(mfa, 'Group');
  const enforcement = new ManagedPolicy(group, 'EnforcementPolicy', {
    description: texts.policy.description,
    statements: texts.policy.statements.map(statement => PolicyStatement.fromJson(withTokens(statement))),
  });
  group.addManagedPolicy(enforcement);
  group.applyRemovalPolicy(STAYS);
  enforcement.applyRemovalPolicy(STAYS);

  const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
  const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
  const fromHere = { StringEquals: { 'aws:SourceAccount': account } };
  const trails = (region?: string) => stack.formatArn({ service: 'cloudtrail', region, resource: 'trail', resourceName: '*' });

  const key = new Key(mfa, 'Key', { description: texts.keyDescription, enableKeyRotation: true, removalPolicy: STAYS });
  key.addToResourcePolicy(new PolicyStatement({
    sid: 'DenyGrantsExceptForAwsServices',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'kms:GrantIsForAWSResource': 'false' } },
  }));
  key.addToResourcePolicy(new PolicyStatement({
    principals: [cloudTrail],
    actions: ['kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails('*') } },
  }));
  key.addToResourcePolicy(new PolicyStatement({ principals: [cloudTrail], actions: ['kms:DescribeKey'], resources: ['*'] }));
  key.addToResourcePolicy(new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn':
          stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
      },
    },
  }));

  const trailScope = new Construct(mfa, 'Trail');
  const accessLogs = privateBucket(trailScope, 'AccessLogs', { encryption: BucketEncryption.S3_MANAGED }, {
    expiration: Duration.days(365),
    noncurrentVersionExpiration: Duration.days(30),
  });
  const bucket = privateBucket(trailScope, 'Bucket', { encryption: BucketEncryption.KMS, encryptionKey: key }, {
    noncurrentVersionExpiration: Duration.days(365),
  });
  (bucket.node.defaultChild as CfnBucket).loggingConfiguration = { destinationBucketName: accessLogs.bucketName, logFilePrefix: 'trail/' };
  accessLogs.addToResourcePolicy(new PolicyStatement({
    sid: 'AllowServerAccessLogs',
    principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [accessLogs.arnForObjects('trail/*')],
    conditions: { ArnLike: { 'aws:SourceArn': bucket.bucketArn }, ...fromHere },
  }));
  bucket.addToResourcePolicy(new PolicyStatement({
    principals: [cloudTrail],
    actions: ['s3:GetBucketAcl'],
    resources: [bucket.bucketArn],
    conditions: { ArnLike: { 'aws:SourceArn': trails() } },
  }));
  bucket.addToResourcePolicy(new PolicyStatement({
    principals: [cloudTrail],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`AWSLogs/${account}/*`)],
    conditions: { ArnLike: { 'aws:SourceArn': trails() }, StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
  }));
  for (const each of [accessLogs, bucket]) { each.policy!.applyRemovalPolicy(STAYS); }

  const logGroup = new LogGroup(trailScope, 'LogGroup', { encryptionKey: key, retention: RetentionDays.ONE_YEAR, removalPolicy: STAYS });
  const trail = new Trail(trailScope, 'Trail', {
    bucket: Bucket.fromBucketName(trailScope, 'BucketByName', bucket.bucketName),
    encryptionKey: key,
    managementEvents: ReadWriteType.ALL,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableFileValidation: true,
  });
  const logsPolicy = new ManagedPolicy(trailScope, 'LogsPolicy', {
    statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] })],
  });
  const logsRole = new Role(trailScope, 'LogsRole', {
    assumedBy: cloudTrail,
    description: 'Lets CloudTrail deliver events to a log group',
    managedPolicies: [logsPolicy],
  });
  const cfnTrail = trail.node.defaultChild as CfnTrail;
  cfnTrail.cloudWatchLogsLogGroupArn = logGroup.logGroupArn;
  cfnTrail.cloudWatchLogsRoleArn = logsRole.roleArn;
  trail.node.addDependency(bucket.policy!);

  const topicScope = new Construct(mfa, 'Topic');
  const topic = new Topic(topicScope, 'Topic', { masterKey: key, enforceSSL: true });
  topic.addToResourcePolicy(new PolicyStatement({
    principals: [cloudWatch], actions: ['sns:Publish'], resources: [topic.topicArn], conditions: fromHere,
  }));
  key.addToResourcePolicy(new PolicyStatement({
    principals: [cloudWatch], actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'], conditions: fromHere,
  }));
  topic.addToResourcePolicy(new PolicyStatement({
    sid: 'AllowAccountToListSubscriptions',
    principals: [new AccountRootPrincipal()],
    actions: ['sns:ListSubscriptionsByTopic'],
    resources: [topic.topicArn],
  }));
  topic.addSubscription(new EmailSubscription('security@example.com'));

  const monitor = new Construct(mfa, 'Monitor');
  const alarms = texts.alarms.map(({ id, name, pattern, description, title, label }) => {
    const scope = new Construct(monitor, id);
    const filterPattern = withTokens(pattern, { group: group.groupName, policy: enforcement.managedPolicyArn });
    const filter = new MetricFilter(scope, 'Filter', {
      logGroup,
      filterName: name,
      filterPattern: FilterPattern.literal(filterPattern),
      metricNamespace: 'CdkEnforceMfa',
      metricName: name,
    });
    const metric = filter.metric({ statistic: 'Sum', period: Duration.minutes(5) });
    const alarm = new Alarm(scope, 'Alarm', {
      metric,
      alarmDescription: description,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return { alarm, title, metric: metric.with({ label }) };
  });

  const dashboard = new Dashboard(mfa, 'Dashboard', { defaultInterval: Duration.days(7) });
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Identity alarms', alarms: alarms.map(({ alarm }) => alarm), width: 24, height: 3 }));
  for (const row of texts.tables) {
    dashboard.addWidgets(...row.map(({ title, query, width }) => new LogQueryWidget({
      title, queryString: query, logGroupNames: [logGroup.logGroupName], region: stack.region, width, height: 5,
    })));
  }
  dashboard.addWidgets(...alarms.map(({ metric, title }) =>
    new GraphWidget({ title, left: [metric], leftYAxis: { min: 0, showUnits: false }, width: 8, height: 5 })));
}

function privateBucket(scope: Construct, id: string, props: BucketProps, lifecycle: LifecycleRule): Bucket {
  return new Bucket(scope, id, {
    ...props,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ ...lifecycle, abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: STAYS,
    versioned: true,
  });
}

/** Text with `<<…>>` where somebody who writes by hand would name a pseudo parameter, or a property of the group or policy. */
function withTokens<T>(value: T, own: Record<string, string> = {}): T {
  const known: Record<string, string> = { account: Aws.ACCOUNT_ID, partition: Aws.PARTITION, ...own };
  if (typeof value === 'string') { return value.replace(/<<(\w+)>>/g, (_, name) => known[name]) as T; }
  if (Array.isArray(value)) { return value.map(each => withTokens(each, own)) as T; }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTokens(each, own)])) as T;
}
