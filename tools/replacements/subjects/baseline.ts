import { Group } from 'aws-cdk-lib/aws-iam';
import { AccountMfaBaseline, IdentityEvent, type AccountMfaBaselineProps } from '../../../src';
import type { Subject } from '../subject';
import { logGroups, topics } from './detection';

const SMALL = () => ({ dashboard: false, events: [IdentityEvent.ROOT_USER_ACTIVITY] });
const BOB = 'bob@example.com';
const BOTH = ['alice@example.com', BOB];

export const BASELINE: Subject<AccountMfaBaselineProps> = {
  make: (scope, id, props) => new AccountMfaBaseline(scope, id, props),
  props: {
    alertEmails: { values: () => [BOTH, [BOB]], loses: 'An address that is taken out hears nothing any longer. Put in again, it has to be confirmed anew.' },
    alertTopic: { values: topics, loses: 'Who subscribed to the old topic by hand. Addresses in `alertEmails` have to be confirmed anew, on the new one.' },
    dashboard: { values: () => [false], loses: 'Its address, and what was changed on it by hand. The data is in the log group.' },
    enforcedGroups: {
      values: scope => {
        const [first, second] = ['first', 'second'].map(name => Group.fromGroupName(scope, name, name));
        return [[first, second], [second]];
      },
      loses: 'The policy is taken off a group that is taken out: its members need **no MFA any longer**. When the last one is out, so is the alarm that watches them.',
    },
    events: { values: () => [IdentityEvent.cis()], loses: 'The alarms on events that are taken out, with their history.' },
    groupProps: { asIn: 'MfaEnforcedGroup', beside: SMALL },
    logGroup: {
      values: logGroups,
      loses: 'The trail goes; what it recorded stays in its buckets and log group, with their key. Does the other trail record management events of all Regions? '
        + 'Left out again, all of it is made new, and empty. A topic that had a key of its own then uses the new one.',
    },
    trailProps: { asIn: 'AuditTrail', beside: SMALL },
  },
  movedLoses: 'All that is said of its parts below. The old group, with its members, the buckets, the key and the log group stay; a new group has no members by '
    + 'hand, and every address has to be confirmed anew.',
  movedShown: '[lifecycle](../test/emulator/lifecycle.test.ts) › `destroyed` › `and deployed again, it stands beside what was left, and touches none of it`',
};
