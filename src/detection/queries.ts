/*
 * Logs Insights queries over a trail's log group. They say when something happened (`eventTime`): `@timestamp`, by which the console
 * chooses a span of time, says when CloudTrail delivered it, some minutes later.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html#viewing-events-in-cloudwatch
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */

/** Every table names the account, since the log group of an organization trail holds all of them. */
export function linesFor(condition: string): string {
  return [
    'fields eventTime, recipientAccountId, awsRegion, userIdentity.type, userIdentity.arn, eventName, sourceIPAddress, errorCode, eventID',
    `filter ${condition}`,
  ].join('\n| ');
}

export function newestFirst(query: string): string {
  return [query, 'sort eventTime desc', 'limit 100'].join('\n| ');
}

/** By whom and from where, of users and root. */
export const SIGN_INS_WITHOUT_MFA = [
  'fields eventTime',
  'filter eventName = "ConsoleLogin" and responseElements.ConsoleLogin = "Success" and userIdentity.type in ["IAMUser", "Root"]'
    + ' and (additionalEventData.MFAUsed not in ["Yes", "YES"] or not ispresent(additionalEventData.MFAUsed))',
  'stats count(*) as signIns, latest(eventTime) as latestSignIn by recipientAccountId, userIdentity.arn, sourceIPAddress',
  'sort signIns desc',
].join('\n| ');

/** All that succeeded, with those through IAM Identity Center and other identity providers, of whose MFA AWS says "No". */
export const SIGN_INS_BY_MFA = [
  'fields eventTime',
  'filter eventName = "ConsoleLogin" and responseElements.ConsoleLogin = "Success"',
  'stats count(*) as signIns by recipientAccountId, userIdentity.type, additionalEventData.MFAUsed',
  'sort signIns desc',
].join('\n| ');

/** Of users and root, those that failed too. */
export const MFA_DEVICE_CHANGES = [
  'fields eventTime, recipientAccountId, userIdentity.arn, eventName, requestParameters.userName, requestParameters.serialNumber,'
    + ' sourceIPAddress, errorCode',
  'filter eventSource = "iam.amazonaws.com" and eventName in ["CreateVirtualMFADevice", "DeactivateMFADevice", "DeleteVirtualMFADevice",'
    + ' "EnableMFADevice", "ResyncMFADevice"]',
  'sort eventTime desc',
  'limit 100',
].join('\n| ');
