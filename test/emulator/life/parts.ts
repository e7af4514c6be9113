import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, ManagedPolicy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DEVELOPERS } from './changes';
import { synthesized } from './synthesized';
import {
  AlertTopic, AuditTrail, IdentityDashboard, IdentityEvent, IdentityMonitor, MfaEnforcedRole, MfaEnforcementPolicy, MfaPermissionsBoundary,
  SelfManagedCredential, type IdentityMonitorProps,
} from '../../../src';

export const DAVE = 'dave';
export const STACK_NAME = 'Parts';

/** How the constructs are set, each by itself. */
export interface Settings {
  /** What all names begin with. */
  readonly name: string;
  /** Of two keys the one that is used. */
  readonly key: 'OneKey' | 'OtherKey';
  readonly age: Duration;
  readonly email: string;
  readonly monitor: Omit<IdentityMonitorProps, 'logGroup' | 'alertTopic'>;
  readonly organizationId?: string;
}

export const FIRST: Settings = {
  name: 'first',
  key: 'OneKey',
  age: Duration.hours(1),
  email: 'security@example.com',
  monitor: { events: [IdentityEvent.ROOT_USER_ACTIVITY] },
};

/** Everything that CloudFormation changes in place. */
export const CHANGED: Settings = {
  name: 'first',
  key: 'OtherKey',
  age: Duration.hours(2),
  email: 'on-call@example.com',
  monitor: {
    events: [IdentityEvent.ROOT_USER_ACTIVITY],
    datapointsToAlarm: 2,
    evaluationPeriods: 2,
    metricNamespace: 'Security/Identity',
    period: Duration.minutes(1),
    threshold: 2,
  },
  organizationId: 'o-example12345',
};

/** The constructs of IAM, the trail and what hears of it, each by itself, with names and settings. */
export function parts({ name, key, age, email, monitor: monitorProps, organizationId }: Settings): string {
  return synthesized(STACK_NAME, stack => {
    const keys = { OneKey: new Key(stack, 'OneKey'), OtherKey: new Key(stack, 'OtherKey') };

    new MfaEnforcementPolicy(stack, 'Policy', {
      managedPolicyName: `${name}-policy`,
      maxMfaAge: age,
      groups: [Group.fromGroupName(stack, 'Developers', DEVELOPERS)],
      users: [User.fromUserName(stack, 'Dave', DAVE)],
      selfManagedCredentials: [SelfManagedCredential.PASSWORD],
    });
    new User(stack, 'Contractor', {
      userName: 'contractor',
      permissionsBoundary: new MfaPermissionsBoundary(stack, 'Boundary', { managedPolicyName: `${name}-boundary`, maxMfaAge: age }),
    });
    new MfaEnforcedRole(stack, 'Role', {
      roleName: `${name}-role`,
      description: `for ${age.toHours()} hours`,
      assumedBy: new AccountRootPrincipal(),
      maxMfaAge: age,
      managedPolicies: [new ManagedPolicy(stack, 'Rights', {
        statements: [new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
      })],
    });

    const trail = new AuditTrail(stack, 'Trail', { trailName: `${name}-trail`, encryptionKey: keys[key], organizationId });
    const monitor = new IdentityMonitor(stack, 'Monitor', {
      ...monitorProps,
      logGroup: trail.logGroup,
      alertTopic: new AlertTopic(stack, 'Alerts', { masterKey: keys[key], emails: [email] }),
    });
    new IdentityDashboard(stack, 'Dashboard', { monitor, dashboardName: `${name}-dashboard`, defaultInterval: age });
    for (const each of Object.values(keys)) each.applyRemovalPolicy(RemovalPolicy.DESTROY);
  });
}
