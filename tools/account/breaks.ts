import {
  DeleteTrailCommand, PutEventSelectorsCommand, StopLoggingCommand, UpdateTrailCommand, type UpdateTrailCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { DeleteAlarmsCommand, DisableAlarmActionsCommand, PutMetricAlarmCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  DeleteMetricFilterCommand, DescribeMetricFiltersCommand, DisassociateKmsKeyCommand, PutMetricFilterCommand,
  PutResourcePolicyCommand, PutRetentionPolicyCommand, type MetricFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeactivateMFADeviceCommand, DetachGroupPolicyCommand, ListAttachedGroupPoliciesCommand } from '@aws-sdk/client-iam';
import { DisableKeyRotationCommand, GetKeyPolicyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  DeleteBucketEncryptionCommand, DeleteBucketOwnershipControlsCommand, DeletePublicAccessBlockCommand, GetBucketPolicyCommand,
  PutBucketAclCommand, PutBucketLoggingCommand, PutBucketPolicyCommand, PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { Deployed } from './deployed';
import { ALICE, DEVICE } from './people';
import { alarms } from '../emulator/deployment';

/** Takes a control away, as somebody with rights would. */
type Take = (deployed: Deployed) => Promise<unknown>;

const EVERYBODY = { Effect: 'Allow', Principal: '*' };
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

function updateTrail(change: Omit<UpdateTrailCommandInput, 'Name'>): Take {
  return ({ cloudTrail, trail }) => cloudTrail.send(new UpdateTrailCommand({ Name: trail, ...change }));
}

/** Changes the bucket policy of the trail's bucket. */
function bucketPolicy(change: (statements: any[]) => any[]): Take {
  return async ({ s3, bucket }) => {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    const Statement = change(JSON.parse(Policy!).Statement);
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy(...Statement) }));
  };
}

type Named = Pick<MetricFilter & MetricAlarm, 'filterName' | 'MetricName'>;

/** Names of metrics and filters begin with that of the event. */
const isOf = (events: readonly string[]) => ({ filterName, MetricName }: Named) =>
  events.some((event) => (filterName ?? MetricName)!.startsWith(event));

async function filtersOf({ logs, logGroup }: Deployed, events: string[]): Promise<MetricFilter[]> {
  const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName: logGroup }));
  return some(events, metricFilters!.filter(isOf(events)));
}

async function alarmsOf(deployed: Deployed, events: string[]): Promise<MetricAlarm[]> {
  return some(events, (await alarms(deployed)).filter(isOf(events)));
}

function some<T>(events: string[], found: T[]): T[] {
  if (found.length < events.length) throw new Error(`nothing watches one of ${events.join(', ')}`);
  return found;
}

function deleteFilters(...events: string[]): Take {
  return async (deployed) => {
    for (const { filterName } of await filtersOf(deployed, events)) {
      await deployed.logs.send(new DeleteMetricFilterCommand({ logGroupName: deployed.logGroup, filterName }));
    }
  };
}

function deleteAlarms(...events: string[]): Take {
  return async (deployed) => {
    const AlarmNames = (await alarmsOf(deployed, events)).map(({ AlarmName }) => AlarmName!);
    await deployed.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames }));
  };
}

const SIGN_INS = ['UserSignInWithoutMfa', 'RootSignInWithoutMfa'];

