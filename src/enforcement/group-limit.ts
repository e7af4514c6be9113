import { CfnResource, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { policiesIn } from './policy-finder';
import { accountOf } from '../private/accounts';
import { MANAGED_POLICIES_PER_GROUP } from '../private/limits';
import { textsIn } from '../private/lists';
import { exactText, listed, mostListed, nameKey } from '../private/plain';
import { referredTo } from '../private/references';
import { grouped, isConditional, onceInStage, ownProperty, renderedProperty, resourcesOfType } from '../private/rendered';

/** A policy that names a group; not surely, if that depends on a condition. */
interface Attached {
  readonly name: any;
  readonly policy: CfnResource;
  readonly groups: CfnResource[];
  readonly surely: boolean;
}

/** A group, by its name or else its path, with the policies of this app that it has, and the number of all that it surely has. */
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
  const attached = resourcesOfType(scope, 'AWS::IAM::ManagedPolicy').flatMap(attachments);
  const byReference = grouped(attached.flatMap(one => one.groups.map(group => [group, one] as const)));
  const byName = grouped(attached.filter(({ groups }) => groups.length === 0).map(one => [keyOf(one.name, one.policy), one] as const));

  const ofThisApp = resourcesOfType(scope, 'AWS::IAM::Group').map(group => {
    const name = renderedProperty(group, 'GroupName');
    const key = name === undefined ? undefined : keyOf(name, group);
    const fromPolicies = [...byReference.get(group) ?? [], ...byName.get(key!) ?? []];
    return { key, ...counted(typeof name === 'string' ? name : group.node.path, fromPolicies, group) };
  });
  const known = new Set(ofThisApp.map(({ key }) => key));
  const others = [...byName].filter(([key]) => !known.has(key)).map(([, named]) => counted(exactText(named[0].name), named));
  return [...ofThisApp, ...others];
}

function attachments(policy: CfnResource): Attached[] {
  const rendered = renderedProperty(policy, 'Groups');
  const withoutCondition = isConditional(policy) ? [] : [rendered].flat();
  return listed(rendered).map(name => ({
    name,
    policy,
    groups: typeof name === 'string' ? [] : referredTo(policy, 'Groups', name, 'AWS::IAM::Group'),
    surely: withoutCondition.includes(name),
  }));
}

function counted(name: string, fromPolicies: Attached[], group?: CfnResource): Counted {
  const fromGroup = group ? policiesIn(group, 'ManagedPolicyArns') : [];
  const more = new Set(fromPolicies.filter(({ policy, surely }) => surely && !fromGroup.includes(policy)).map(({ policy }) => policy));
  const own = group ? policiesListed(group, more.size) : 0;
  return { group: name, policies: [...new Set([...fromGroup, ...fromPolicies.map(({ policy }) => policy)])], count: own + more.size };
}

/** How many policies a group lists; at most so many, if with `more` they are within the limit: that is seen without rendering the list. */
function policiesListed(group: CfnResource, more: number): number {
  const texts = textsIn(group, ownProperty(group, 'ManagedPolicyArns'));
  return texts && texts.length + more <= MANAGED_POLICIES_PER_GROUP ? texts.length : mostListed(renderedProperty(group, 'ManagedPolicyArns'));
}

/** IAM's names are one in an account; what only the deployment knows is one in a stack. */
function keyOf(name: any, resource: CfnResource): string {
  return `${accountOf(resource)} ${nameKey(exactText(name), Stack.of(resource))}`;
}
