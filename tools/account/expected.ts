import type { Taken } from './compare';
import type { Status, Statuses } from './findings';

export type State = 'empty' | 'baseline' | 'enrolled' | 'cis' | 'securityHub';

/** The accounts that are looked at. A state more is each of the controls in `breaks.ts` taken away. */
export const STATES: Readonly<Record<State, string>> = {
  empty: 'people, and nothing of ours',
  baseline: 'examples/account-baseline deployed',
  enrolled: 'the same, and people have devices',
  cis: 'a baseline that watches IdentityEvent.cis()',
  securityHub: 'a baseline that watches IdentityEvent.securityHub()',
};

/** The states in which the whole benchmark is asked. */
export const BENCHMARK: readonly State[] = ['empty', 'baseline', 'enrolled'];

/** What a check says in each state; where a state is left out it says the same as of the baseline. */
export interface Expectation extends Partial<Record<State, Status>> {
  readonly empty: Status;
  readonly baseline: Status;
  /** Why the baseline does not pass. */
  readonly why?: string;
}

const served = (empty: Status, others: Partial<Expectation> = {}): Expectation => ({ empty, baseline: 'PASS', ...others });
const failed = (empty: Status, why: string, others: Partial<Expectation> = {}): Expectation => ({ empty, baseline: 'FAIL', why, ...others });

const DEVICE = 'a device is something that a person has; who has none can do nothing but register one';
const ROOT = 'root registers its own device; no policy of an account binds it, and no API does it for it';
const MFA_DELETE = 'only root can switch it on, with its own device and outside CloudFormation';
const IN_CIS = 'not among IdentityEvent.recommended(); IdentityEvent.cis() has it';
const NOT_IDENTITIES = 'not about who gets in: no event of this library';
const ACCOUNT_SETTING = 'a setting of the account that no resource of CloudFormation has';
const ANOTHER_SERVICE = 'another service, which an account has or has not';
const DATA_EVENTS = 'data events are charged each; AuditTrail records management events';

const WATCHED_BY_CIS = failed('FAIL', IN_CIS, { cis: 'PASS', securityHub: 'PASS' });

/** The checks that are asked by name, in every state and without every control. */
export const ASKED: Readonly<Record<string, Expectation>> = {
  // the trail
  cloudtrail_multi_region_enabled: served('FAIL'),
  cloudtrail_multi_region_enabled_logging_management_events: served('FAIL'),
  cloudtrail_cloudwatch_logging_enabled: served('none'),
  cloudtrail_kms_encryption_enabled: served('none'),
  cloudtrail_log_file_validation_enabled: served('none'),
  cloudtrail_logs_s3_bucket_access_logging_enabled: served('none'),
  cloudtrail_logs_s3_bucket_is_not_publicly_accessible: served('none'),
  cloudtrail_bucket_requires_mfa_delete: failed('none', MFA_DELETE),

  // where it writes to
  s3_bucket_acl_prohibited: served('none'),
  s3_bucket_default_encryption: served('none'),
  s3_bucket_level_public_access_block: served('none'),
  s3_bucket_no_mfa_delete: failed('none', MFA_DELETE),
  s3_bucket_object_versioning: served('none'),
  s3_bucket_policy_public_write_access: served('none'),
  s3_bucket_public_access: served('none'),
  s3_bucket_secure_transport_policy: served('none'),
  cloudwatch_log_group_kms_encryption_enabled: served('none'),
  cloudwatch_log_group_not_publicly_accessible: served('none'),
  cloudwatch_log_group_retention_policy_specific_days_enabled: served('none'),
  kms_cmk_rotation_enabled: served('none'),
  kms_key_not_publicly_accessible: served('none'),

  // what is watched, and who is told
  cloudwatch_log_metric_filter_sign_in_without_mfa: served('FAIL'),
  cloudwatch_log_metric_filter_root_usage: served('FAIL'),
  cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled: served('FAIL'),
  cloudwatch_log_metric_filter_unauthorized_api_calls: WATCHED_BY_CIS,
  cloudwatch_log_metric_filter_policy_changes: WATCHED_BY_CIS,
  cloudwatch_log_metric_filter_authentication_failures: WATCHED_BY_CIS,
  cloudwatch_alarm_actions_alarm_state_configured: served('none'),
  cloudwatch_alarm_actions_enabled: served('none'),
  sns_topics_kms_encryption_at_rest_enabled: served('none'),
  sns_topics_not_publicly_accessible: served('none'),

  // who uses MFA, and who may do what
  iam_administrator_access_with_mfa: failed('FAIL', DEVICE, { enrolled: 'PASS' }),
  iam_user_mfa_enabled_console_access: failed('FAIL', DEVICE, { enrolled: 'PASS' }),
  iam_user_hardware_mfa_enabled: failed('FAIL', DEVICE, { enrolled: 'PASS' }),
  iam_root_mfa_enabled: failed('FAIL', ROOT),
  iam_root_hardware_mfa_enabled: failed('FAIL', ROOT),
  iam_avoid_root_usage: served('PASS'),
  iam_no_root_access_key: served('PASS'),
  iam_policy_attached_only_to_group_or_roles: served('PASS'),
  iam_customer_attached_policy_no_administrative_privileges: served('none'),
  iam_role_cross_service_confused_deputy_prevention: failed(
    'none', 'the trust policy of the role with which CloudTrail writes to a log group supports no conditions on the source, says AWS',
  ),
};