/** How each control is lost. What Prowler says then is in `expected.ts`. */
export const BREAKS: Readonly<Record<string, Take>> = {
  // the trail
  'there is a trail': ({ cloudTrail, trail }) => cloudTrail.send(new DeleteTrailCommand({ Name: trail })),
  'the trail is switched on': ({ cloudTrail, trail }) => cloudTrail.send(new StopLoggingCommand({ Name: trail })),
  'the trail records all Regions': updateTrail({ IsMultiRegionTrail: false }),
  'the trail records management events': ({ cloudTrail, trail }) => cloudTrail.send(new PutEventSelectorsCommand({
    TrailName: trail, EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }],
  })),
  'log files are encrypted with a key': updateTrail({ KmsKeyId: '' }),
  'log files can be validated': updateTrail({ EnableLogFileValidation: false }),
  'events go to a log group': updateTrail({ CloudWatchLogsLogGroupArn: '', CloudWatchLogsRoleArn: '' }),

  // where it writes to
  'access to the bucket is logged': ({ s3, bucket }) => s3.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} })),
  'the bucket blocks what would make it public': ({ s3, bucket }) => s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket })),
  async 'the bucket is not public'({ s3, bucket }) {
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    await s3.send(new PutBucketAclCommand({ Bucket: bucket, ACL: 'public-read' }));
  },
  async 'nobody else writes to the bucket'(deployed) {
    const { s3, bucket } = deployed;
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    await bucketPolicy((statements) => [...statements, { ...EVERYBODY, Action: 's3:PutObject', Resource: `arn:aws:s3:::${bucket}/*` }])(deployed);
  },
  'the bucket takes no ACLs': ({ s3, bucket }) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket: bucket })),
  'the bucket asks for TLS': bucketPolicy((statements) => statements.filter(({ Condition }) => Condition?.Bool?.['aws:SecureTransport'] !== 'false')),
  'the bucket is encrypted with a key': ({ s3, bucket }) => s3.send(new DeleteBucketEncryptionCommand({ Bucket: bucket })),
  'the bucket keeps old versions': ({ s3, bucket }) => s3.send(new PutBucketVersioningCommand({
    Bucket: bucket, VersioningConfiguration: { Status: 'Suspended' },
  })),
  'the key rotates': ({ kms, key }) => kms.send(new DisableKeyRotationCommand({ KeyId: key })),
  async 'the key is not public'({ kms, key }) {
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: key, PolicyName: 'default' }));
    const Statement = [...JSON.parse(Policy!).Statement, { ...EVERYBODY, Action: 'kms:*', Resource: '*' }];
    await kms.send(new PutKeyPolicyCommand({ KeyId: key, PolicyName: 'default', Policy: policy(...Statement) }));
  },
  'events are kept for a year': ({ logs, logGroup }) => logs.send(new PutRetentionPolicyCommand({ logGroupName: logGroup, retentionInDays: 30 })),
  'the log group is encrypted with a key': ({ logs, logGroup }) => logs.send(new DisassociateKmsKeyCommand({ logGroupName: logGroup })),
  'the log group is not public': ({ logs }) => logs.send(new PutResourcePolicyCommand({
    policyName: 'everybody', policyDocument: policy({ ...EVERYBODY, Action: 'logs:*', Resource: '*' }),
  })),

  // who is told
  'the topic is encrypted with a key': ({ sns, topic }) => sns.send(new SetTopicAttributesCommand({
    TopicArn: topic, AttributeName: 'KmsMasterKeyId', AttributeValue: '',
  })),
  'the topic is not public': ({ sns, topic }) => sns.send(new SetTopicAttributesCommand({
    TopicArn: topic, AttributeName: 'Policy', AttributeValue: policy({ ...EVERYBODY, Action: 'sns:Publish', Resource: topic }),
  })),
  async 'actions of the alarm are switched on'(deployed) {
    const AlarmNames = (await alarmsOf(deployed, ['MfaDeviceRemoved'])).map(({ AlarmName }) => AlarmName!);
    await deployed.cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames }));
  },
  async 'the alarm tells somebody'(deployed) {
    for (const alarm of await alarmsOf(deployed, ['MfaDeviceRemoved'])) {
      const { AlarmName, MetricName, Namespace, Period, Threshold, EvaluationPeriods, ComparisonOperator, Statistic } = alarm;
      await deployed.cloudWatch.send(new PutMetricAlarmCommand({
        AlarmName, MetricName, Namespace, Period, Threshold, EvaluationPeriods, ComparisonOperator, Statistic, AlarmActions: [],
      }));
    }
  },

  // what is watched
  'sign-ins without MFA are watched': deleteFilters(...SIGN_INS),
  'sign-ins without MFA ring an alarm': deleteAlarms(...SIGN_INS),
  'use of root is watched': deleteFilters('RootUserActivity'),
  async 'the filter on use of root says all that it has to'(deployed) {
    const { logs, logGroup: logGroupName } = deployed;
    // first deleted: moto would keep the former one beside it
    for (const { filterName, metricTransformations } of await filtersOf(deployed, ['RootUserActivity'])) {
      await logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName }));
      const filterPattern = '{ $.userIdentity.type = "Root" }';
      await logs.send(new PutMetricFilterCommand({ logGroupName, filterName, metricTransformations, filterPattern }));
    }
  },
  'changes of trails are watched': deleteFilters('AuditTrailChange'),
  'calls that were refused are watched': deleteFilters('UnauthorizedApiCall'),
  'changes of IAM policies are watched': deleteFilters('IamPolicyChange'),
  'sign-ins that failed are watched': deleteFilters('ConsoleSignInFailure'),

  // who has to use MFA
  'people have devices': ({ iam }) => iam.send(new DeactivateMFADeviceCommand({ UserName: ALICE, SerialNumber: DEVICE })),
  async 'the group has the policy'({ iam, group }) {
    const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: group }));
    for (const { PolicyArn } of AttachedPolicies!) await iam.send(new DetachGroupPolicyCommand({ GroupName: group, PolicyArn }));
  },
};
