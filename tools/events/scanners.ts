/** How an auditor's scanner recognizes a filter pattern that satisfies one of its checks. */
export interface ScannerCheck {
  readonly scanner: 'Prowler' | 'Steampipe' | 'Security Hub';
  readonly check: string;
  readonly accepts: (filterPattern: string) => boolean;
}

const CIS_POLICY_CHANGES = [
  'DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy', 'CreatePolicy',
  'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy',
  'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy',
];
const CIS_TRAIL_CHANGES = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];

/**
 * Prowler looks for event names in any order.
 *
 * @see https://github.com/prowler-cloud/prowler/tree/master/prowler/providers/aws/services/cloudwatch
 */
const PROWLER: Record<string, RegExp> = {
  cloudwatch_log_metric_filter_root_usage:
    /\$\.userIdentity\.type\s*=\s*.?Root.+\$\.userIdentity\.invokedBy NOT EXISTS.+\$\.eventType\s*!=\s*.?AwsServiceEvent.?/s,
  cloudwatch_log_metric_filter_unauthorized_api_calls: /\$\.errorCode\s*=\s*.?\*UnauthorizedOperation.+\$\.errorCode\s*=\s*.?AccessDenied\*.?/s,
  cloudwatch_log_metric_filter_sign_in_without_mfa: named(['ConsoleLogin'], String.raw`\$\.additionalEventData\.MFAUsed\s*!=\s*.?Yes`),
  cloudwatch_log_metric_filter_policy_changes: named(CIS_POLICY_CHANGES),
  cloudwatch_log_metric_filter_authentication_failures: named(['ConsoleLogin'], String.raw`\$\.errorMessage\s*=\s*.?Failed authentication`),
  cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled: named(CIS_TRAIL_CHANGES),
};

function named(names: string[], also?: string): RegExp {
  const each = names.map(name => String.raw`(?=.*\$\.eventName\s*=\s*.?${name}\b)`);
  return new RegExp([...each, ...(also ? [`(?=.*${also})`] : [])].join(''), 's');
}

/**
 * Steampipe looks for names without quotes in the order of the benchmark.
 *
 * @see https://github.com/turbot/steampipe-mod-aws-compliance/blob/main/conformance_pack/cloudwatch.pp
 */
const STEAMPIPE: Record<string, RegExp> = {
  log_metric_filter_root_login: /\s*\$\.userIdentity\.type\s*=\s*"Root".+\$\.userIdentity\.invokedBy NOT EXISTS.+\$\.eventType\s*!=\s*"AwsServiceEvent"/,
  log_metric_filter_unauthorized_api:
    /\$\.errorCode\s*=\s*"\*UnauthorizedOperation".+\$\.errorCode\s*=\s*"AccessDenied\*".+\$\.sourceIPAddress\s*!=\s*"delivery.logs.amazonaws.com".+\$\.eventName\s*!=\s*"HeadBucket"/,
  log_metric_filter_console_login_mfa: /\(\s*\$\.eventName\s*=\s*"ConsoleLogin"\)\s+&&\s+\(\s*\$.additionalEventData\.MFAUsed\s*!=\s*"Yes"/,
  log_metric_filter_iam_policy: inOrder(CIS_POLICY_CHANGES),
  log_metric_filter_console_authentication_failure: /\s*\$\.eventName\s*=\s*ConsoleLogin.+\$\.errorMessage\s*=\s*"Failed authentication"/,
  log_metric_filter_cloudtrail_configuration: inOrder(CIS_TRAIL_CHANGES),
};

function inOrder(names: string[]): RegExp {
  return new RegExp(names.map(name => String.raw`\$\.eventName\s*=\s*${name}`).join('.+'));
}

/**
 * Security Hub wants the text that it publishes, and nothing added.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
const SECURITY_HUB: Record<string, string> = {
  'CloudWatch.1': '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  'CloudWatch.2': '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  'CloudWatch.3': '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  'CloudWatch.4': '{($.eventSource=iam.amazonaws.com) && (($.eventName=DeleteGroupPolicy) || ($.eventName=DeleteRolePolicy) || ($.eventName=DeleteUserPolicy) || ($.eventName=PutGroupPolicy) || ($.eventName=PutRolePolicy) || ($.eventName=PutUserPolicy) || ($.eventName=CreatePolicy) || ($.eventName=DeletePolicy) || ($.eventName=CreatePolicyVersion) || ($.eventName=DeletePolicyVersion) || ($.eventName=AttachRolePolicy) || ($.eventName=DetachRolePolicy) || ($.eventName=AttachUserPolicy) || ($.eventName=DetachUserPolicy) || ($.eventName=AttachGroupPolicy) || ($.eventName=DetachGroupPolicy))}',
  'CloudWatch.5': '{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}',
  'CloudWatch.6': '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
};

export const SCANNER_CHECKS: readonly ScannerCheck[] = [
  ...Object.entries(PROWLER).map(([check, regex]) => ({ scanner: 'Prowler' as const, check, accepts: (pattern: string) => regex.test(pattern) })),
  ...Object.entries(STEAMPIPE).map(([check, regex]) => ({ scanner: 'Steampipe' as const, check, accepts: (pattern: string) => regex.test(pattern) })),
  ...Object.entries(SECURITY_HUB).map(([check, text]) => ({ scanner: 'Security Hub' as const, check, accepts: (pattern: string) => pattern === text })),
];