/** What CIS 7.0 asks beside these, in the states in which it is asked. */
export const BENCHMARK_ONLY: Readonly<Record<string, Expectation>> = {
  account_maintain_current_contact_details: { empty: 'MANUAL', baseline: 'MANUAL', why: ACCOUNT_SETTING },
  account_security_contact_information_is_registered: { empty: 'MANUAL', baseline: 'MANUAL', why: ACCOUNT_SETTING },
  cloudtrail_s3_dataevents_read_enabled: failed('none', DATA_EVENTS),
  cloudtrail_s3_dataevents_write_enabled: failed('none', DATA_EVENTS),
  cloudwatch_changes_to_network_acls_alarm_configured: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_changes_to_network_gateways_alarm_configured: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_changes_to_network_route_tables_alarm_configured: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_changes_to_vpcs_alarm_configured: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_log_metric_filter_aws_organizations_changes: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_log_metric_filter_for_s3_bucket_policy_changes: failed('FAIL', NOT_IDENTITIES),
  cloudwatch_log_metric_filter_security_group_changes: failed('FAIL', NOT_IDENTITIES),
  config_recorder_all_regions_enabled: failed('FAIL', ANOTHER_SERVICE),
  eventbridge_bus_exposed: served('PASS'),
  iam_aws_attached_policy_no_administrative_privileges: failed('FAIL', 'the account that is played has an administrator'),
  iam_check_saml_providers_sts: failed('FAIL', 'people of an identity provider use the MFA of that; this library is about IAM users'),
  iam_password_policy_minimum_length_14: failed('FAIL', ACCOUNT_SETTING),
  iam_password_policy_reuse_24: failed('FAIL', ACCOUNT_SETTING),
  iam_policy_cloudshell_admin_not_attached: served('PASS'),
  iam_rotate_access_key_90_days: served('PASS'),
  iam_support_role_created: failed('FAIL', 'a role for people at AWS Support is none of this library'),
  iam_user_accesskey_unused: served('PASS'),
  iam_user_console_access_unused: served('PASS'),
  macie_is_enabled: served('PASS'),
  securityhub_enabled: failed('FAIL', ANOTHER_SERVICE),
};

const fails = (...checks: string[]): Taken => ({ fails: checks });

