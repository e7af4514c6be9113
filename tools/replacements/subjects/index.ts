import type { AnySubject } from '../subject';
import { BASELINE } from './baseline';
import { ALARM, DASHBOARD, LOG_ALARM, MONITOR, RULE, TOPIC, TRAIL } from './detection';
import { BOUNDARY, GROUP, POLICY, ROLE } from './enforcement';

/** Every construct of the library, by its name. */
export const SUBJECTS: Record<string, AnySubject> = {
  AccountMfaBaseline: BASELINE,
  MfaEnforcedGroup: GROUP,
  MfaEnforcementPolicy: POLICY,
  MfaPermissionsBoundary: BOUNDARY,
  MfaEnforcedRole: ROLE,
  AuditTrail: TRAIL,
  IdentityMonitor: MONITOR,
  IdentityAlarm: ALARM,
  IdentityLogAlarm: LOG_ALARM,
  IdentityEventRule: RULE,
  AlertTopic: TOPIC,
  IdentityDashboard: DASHBOARD,
};
