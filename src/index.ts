// whole accounts
export { AccountMfaBaseline, AccountMfaBaselineProps } from './baseline/account-mfa-baseline';

// who must use MFA
export { MfaEnforcedGroup, MfaEnforcedGroupProps } from './enforcement/mfa-enforced-group';
export { MfaEnforcementPolicy, MfaEnforcementPolicyProps } from './enforcement/mfa-enforcement-policy';

// who got in without it
export { AlertTopic, AlertTopicProps } from './detection/alert-topic';
export { AuditTrail, AuditTrailProps } from './detection/audit-trail';
export { IdentityAlarm, IdentityAlarmOptions, IdentityAlarmProps } from './detection/identity-alarm';
export { CustomIdentityEventOptions, IdentityEvent, IdentityEventSeverity } from './detection/identity-event';
export { IdentityMonitor, IdentityMonitorProps } from './detection/identity-monitor';
