import { App, Duration, Stack } from 'aws-cdk-lib';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { AccountRootPrincipal, Group, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import {
  AlertMessageFormat, AlertTopic, FidoLevel, FipsLevel, IdentityEvent, IdentityEventRule, MfaDevices, MfaEnforcedGroup, MfaEnforcedRole,
  SelfManagedCredential,
} from 'cdk-enforce-mfa';

const app = new App();
const stack = new Stack(app, 'EnforcedTeam');

// members register certified security keys, have until January to do so, and use MFA every twelve hours
const team = new MfaEnforcedGroup(stack, 'Team', {
  managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  allowedDevices: MfaDevices.certifiedSecurityKeys({ fips1402: FipsLevel.L2, fido: FidoLevel.L1_PLUS }),
  enforceFrom: new Date('2027-01-15T08:00:00Z'),
  maxMfaAge: Duration.hours(12),
  selfManagedCredentials: [SelfManagedCredential.PASSWORD, SelfManagedCredential.ACCESS_KEYS],
  exemptActions: ['s3:GetObject'],
});
team.enforcementPolicy.attachToGroup(Group.fromGroupName(stack, 'Contractors', 'contractors'));

// what is dangerous they do in a role, with MFA of the last hour
new MfaEnforcedRole(stack, 'Admin', {
  assumedBy: new AccountRootPrincipal(),
  managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
  maxMfaAge: Duration.hours(1),
});

// who gets in without MFA is told of, usually within seconds, in the chat
const alerts = new AlertTopic(stack, 'Alerts', { emails: ['security@example.com'] });
new IdentityEventRule(stack, 'SignInWithoutMfa', {
  event: IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
  messageFormat: AlertMessageFormat.CHAT,
  targets: [new SnsTopic(alerts)],
});
