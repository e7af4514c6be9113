// whole accounts
export { AccountMfaBaseline, type AccountMfaBaselineProps } from './baseline/account-mfa-baseline';

// who must use MFA
export { FidoLevel, FipsLevel, MfaDevices, type SecurityKeyCertification } from './enforcement/mfa-devices';
export { MfaEnforcedGroup, type MfaEnforcedGroupProps } from './enforcement/mfa-enforced-group';
export { MfaEnforcementPolicy, type MfaEnforcementPolicyProps } from './enforcement/mfa-enforcement-policy';
export { type MfaEnforcementOptions } from './enforcement/mfa-enforcement-options';
export { type MfaManagedPolicyOptions } from './enforcement/mfa-managed-policy-options';
export { MfaPermissionsBoundary, type MfaPermissionsBoundaryProps } from './enforcement/mfa-permissions-boundary';
export { MfaPrincipal, type MfaPrincipalOptions } from './enforcement/mfa-principal';
export { MfaEnforcedRole, type MfaEnforcedRoleProps } from './enforcement/mfa-enforced-role';
export { SelfManagedCredential } from './enforcement/self-managed-credential';

// who got in without it
export { AlertMessageFormat } from './detection/alert-message';
export { AlertTopic, type AlertTopicProps } from './detection/alert-topic';
export { AuditTrail, type AuditTrailProps } from './detection/audit-trail';
export { IdentityAlarm, type IdentityAlarmOptions, type IdentityAlarmProps } from './detection/identity-alarm';
export { IdentityDashboard, type IdentityDashboardProps } from './detection/identity-dashboard';
export { IdentityEvent } from './detection/identity-event';
export { type CustomIdentityEventOptions, type EnforcementChangeOptions, IdentityEventSeverity } from './detection/identity-event-options';
export { IdentityEventRule, type IdentityEventRuleProps } from './detection/identity-event-rule';
export { IdentityLogAlarm, type IdentityLogAlarmProps } from './detection/identity-log-alarm';
export { IdentityMonitor, type IdentityMonitorProps } from './detection/identity-monitor';
