import type { Exceptions, IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall } from './what';
import { ACCOUNT, ADMIN, byKey, DELEGATE, inConsole, inMember, role, root, service, user, type Fields } from './who';

const CHANGE: readonly IdentityEventName[] = ['AlertingChange'];

const arn = (of: string) => `arn:aws:${of}`;
const TOPIC = arn(`sns:us-east-1:${ACCOUNT}:alerts`);
const topic = { topicArn: TOPIC };
const subscription = { subscriptionArn: `${TOPIC}:01234567-89ab-cdef-0123-456789abcdef` };
const alarms = { alarmNames: ['RootUserActivity'] };
const logGroup = { logGroupName: 'trail' };
const filter = { ...logGroup, filterName: 'RootUserActivity' };
const rule = { name: 'root-user-activity' };

const call = (from: string, eventName: string, requestParameters: Fields | null, who: Fields = ADMIN, fields: Fields = {}) =>
  apiCall(who, from, eventName, requestParameters, fields);

/**
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-monitoring.html (CloudWatch is "monitoring"), and for
 * logs and events what adanalvarez/TrailDiscover prints. Parameters are members of the API in lower camel case. The link in an
 * e-mail ends a subscription without a record: https://docs.aws.amazon.com/sns/latest/dg/logging-using-cloudtrail.html
 */
const OPERATIONS: readonly [source: string, eventName: string, requestParameters: Fields][] = [
  ['monitoring', 'DeleteAlarms', alarms],
  ['monitoring', 'DisableAlarmActions', alarms],
  ['monitoring', 'PutAlarmMuteRule', { name: 'tonight', muteTargets: alarms }],
  ['monitoring', 'PutMetricAlarm', { alarmName: 'RootUserActivity', threshold: 1_000_000 }],
  ['monitoring', 'PutLogAlarm', { alarmName: 'RootUserActivity', threshold: 1_000_000 }],
  ['logs', 'DeleteLogGroup', logGroup],
  ['logs', 'DeleteMetricFilter', filter],
  ['logs', 'PutAccountPolicy', { policyName: 'masks', policyType: 'DATA_PROTECTION_POLICY' }],
  // "masked at all egress points", metric filters among them: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
  ['logs', 'PutDataProtectionPolicy', { logGroupIdentifier: 'trail' }],
  ['logs', 'PutMetricFilter', { ...filter, filterPattern: '{ $.eventName = "Nothing" }' }],
  ['sns', 'DeleteTopic', topic],
  ['sns', 'PutDataProtectionPolicy', { resourceArn: TOPIC }],
  ['sns', 'RemovePermission', { ...topic, label: 'CloudWatch' }],
  ['sns', 'SetSubscriptionAttributes', { ...subscription, attributeName: 'FilterPolicy' }],
  ['sns', 'SetTopicAttributes', { ...topic, attributeName: 'Policy' }],
  ['sns', 'Unsubscribe', subscription],
  ['events', 'DisableRule', rule],
  ['events', 'PutRule', { ...rule, state: 'DISABLED' }],
  // "or updates the targets if they are already associated": https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
  ['events', 'PutTargets', { rule: rule.name, targets: [{ id: 'Target0', arn: arn(`sns:us-east-1:${ACCOUNT}:nobody`) }] }],
  ['events', 'RemoveTargets', { rule: rule.name, ids: ['Target0'] }],
];

const OF_A_KEY: Exceptions = { AlertingChange: 'a key does not say what it is for' };
const OF_A_CHANNEL: Exceptions = { AlertingChange: 'subscribers are services of their own: mail, chat, queues, functions' };

