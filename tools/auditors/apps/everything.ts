import { App, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { AccountRootPrincipal, Group, User } from 'aws-cdk-lib/aws-iam';
import {
  AlertTopic, AuditTrail, FidoLevel, IdentityDashboard, IdentityEvent, IdentityEventRule, IdentityLogAlarm, IdentityMonitor, MfaDevices,
  MfaEnforcedGroup, MfaEnforcedRole, MfaEnforcementPolicy, MfaPermissionsBoundary, SelfManagedCredential,
} from 'cdk-enforce-mfa';

/*
 * Every construct, with the options that change its template, in several stacks and a nested one: what the examples leave out.
 */
export const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

const audit = new Stack(app, 'Audit', { env });
const trail = new AuditTrail(audit, 'Trail', { trailName: 'organization', organizationId: 'o-exampleorgid' });
const topic = new AlertTopic(audit, 'Alerts', { emails: ['security@example.com'] });

const alarms = new Stack(app, 'Alarms', { env });
const monitor = new IdentityMonitor(alarms, 'Monitor', { logGroup: trail.logGroup, alertTopic: topic, events: IdentityEvent.cis() });
new IdentityDashboard(alarms, 'Dashboard', { monitor });
new IdentityLogAlarm(audit, 'LogAlarm', { event: IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, logGroup: trail.logGroup, alertTopic: topic });
new IdentityEventRule(audit, 'Rule', { event: IdentityEvent.ROOT_USER_ACTIVITY, targets: [new SnsTopic(topic)] });

const people = new Stack(app, 'People', { env });
const options = {
  allowedDevices: MfaDevices.certifiedSecurityKeys({ fido: FidoLevel.L2 }),
  enforceFrom: new Date('2027-01-01T00:00:00Z'),
  exemptActions: ['ec2:DescribeRegions'],
  exemptRequestsViaAwsServices: true,
  maxMfaAge: Duration.hours(12),
};
const nested = new NestedStack(people, 'Nested');
const group = new MfaEnforcedGroup(nested, 'Group', { ...options, selfManagedCredentials: [SelfManagedCredential.PASSWORD] });
new MfaEnforcementPolicy(people, 'Policy', { groups: [Group.fromGroupName(people, 'Admins', 'admins')], allowPasswordChangeWithoutMfa: true });
group.addUser(new User(nested, 'Alice', { permissionsBoundary: new MfaPermissionsBoundary(nested, 'Boundary', options) }));
new MfaEnforcedGroup(people, 'NobodyYet');
new MfaEnforcedRole(people, 'Role', { assumedBy: new AccountRootPrincipal(), maxMfaAge: Duration.hours(1) });
