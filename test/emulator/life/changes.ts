import { Duration, type Stack } from 'aws-cdk-lib';
import { Group, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IdentityEvent, MfaDevices, SelfManagedCredential, type AccountMfaBaselineProps, type MfaEnforcedGroupProps } from '../../../src';
import type { Account } from '../../../tools/emulator/account';
import type { BaselineDeployment } from '../../../tools/emulator/deployment';

/** A group that somebody made by hand before. */
export const DEVELOPERS = 'developers';

/** An option with another value, and what the account's APIs tell before and after. */
interface Change<T> {
  readonly value: T;
  readonly seen: (account: Account, names: BaselineDeployment) => unknown;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every option but those named: the compiler asks for those that are new. */
type Changes<T, Except extends keyof T> = { [option in Exclude<keyof T, Except>]-?: Change<NonNullable<T[option]>> };

function statement(sid: string) {
  return ({ policies }: Account, { policyArn }: BaselineDeployment) => policies[policyArn].document.Statement.find((each: any) => each.Sid === sid);
}

const enforcement = statement('DenyAllExceptListedIfNoMFA');
const events = ({ alarms }: Account) => Object.values(alarms).map(({ MetricName }) => MetricName!.split('-')[0]).sort();

/**
 * The options of the group but for its name and removal policy; `allowedDevices` cannot stand beside
 * `allowDeviceRegistrationWithAccessKeys`, and is changed later.
 */
const GROUP_CHANGES: Changes<MfaEnforcedGroupProps, 'groupName' | 'removalPolicy' | 'allowedDevices'> = {
  allowDeviceRegistrationWithAccessKeys: {
    value: true,
    seen: (...of) => statement('DenyMfaRegistrationWithAccessKeys')(...of)?.Effect,
    before: 'Deny',
    after: undefined,
  },
  allowPasswordChangeWithoutMfa: {
    value: true,
    seen: (...of) => enforcement(...of).NotAction.includes('iam:ChangePassword'),
    before: false,
    after: true,
  },
  enforceFrom: {
    value: new Date('2030-01-15T08:00:00Z'),
    seen: (...of) => enforcement(...of).Condition.DateGreaterThanEquals,
    before: undefined,
    after: { 'aws:CurrentTime': '2030-01-15T08:00:00Z' },
  },
  exemptActions: {
    value: ['s3:ListAllMyBuckets'],
    seen: (...of) => enforcement(...of).NotAction.includes('s3:ListAllMyBuckets'),
    before: false,
    after: true,
  },
  exemptRequestsViaAwsServices: {
    value: true,
    seen: (...of) => enforcement(...of).Condition.BoolIfExists['aws:ViaAWSService'],
    before: undefined,
    after: 'false',
  },
  managedPolicies: {
    value: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
    seen: ({ groups }, { groupName }) => groups[groupName].policies.includes('arn:aws:iam::aws:policy/ReadOnlyAccess'),
    before: false,
    after: true,
  },
  maxMfaAge: {
    value: Duration.hours(12),
    seen: (...of) => statement('DenyIfMfaTooOld')(...of)?.Condition.NumericGreaterThanIfExists,
    before: undefined,
    after: { 'aws:MultiFactorAuthAge': '43200' },
  },
  path: {
    value: '/people/',
    seen: ({ groups }, { groupName }) => groups[groupName].arn.includes(':group/people/'),
    before: false,
    after: true,
  },
  selfManagedCredentials: {
    value: [SelfManagedCredential.PASSWORD],
    seen: (...of) => [statement('AllowManageOwnPasswords')(...of)?.Effect, statement('AllowManageOwnAccessKeys')(...of)?.Effect],
    before: ['Allow', 'Allow'],
    after: ['Allow', undefined],
  },
};

/** The options of the baseline but for what it is handed. */
const BASELINE_CHANGES: Changes<AccountMfaBaselineProps, 'alertTopic' | 'enforcedGroups' | 'groupProps' | 'logGroup'> = {
  alertEmails: {
    value: ['on-call@example.com'],
    seen: ({ topics }, { topicArn }) => topics[topicArn].emails,
    before: ['security@example.com'],
    after: ['on-call@example.com'],
  },
  dashboard: {
    value: false,
    seen: ({ dashboards }) => Object.keys(dashboards).length,
    before: 1,
    after: 0,
  },
  events: {
    value: [IdentityEvent.ROOT_USER_ACTIVITY, IdentityEvent.UNAUTHORIZED_API_CALL],
    seen: events,
    before: [
      'AuditTrailChange', 'EnforcementChange', 'MfaDeviceRegisteredWithAccessKey', 'MfaDeviceRemoved', 'RootCredentialChange',
      'RootSignInWithoutMfa', 'RootUserActivity', 'UserSignInWithoutMfa',
    ],
    after: ['EnforcementChange', 'EnforcementChange2', 'RootUserActivity', 'UnauthorizedApiCall'], // changes of both groups always ring
  },
  trailProps: {
    value: { retention: RetentionDays.TWO_YEARS },
    seen: ({ logGroups }, { logGroupName }) => logGroups[logGroupName].retention,
    before: 365,
    after: 731,
  },
};

const ENFORCED_GROUPS: Change<string[]> = {
  value: [DEVELOPERS],
  seen: ({ groups }, { policyArn }) => groups[DEVELOPERS].policies.includes(policyArn),
  before: false,
  after: true,
};

/** Every option that CloudFormation changes in place. */
export const CHANGES = Object.entries<Change<unknown>>({ ...BASELINE_CHANGES, enforcedGroups: ENFORCED_GROUPS, ...GROUP_CHANGES })
  .map(([option, change]) => ({ option, ...change }));

/** A baseline with each of them changed. */
export function everythingChanged(stack: Stack): AccountMfaBaselineProps {
  return {
    ...valuesOf(BASELINE_CHANGES),
    enforcedGroups: ENFORCED_GROUPS.value.map(name => Group.fromGroupName(stack, name, name)),
    groupProps: valuesOf(GROUP_CHANGES),
  };
}

/** With what CloudFormation replaces: other names. And with the one option that is left. */
export const RENAMED = { trailName: 'audit', groupName: 'people' };
export const EVERYTHING_RENAMED: AccountMfaBaselineProps = {
  trailProps: { trailName: RENAMED.trailName },
  groupProps: { groupName: RENAMED.groupName, allowedDevices: MfaDevices.securityKeys() },
};

function valuesOf(changes: Record<string, Change<unknown>>): object {
  return Object.fromEntries(Object.entries(changes).map(([option, { value }]) => [option, value]));
}
