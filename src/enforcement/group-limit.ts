import { CfnResource, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { policiesIn } from './policy-finder';
import { accountOf } from '../private/accounts';
import { MANAGED_POLICIES_PER_GROUP } from '../private/limits';
import { exactText, listed, mostListed, nameKey } from '../private/plain';
import { referredTo } from '../private/references';
import { grouped, onceInStage, renderedProperty, resourcesOfType } from '../private/rendered';

/** A group, by its name or else its path, with the policies of this app that it has, and the number of all that it has. */
interface Counted {
  readonly group: string;
  readonly policies: CfnResource[];
  readonly count: number;
}

/**
 * Groups that carry an enforcement policy together with more managed policies than IAM takes, with their number.
 */
export function groupsOverTheLimit(policy: ManagedPolicy): string[] {
  const byPolicy = onceInStage(policy, 'groups by policy', () => grouped(countPolicies(policy).flatMap(group =>
    group.policies.map(each => [each, group] as const))));
  return (byPolicy.get(policy.node.defaultChild as CfnResource) ?? [])
    .filter(({ count }) => count > MANAGED_POLICIES_PER_GROUP)
    .map(({ group, count }) => `'${group}' with ${count}`);
}

/** How many policies each group has, from either side. */
function countPolicies(scope: ManagedPolicy): Counted[] {
  const attached = resourcesOfType(scope, 'AWS::IAM::ManagedPolicy')
    .flatMap(policy => listed(renderedProperty(policy, 'Groups')).map(name => ({
      name, policy, groups: typeof name === 'string' ? [] : referredTo(policy, 'Groups', name, 'AWS::IAM::Group'),
    })));
  const byReference = grouped(attached.flatMap(({ groups, policy }) => groups.map(group => [group, policy] as const)));
  const byName = grouped(attached.filter(({ groups }) => groups.length === 0).map(one => [keyOf(one.name, one.policy), one] as const));

  const ofThisApp = resourcesOfType(scope, 'AWS::IAM::Group').map(group => {
    const name = renderedProperty(group, 'GroupName');
    const key = name === undefined ? undefined : keyOf(name, group);
    const fromPolicies = [...byReference.get(group) ?? [], ...byName.get(key!)?.map(({ policy }) => policy) ?? []];
    return { key, ...counted(typeof name === 'string' ? name : group.node.path, fromPolicies, group) };
  });
  const known = new Set(ofThisApp.map(({ key }) => key));
  const others = [...byName].filter(([key]) => !known.has(key))
    .map(([, named]) => counted(exactText(named[0].name), named.map(({ policy }) => policy)));
  return [...ofThisApp, ...others];
}

/** Of what is on a group under conditions, as much counts as can be there at once. */
function counted(name: string, fromPolicies: CfnResource[], group?: CfnResource): Counted {
  const fromGroup = group ? policiesIn(group, 'ManagedPolicyArns') : [];
  const policies = [...new Set([...fromGroup, ...fromPolicies])];
  const own = group ? mostListed(renderedProperty(group, 'ManagedPolicyArns')) : 0;
  return { group: name, policies, count: own + policies.length - fromGroup.length };
}

/** IAM's names are one in an account; what only the deployment knows is one in a stack. */
function keyOf(name: any, resource: CfnResource): string {
  return `${accountOf(resource)} ${nameKey(exactText(name), Stack.of(resource))}`;
}
