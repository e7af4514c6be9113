// whole accounts
export { AccountMfaBaseline, type AccountMfaBaselineProps } from './baseline/account-mfa-baseline';

// who must use MFA
export { MfaEnforcedGroup, type MfaEnforcedGroupProps } from './enforcement/mfa-enforced-group';
export { MfaEnforcementPolicy, type MfaEnforcementPolicyProps } from './enforcement/mfa-enforcement-policy';

// who got in without it
export { AlertTopic, type AlertTopicProps } from './detection/alert-topic';
export { AuditTrail, type AuditTrailProps } from './detection/audit-trail';
export { IdentityAlarm, type IdentityAlarmOptions, type IdentityAlarmProps } from './detection/identity-alarm';
export { type CustomIdentityEventOptions, IdentityEvent, IdentityEventSeverity } from './detection/identity-event';
export { IdentityMonitor, type IdentityMonitorProps } from './detection/identity-monitor';
