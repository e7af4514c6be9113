import { controlsOf, forTls, leaveOut, of, removeResource, resource, the, withSid, type Control } from './control';

const ALARM = 'AWS::CloudWatch::Alarm';
const BUCKET = 'AWS::S3::Bucket';
const BUCKET_POLICY = 'AWS::S3::BucketPolicy';
const FILTER = 'AWS::Logs::MetricFilter';
const KEY = 'AWS::KMS::Key';
const LOG_GROUP = 'AWS::Logs::LogGroup';
const TOPIC = 'AWS::SNS::Topic';
const TRAIL = 'AWS::CloudTrail::Trail';
const TRAIL_BUCKET = 'MfaTrailBucket';
const ACCESS_LOGS = 'MfaTrailAccessLogs';

/** Who got in without it. */
export const DETECTION_CONTROLS: Control[] = controlsOf('account-baseline/AccountBaseline', {
  'the trail records all Regions': (body) => { the(body, TRAIL).IsMultiRegionTrail = false; },
  'the trail records global services': (body) => { the(body, TRAIL).IncludeGlobalServiceEvents = false; },
  'the trail records management events': (body) => { the(body, TRAIL).EventSelectors[0].IncludeManagementEvents = false; },
  'the trail is switched on': (body) => { the(body, TRAIL).IsLogging = false; },
  'log files can be validated': (body) => { the(body, TRAIL).EnableLogFileValidation = false; },
  'log files are encrypted with a key': (body) => { delete the(body, TRAIL).KMSKeyId; },
  'events go to a log group': (body) => { delete the(body, TRAIL).CloudWatchLogsLogGroupArn; delete the(body, TRAIL).CloudWatchLogsRoleArn; },
  'the trail waits for the policy of its bucket': (body) => { delete resource(body, TRAIL).DependsOn; },

  'the bucket is not public': (body) => { delete the(body, BUCKET, TRAIL_BUCKET).PublicAccessBlockConfiguration; },
  'the bucket is encrypted with a key': (body) => { delete the(body, BUCKET, TRAIL_BUCKET).BucketEncryption; },
  'the bucket keeps old versions': (body) => { delete the(body, BUCKET, TRAIL_BUCKET).VersioningConfiguration; },
  'access to the bucket is logged': (body) => { delete the(body, BUCKET, TRAIL_BUCKET).LoggingConfiguration; },
  'the bucket takes no ACLs': (body) => { the(body, BUCKET, TRAIL_BUCKET).OwnershipControls.Rules[0].ObjectOwnership = 'ObjectWriter'; },
  'the bucket asks for TLS': (body) => leaveOut(the(body, BUCKET_POLICY, TRAIL_BUCKET).PolicyDocument, forTls),
  'the bucket stays when the stack goes': (body) => { resource(body, BUCKET, TRAIL_BUCKET).DeletionPolicy = 'Delete'; },
  'the bucket has a lifecycle': (body) => { delete the(body, BUCKET, TRAIL_BUCKET).LifecycleConfiguration; },
  'CloudTrail may write to the bucket': (body) => leaveOut(the(body, BUCKET_POLICY, TRAIL_BUCKET).PolicyDocument, of('cloudtrail', 's3:PutObject')),
  'access logs may be written': (body) => leaveOut(the(body, BUCKET_POLICY, ACCESS_LOGS).PolicyDocument, of('logging.s3')),
  'access logs are not public': (body) => { delete the(body, BUCKET, ACCESS_LOGS).PublicAccessBlockConfiguration; },

  'the key rotates': (body) => { the(body, KEY).EnableKeyRotation = false; },
  'nobody but services makes grants on the key': (body) => leaveOut(the(body, KEY).KeyPolicy, withSid('DenyGrantsExceptForAwsServices')),
  'CloudTrail may use the key': (body) => leaveOut(the(body, KEY).KeyPolicy, of('cloudtrail', 'kms:GenerateDataKey*')),
  'CloudWatch Logs may use the key': (body) => leaveOut(the(body, KEY).KeyPolicy, of('logs.')),
  'alarms may use the key': (body) => leaveOut(the(body, KEY).KeyPolicy, of('cloudwatch')),
  'the key stays when the stack goes': (body) => { resource(body, KEY).DeletionPolicy = 'Delete'; },

  // nothing can be deployed with it: the auditors of templates as such have to see something, too
  'the retention is one that CloudWatch Logs knows': (body) => { the(body, LOG_GROUP).RetentionInDays = 42; },
  'the log group is encrypted with a key': (body) => { delete the(body, LOG_GROUP).KmsKeyId; },
  'the log group has a retention': (body) => { delete the(body, LOG_GROUP).RetentionInDays; },
  'the log group stays when the stack goes': (body) => { resource(body, LOG_GROUP).DeletionPolicy = 'Delete'; },
  'the role of the trail may write': (body) => { delete the(body, 'AWS::IAM::Role', 'MfaTrailLogsRole').ManagedPolicyArns; },

  'sign-ins without MFA are found': (body) => removeResource(body, FILTER, 'MfaMonitorUserSignInWithoutMfa'),
  'sign-ins are found that do not say whether MFA was used': (body) => {
    const filter = the(body, FILTER, 'MfaMonitorUserSignInWithoutMfa');
    filter.FilterPattern = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';
  },
  'sign-ins of identity providers ring nothing': (body) => {
    the(body, FILTER, 'MfaMonitorUserSignInWithoutMfa').FilterPattern = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
  },
  'changes of the enforcement ring': (body) => {
    removeResource(body, ALARM, 'MfaMonitorEnforcementChange');
    removeResource(body, FILTER, 'MfaMonitorEnforcementChange');
    removeResource(body, 'AWS::CloudWatch::Dashboard'); // names the alarm
  },
  'the alarm looks at the metric of the filter': (body) => { the(body, ALARM, 'MfaMonitorUserSignInWithoutMfa').MetricName = 'Another'; },
  'one event is enough': (body) => { the(body, ALARM, 'MfaMonitorUserSignInWithoutMfa').Statistic = 'Average'; },
  'the alarm tells somebody': (body) => { delete the(body, ALARM, 'MfaMonitorUserSignInWithoutMfa').AlarmActions; },
  'actions of the alarm are switched on': (body) => { the(body, ALARM, 'MfaMonitorUserSignInWithoutMfa').ActionsEnabled = false; },

  'the topic is encrypted with a key': (body) => { delete the(body, TOPIC).KmsMasterKeyId; },
  'the topic asks for TLS': (body) => leaveOut(the(body, 'AWS::SNS::TopicPolicy').PolicyDocument, forTls),
  'alarms may publish to the topic': (body) => leaveOut(the(body, 'AWS::SNS::TopicPolicy').PolicyDocument, of('cloudwatch')),
  'somebody has subscribed': (body) => removeResource(body, 'AWS::SNS::Subscription'),
});