/** What tells people, silenced; only successes count. */
export const ALERTING: readonly LabelledEvent[] = [
  ...OPERATIONS.map(([from, eventName, parameters]) => ({ name: `${eventName} of ${from}`, event: call(from, eventName, parameters), rings: CHANGE })),

  { name: 'alarms deleted with a key', event: call('monitoring', 'DeleteAlarms', alarms, byKey(user())), rings: CHANGE },
  { name: 'alarms muted by a delegate', event: call('monitoring', 'PutAlarmMuteRule', { name: 'tonight' }, DELEGATE), rings: CHANGE },
  { name: 'unsubscribed by root', event: call('sns', 'Unsubscribe', subscription, inConsole(root())), rings: ['RootUserActivity', 'AlertingChange'] },
  { name: 'alarms deleted in the console', event: call('monitoring', 'DeleteAlarms', alarms, { ...inConsole(user()), invokedBy: 'signin.amazonaws.com' }), rings: CHANGE },
  { name: 'alarms deleted by CloudFormation', event: call('monitoring', 'DeleteAlarms', alarms, { ...ADMIN, invokedBy: 'cloudformation.amazonaws.com' }), rings: CHANGE },
  { name: 'topic deleted in a member account', event: call('sns', 'DeleteTopic', topic, inMember(inConsole(user()))), rings: CHANGE },
  { name: 'rule disabled in another Region', event: call('events', 'DisableRule', rule, ADMIN, { awsRegion: 'eu-central-1' }), rings: CHANGE },
  {
    name: 'key of the topic disabled',
    event: call('kms', 'DisableKey', { keyId: arn(`kms:us-east-1:${ACCOUNT}:key/example`) }),
    rings: CHANGE,
    missed: OF_A_KEY,
  },
  {
    name: 'chat channel taken away',
    event: call('chatbot', 'DeleteSlackChannelConfiguration', { chatConfigurationArn: arn(`chatbot::${ACCOUNT}:chat-configuration/slack-channel/alerts`) }),
    rings: CHANGE,
    missed: OF_A_CHANNEL,
  },

  // requestParameters null, the code AccessDenied: adanalvarez/TrailDiscover, events/CloudWatch and events/EventBridge
  { name: 'alarms deleted, refused', event: call('monitoring', 'DeleteAlarms', null, byKey(user()), { errorCode: 'AccessDenied' }), rings: ['UnauthorizedApiCall'] },
  { name: 'log group deleted, refused', event: call('logs', 'DeleteLogGroup', null, byKey(user()), { errorCode: 'AccessDenied' }), rings: ['UnauthorizedApiCall'] },
  { name: 'rule disabled, refused', event: call('events', 'DisableRule', null, byKey(user()), { errorCode: 'AccessDenied' }), rings: ['UnauthorizedApiCall'] },
  { name: 'metric filter deleted, is not there', event: call('logs', 'DeleteMetricFilter', filter, ADMIN, { errorCode: 'ResourceNotFoundException' }), rings: [] },

  // invokedBy is the service that calls: cloudtrail-event-reference-user-identity names Auto Scaling
  { name: 'Auto Scaling makes an alarm', event: call('monitoring', 'PutMetricAlarm', { alarmName: 'TargetTracking' }, { ...role('AWSServiceRoleForAutoScaling'), invokedBy: 'autoscaling.amazonaws.com' }), rings: [] },
  { name: 'Application Auto Scaling deletes an alarm', event: call('monitoring', 'DeleteAlarms', { alarmNames: ['TargetTracking'] }, service('application-autoscaling')), rings: [] },

  // what silences nobody
  { name: 'alarms read', event: call('monitoring', 'DescribeAlarms', alarms, ADMIN, { readOnly: true }), rings: [] },
  { name: 'alarm actions enabled', event: call('monitoring', 'EnableAlarmActions', alarms), rings: [] },
  { name: 'dashboard deleted', event: call('monitoring', 'DeleteDashboards', { dashboardNames: ['alarms'] }), rings: [] },
  { name: 'lines of a log group kept for a day', event: call('logs', 'PutRetentionPolicy', { ...logGroup, retentionInDays: 1 }), rings: [] },
  { name: 'log group made', event: call('logs', 'CreateLogGroup', logGroup), rings: [] },
  { name: 'somebody subscribed', event: call('sns', 'Subscribe', { ...topic, protocol: 'email' }), rings: [] },
  { name: 'rule enabled', event: call('events', 'EnableRule', rule), rings: [] },

  // operations of the same names in other services: https://docs.aws.amazon.com/service-authorization/latest/reference/
  { name: 'topic of a Kafka cluster deleted', event: call('kafka', 'DeleteTopic', { topicName: 'alerts' }), rings: [] },
  { name: 'permission of a function removed', event: call('lambda', 'RemovePermission', { functionName: 'alerts' }), rings: [] },
  { name: 'unsubscribed from a pipeline', event: call('codestar-notifications', 'Unsubscribe', { targetAddress: TOPIC }), rings: [] },
];
