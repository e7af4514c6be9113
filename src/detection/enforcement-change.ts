import { Token } from 'aws-cdk-lib';
import { IGroup } from 'aws-cdk-lib/aws-iam';
import { checkEventName } from './identity-event-checks';
import { CustomIdentityEventOptions, EnforcementChangeOptions, IdentityEventSeverity } from './identity-event-options';
import { findPatternFault } from './pattern-fault';
import * as patterns from './patterns';
import { groupNameOf } from '../private/group-name';
import { GROUP_NAME } from '../private/limits';
import { atLongest, LONGEST_GROUP_NAME, LONGEST_POLICY_ARN, UNKNOWN } from '../private/longest';

/**
 * The event that somebody weakened exactly these enforcements.
 *
 * @throws for what `IdentityEvent.enforcementChange` throws for
 */
export function describeEnforcementChange(
  { groups = [], name = 'EnforcementChange', policy }: EnforcementChangeOptions,
): CustomIdentityEventOptions & { readonly name: string } {
  checkEventName(name);
  if (!policy && groups.length === 0) {
    throw new Error(`the identity event '${name}' needs a 'policy' or 'groups' to watch, got none`);
  }
  const groupNames = groups.map(group => groupNameOf(undefined, group));
  checkGroupNames(name, groups, groupNames);

  const policyArn = policy?.managedPolicyArn;
  const longestArn = policy && atLongest(policy, policyArn);
  const longest = patterns.enforcementChange(
    longestArn?.includes(UNKNOWN) ? LONGEST_POLICY_ARN : longestArn,
    groups.map((group, index) => atLongest(group, groupNames[index])).map(each => each.includes(UNKNOWN) ? LONGEST_GROUP_NAME : each),
  );
  const fault = findPatternFault(longest.filterPattern);
  if (fault) {
    throw new Error(`the filter pattern of the identity event '${name}' ${fault} if the ${policy ? 'policy' : 'groups'}`
      + `${policy && groups.length > 0 ? ` and ${groups.length} groups` : ''} have the longest names that they can have; `
      + 'watch some of the groups by another event with a \'name\' of its own');
  }
  return {
    name,
    ...patterns.enforcementChange(policyArn, groupNames),
    title: name === 'EnforcementChange' ? 'The MFA enforcement was changed' : `The MFA enforcement was changed (${name})`,
    globalEvents: true,
    severity: IdentityEventSeverity.CRITICAL,
    nextStep: 'If it was no deployment of yours, restore policy and members by a deployment and take the sessions of whoever did it away.',
  };
}

function checkGroupNames(event: string, groups: IGroup[], names: string[]): void {
  names.forEach((name, index) => {
    const known = !Token.isUnresolved(name);
    const shown = known ? name : groups[index].node.path;
    if (names.indexOf(name) !== index) {
      throw new Error(`'groups' of the identity event '${event}' must hold each group once, got '${shown}' twice`);
    }
    if (known && (name.length > GROUP_NAME.maxLength || !GROUP_NAME.pattern.test(name))) {
      throw new Error(`the name of a group in 'groups' of the identity event '${event}' must be ${GROUP_NAME.allowed}, got '${shown}'`);
    }
  });
}