/** What changes when a control of a state is taken away, and nothing else may. `breaks.ts` has how. */
export const TAKEN_AWAY: Readonly<Partial<Record<State, Readonly<Record<string, Taken>>>>> = {
  baseline: {
    // the trail
    'there is a trail': {
      fails: [
        'cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events',
        'cloudwatch_log_metric_filter_sign_in_without_mfa', 'cloudwatch_log_metric_filter_root_usage',
        'cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled',
      ],
      vanishes: [
        'cloudtrail_cloudwatch_logging_enabled', 'cloudtrail_kms_encryption_enabled', 'cloudtrail_log_file_validation_enabled',
        'cloudtrail_logs_s3_bucket_access_logging_enabled', 'cloudtrail_logs_s3_bucket_is_not_publicly_accessible',
        'cloudtrail_bucket_requires_mfa_delete',
      ],
    },
    'the trail is switched on': {
      fails: ['cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events', 'cloudtrail_cloudwatch_logging_enabled'],
      vanishes: ['cloudtrail_bucket_requires_mfa_delete'],
    },
    'the trail records all Regions': fails('cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events'),
    'the trail records management events': fails('cloudtrail_multi_region_enabled_logging_management_events'),
    'log files are encrypted with a key': fails('cloudtrail_kms_encryption_enabled'),
    'log files can be validated': fails('cloudtrail_log_file_validation_enabled'),
    'events go to a log group': fails(
      'cloudtrail_cloudwatch_logging_enabled', 'cloudwatch_log_metric_filter_sign_in_without_mfa', 'cloudwatch_log_metric_filter_root_usage',
      'cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled',
    ),

    // where it writes to
    'access to the bucket is logged': fails('cloudtrail_logs_s3_bucket_access_logging_enabled'),
    'the bucket blocks what would make it public': fails('s3_bucket_level_public_access_block'),
    'the bucket is not public': fails('cloudtrail_logs_s3_bucket_is_not_publicly_accessible', 's3_bucket_level_public_access_block', 's3_bucket_public_access'),
    'nobody else writes to the bucket': fails('s3_bucket_level_public_access_block', 's3_bucket_policy_public_write_access', 's3_bucket_public_access'),
    'the bucket takes no ACLs': fails('s3_bucket_acl_prohibited'),
    'the bucket asks for TLS': fails('s3_bucket_secure_transport_policy'),
    'the bucket is encrypted with a key': fails('s3_bucket_default_encryption'),
    'the bucket keeps old versions': fails('s3_bucket_object_versioning'),
    'the key rotates': fails('kms_cmk_rotation_enabled'),
    'the key is not public': fails('kms_key_not_publicly_accessible'),
    'events are kept for a year': fails('cloudwatch_log_group_retention_policy_specific_days_enabled'),
    'the log group is encrypted with a key': fails('cloudwatch_log_group_kms_encryption_enabled'),
    'the log group is not public': fails('cloudwatch_log_group_not_publicly_accessible'),

    // who is told
    'the topic is encrypted with a key': fails('sns_topics_kms_encryption_at_rest_enabled'),
    'the topic is not public': fails('sns_topics_not_publicly_accessible'),
    'actions of the alarm are switched on': fails('cloudwatch_alarm_actions_enabled'),
    'the alarm tells somebody': fails('cloudwatch_alarm_actions_alarm_state_configured'),

    // what is watched
    'sign-ins without MFA are watched': fails('cloudwatch_log_metric_filter_sign_in_without_mfa'),
    'sign-ins without MFA ring an alarm': fails('cloudwatch_log_metric_filter_sign_in_without_mfa'),
    'use of root is watched': fails('cloudwatch_log_metric_filter_root_usage'),
    'the filter on use of root says all that it has to': fails('cloudwatch_log_metric_filter_root_usage'),
    'changes of trails are watched': fails('cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled'),

    // who has to use MFA
    // it looks at policies that are attached; in moto those that a stack attaches to a role are not
    'the group has the policy': { fails: [], vanishes: ['iam_customer_attached_policy_no_administrative_privileges'] },
  },
  cis: {
    'calls that were refused are watched': fails('cloudwatch_log_metric_filter_unauthorized_api_calls'),
    'changes of IAM policies are watched': fails('cloudwatch_log_metric_filter_policy_changes'),
    'sign-ins that failed are watched': fails('cloudwatch_log_metric_filter_authentication_failures'),
  },
  enrolled: {
    'people have devices': fails('iam_administrator_access_with_mfa', 'iam_user_hardware_mfa_enabled', 'iam_user_mfa_enabled_console_access'),
  },
};

/** Controls whose loss no check of Prowler notices, and who does. */
export const UNNOTICED: Readonly<Record<string, string>> = {
  'the group has the policy': 'Prowler does not look at what a policy means for MFA; npm run test:emulator and npm run test:auditors do',
};

const NO_FAILURE = 'cannot fail in this version of Prowler: one of its own patterns names CodeStar, which is no more, and the error counts as a pass';
const ORGANIZATION = 'about organizations, which the account is in none of';

/** Checks about identities that are not asked, since their answer would tell nothing. */
export const NOT_ASKED: Readonly<Record<string, string>> = {
  iam_policy_allows_privilege_escalation: NO_FAILURE,
  iam_inline_policy_allows_privilege_escalation: NO_FAILURE,
  iam_root_credentials_management_enabled: ORGANIZATION,
  iam_role_service_trust_restricts_source_to_account:
    'looks at trust policies that have conditions alone; of those without, iam_role_cross_service_confused_deputy_prevention says the same',
};

export const CHECKS: readonly string[] = Object.keys(ASKED);
export const EXPECTED: Readonly<Record<string, Expectation>> = { ...ASKED, ...BENCHMARK_ONLY };

/** What every check that is asked in a state has to say. */
export function expectedIn(state: State): Statuses {
  const asked = BENCHMARK.includes(state) ? EXPECTED : ASKED;
  const statuses = Object.entries(asked).map(([check, each]) => [check, each[state] ?? each.baseline] as const);
  return Object.fromEntries(statuses.filter(([, status]) => status !== 'none'));
}
