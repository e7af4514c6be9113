/** What a text prop may hold, in the words of an error message. */
export interface TextRule {
  readonly pattern: RegExp;
  readonly minLength: number;
  readonly maxLength: number;
  /** What is allowed, as the end of "… must be". */
  readonly allowed: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const IAM_NAME = {
  pattern: /^[A-Za-z0-9_+=,.@-]+$/,
  minLength: 1,
  maxLength: 128,
  allowed: '1 to 128 letters, digits or characters of _+=,.@-',
};

export const GROUP_NAME: TextRule = IAM_NAME;
export const MANAGED_POLICY_NAME: TextRule = IAM_NAME;

export const GROUP_PATH: TextRule = {
  pattern: /^\/([\x21-\x7E]+\/)?$/,
  minLength: 1,
  maxLength: 512,
  allowed: 'up to 512 printable characters that begin and end with a slash',
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const MANAGED_POLICY_PATH: TextRule = {
  pattern: /^(\/[A-Za-z0-9.,+@=_-]+)*\/$/,
  minLength: 1,
  maxLength: 512,
  allowed: 'up to 512 letters, digits or characters of .,+@=_- between slashes, which begin and end it',
};

export const MANAGED_POLICY_DESCRIPTION: TextRule = {
  pattern: /^[\t\n\r\x20-\x7E\xA1-\xFF]*$/,
  minLength: 0,
  maxLength: 1_000,
  allowed: 'up to 1,000 characters of Latin-1',
};

/** White space is not counted. */
export const MANAGED_POLICY_SIZE = 6_144;
export const MANAGED_POLICIES_PER_GROUP = 10;

/** White space is not counted; the quota can be raised to the second figure. */
export const TRUST_POLICY_SIZE = 2_048;
export const TRUST_POLICY_MAX_SIZE = 8_192;

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html */
export const TRAIL_NAME: TextRule = {
  pattern: /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*[._-]{2})[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/,
  minLength: 3,
  maxLength: 128,
  allowed: '3 to 128 letters, digits, periods, underscores or dashes, that begin and end with a letter or digit, '
    + 'without two of the signs in a row, and no IP address',
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const LOG_GROUP_NAME: TextRule = {
  pattern: /^[A-Za-z0-9._/#-]+$/,
  minLength: 1,
  maxLength: 512,
  allowed: 'a log group whose name has 1 to 512 letters, digits or characters of ._/#-; one of which you have the ARN is imported by LogGroup.fromLogGroupArn',
};

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const ORGANIZATION_ID: TextRule = {
  pattern: /^o-[a-z0-9]{10,32}$/,
  minLength: 12,
  maxLength: 34,
  allowed: "'o-' and 10 to 32 lower case letters or digits",
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html */
export const METRIC_NAMESPACE: TextRule = {
  pattern: /^(?!AWS\/)[A-Za-z0-9._\-/#]+$/,
  minLength: 1,
  maxLength: 255,
  allowed: '1 to 255 letters, digits or characters of ._-/# that do not begin with AWS/',
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const FILTER_PATTERN_SIZE = 1_024;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const ALARM_DESCRIPTION_SIZE = 1_024;
export const ALARM_ACTIONS = 5;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const DASHBOARD_NAME: TextRule = {
  pattern: /^[A-Za-z0-9_-]+$/,
  minLength: 1,
  maxLength: 255,
  allowed: '1 to 255 letters, digits, dashes or underscores',
};

/**
 * The quota can be raised to the second figure.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export const EVENT_PATTERN_SIZE = 2_048;
export const EVENT_PATTERN_MAX_SIZE = 4_096;

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const RULE_NAME: TextRule = {
  pattern: /^[A-Za-z0-9._-]+$/,
  minLength: 1,
  maxLength: 64,
  allowed: '1 to 64 letters, digits or characters of ._-',
};

export const RULE_DESCRIPTION: TextRule = {
  pattern: /^[^]*$/,
  minLength: 0,
  maxLength: 512,
  allowed: 'up to 512 characters',
};

/** @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
export const CHAT_TITLE: TextRule = { pattern: /^[^]*$/, minLength: 1, maxLength: 250, allowed: '1 to 250 characters for a chat' };
export const CHAT_NEXT_STEP: TextRule = { pattern: /^[^]*$/, minLength: 1, maxLength: 350, allowed: '1 to 350 characters for a chat' };

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const METRIC_FILTERS_PER_LOG_GROUP = 100;
