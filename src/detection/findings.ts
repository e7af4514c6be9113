import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { streamsOf } from './log-group-place';
import { acknowledge, acknowledgeInTemplate, inCompliancePacks, inControlTower } from '../private/acknowledge';
import { plain } from '../private/plain';

/** What auditors find about the buckets of a trail, and why it stays. */
export function acknowledgeBucketFindings(trail: Construct, accessLogs: Bucket): void {
  acknowledge(trail, 'A copy in another Region or account is for the owner of the account to decide and to pay for; old versions '
    + 'keep what is overwritten or deleted.', ...inCompliancePacks('S3BucketReplicationEnabled'));
  acknowledge(trail, 'Object Lock cannot be switched off again, and its retention is for the owner of the account to decide; log file '
    + 'validation shows whether a file was changed or deleted.', inControlTower('s3_bucket_object_lock_enabled_check'));
  acknowledge(trail, 'Alarms come from the log group of the trail: nothing waits for a file to arrive.',
    inControlTower('s3_event_notifications_enabled_check'));

  acknowledge(accessLogs, 'S3 delivers server access logs to no bucket whose default encryption is SSE-KMS.',
    ...inCompliancePacks('S3DefaultEncryptionKMS'), inControlTower('s3_bucket_default_encryption_kms_check'));
  const endless = 'This bucket receives the access logs: logged to itself it would never come to rest, and another bucket would need one, too.';
  acknowledge(accessLogs, endless, inControlTower('s3_bucket_logging_enabled_check'));
  acknowledgeInTemplate(accessLogs, endless, 'CKV_AWS_18');
}

/** What cdk-nag finds about a policy over a log group that is not of this app: the ARN of such a one ends with a star. */
export function acknowledgeLogGroupFinding(policy: ManagedPolicy, logGroup: ILogGroup): void {
  if (CfnLogGroup.isCfnLogGroup(logGroup.node.defaultChild) && Stack.of(logGroup) === Stack.of(policy)) { return; }
  const arn = plain(Stack.of(policy).resolve(streamsOf(policy, logGroup)), name => `<${name}>`); // as cdk-nag prints it
  if (!arn.endsWith('*')) { return; }
  acknowledge(policy, 'The star stands for the streams of one log group.', `AwsSolutions::AwsSolutions-IAM5[Resource::${arn}]`);
}

/** Actions for which IAM knows no resource can be allowed on "*" alone. */
export function acknowledgeActionsWithoutResource(policy: ManagedPolicy, actions: string[]): void {
  acknowledge(policy, `${actions.join(' and ')} take no resource: one that names any allows nothing.`, 'AwsSolutions::AwsSolutions-IAM5[Resource::*]');
}
