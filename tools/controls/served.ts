import type { SecurityHubControl } from './standards';

/** What a construct does that controls ask for. */
export interface Served {
  readonly what: string;
  readonly resource: string;
  /** Whether it satisfies the control by itself, or only helps: people have to do the rest. */
  readonly helps?: string;
  readonly controls: readonly SecurityHubControl[];
  /** The names under which `tools/auditors/removed`, and `tools/account/breaks.ts`, take it away. */
  readonly removed: readonly string[];
}

const ENFORCEMENT_HELPS = 'The control asks whether each user has a device. Who has none can do nothing but register one.';

export const SERVED: Record<string, Served[]> = {
  'MfaEnforcedGroup, MfaEnforcementPolicy': [
    {
      what: 'without MFA people can register a device and nothing else',
      resource: 'AWS::IAM::ManagedPolicy',
      helps: ENFORCEMENT_HELPS,
      controls: ['IAM.5', 'IAM.19'],
      removed: [
        'the group has the policy', 'everything is denied without MFA', 'an absent MFA key counts as no MFA', 'sts:AssumeRole needs MFA',
        'access keys register no device', 'nobody registers a device on others without MFA', 'devices are removed with MFA only',
      ],
    },
  ],
  'MfaPermissionsBoundary': [
    {
      what: 'the same for users whom no group reaches',
      resource: 'AWS::IAM::ManagedPolicy',
      helps: ENFORCEMENT_HELPS,
      controls: ['IAM.5', 'IAM.19'],
      removed: ['the boundary denies without MFA', 'the user has the boundary'],
    },
  ],
  'MfaEnforcedRole': [
    {
      what: 'the role can be assumed with MFA only',
      resource: 'AWS::IAM::Role',
      helps: 'No control looks at the trust policies of roles; it takes the way around that a role without MFA would be.',
      controls: ['IAM.19'],
      removed: ['the role asks for MFA', 'the role asks how old MFA is'],
    },
  ],
  'AuditTrail': [
    {
      what: 'all management events of all Regions are recorded',
      resource: 'AWS::CloudTrail::Trail',
      controls: ['CloudTrail.1', 'CloudTrail.3'],
      removed: [
        'there is a trail', 'the trail records all Regions', 'the trail records global services', 'the trail records management events',
        'the trail is switched on',
      ],
    },
    { what: 'log files are encrypted with a key', resource: 'AWS::CloudTrail::Trail', controls: ['CloudTrail.2'], removed: ['log files are encrypted with a key'] },
    { what: 'log files can be validated', resource: 'AWS::CloudTrail::Trail', controls: ['CloudTrail.4'], removed: ['log files can be validated'] },
    { what: 'events go to a log group', resource: 'AWS::CloudTrail::Trail', controls: ['CloudTrail.5'], removed: ['events go to a log group'] },
    {
      what: 'the buckets are not public',
      resource: 'AWS::S3::Bucket',
      controls: ['CloudTrail.6', 'S3.8'],
      removed: [
        'the bucket is not public', 'the bucket blocks what would make it public', 'nobody else writes to the bucket', 'access logs are not public',
        'the bucket takes no ACLs',
      ],
    },
    { what: 'access to the bucket is logged', resource: 'AWS::S3::Bucket', controls: ['CloudTrail.7'], removed: ['access to the bucket is logged'] },
    { what: 'the buckets ask for TLS', resource: 'AWS::S3::BucketPolicy', controls: ['S3.5'], removed: ['the bucket asks for TLS'] },
    { what: 'old versions are kept', resource: 'AWS::S3::Bucket', controls: ['S3.14'], removed: ['the bucket keeps old versions'] },
    { what: 'the key rotates', resource: 'AWS::KMS::Key', controls: ['KMS.4'], removed: ['the key rotates'] },
    { what: 'events are kept for a year', resource: 'AWS::Logs::LogGroup', controls: ['CloudWatch.16'], removed: ['the log group has a retention', 'events are kept for a year'] },
  ],
  'AlertTopic': [
    { what: 'messages are encrypted with a key', resource: 'AWS::SNS::Topic', controls: ['SNS.1'], removed: ['the topic is encrypted with a key'] },
  ],
  'IdentityAlarm, IdentityMonitor': [
    {
      what: 'the alarm tells somebody',
      resource: 'AWS::CloudWatch::Alarm',
      controls: ['CloudWatch.15'],
      removed: ['the alarm tells somebody', 'actions of the alarm are switched on'],
    },
  ],
};

interface NotServed {
  readonly what: string;
  readonly controls: readonly SecurityHubControl[];
  /** What Prowler calls it. */
  readonly checks: readonly string[];
  readonly why: string;
}

/** Controls about MFA that no construct can serve. */
export const NOT_SERVED: readonly NotServed[] = [
  {
    what: 'MFA of the root user',
    controls: ['IAM.9'],
    checks: ['iam_root_mfa_enabled'],
    why: 'No policy of an account binds its root user, and no API registers a device for it: root signs in and does it. '
      + '`IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA` tells of a sign-in without.',
  },
  {
    what: 'hardware MFA of the root user',
    controls: ['IAM.6'],
    checks: ['iam_root_hardware_mfa_enabled'],
    why: 'For the same reason. In member accounts of an organization central root access can take the credentials of root away instead.',
  },
  {
    what: 'MFA delete of the trail\'s bucket',
    controls: ['S3.20'],
    checks: ['s3_bucket_no_mfa_delete', 'cloudtrail_bucket_requires_mfa_delete'],
    why: 'Only the root user can switch it on, with its own device and outside CloudFormation, and it rules lifecycle rules out. Old versions are kept, '
      + 'and log file validation shows what was changed or deleted.',
  },
  {
    what: 'a device of each user',
    controls: ['IAM.5', 'IAM.19'],
    checks: ['iam_user_mfa_enabled_console_access', 'iam_user_hardware_mfa_enabled', 'iam_administrator_access_with_mfa'],
    why: 'A device is something that a person has. The enforcement leaves who has none nothing else to do than to register one.',
  },
];
