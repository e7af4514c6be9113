import { CfnResource, Stack } from 'aws-cdk-lib';
import { Group, IGroupRef, IUserRef, ManagedPolicy, User } from 'aws-cdk-lib/aws-iam';
import { policiesIn } from './policy-finder';
import { nameClashes } from '../private/name-clashes';
import { listed } from '../private/plain';
import { grouped, onceInStage, renderedProperty, resourcesOfType, same } from '../private/rendered';

/**
 * Roles that would carry a policy of ours, as a policy or as their boundary, however it got there.
 *
 * A session of a role never shows reliably that MFA was used: such a role could do nothing, for ever.
 */
export function rolesThatCarry(policy: ManagedPolicy): string[] {
  return [...carriers(policy, 'AWS::IAM::Role', 'ManagedPolicyArns', 'PermissionsBoundary'), ...fromItsOwnSide(policy, 'Roles')];
}

/**
 * Users and groups that would have a policy of ours attached, however it got there.
 */
export function usersAndGroupsThatCarry(policy: ManagedPolicy): string[] {
  return (['User', 'Group'] as const).flatMap(kind =>
    [...carriers(policy, `AWS::IAM::${kind}`, 'ManagedPolicyArns'), ...fromItsOwnSide(policy, `${kind}s`)]);
}

/**
 * Users whose boundary is a policy of ours.
 */
export function usersWithBoundary(policy: ManagedPolicy): string[] {
  return carriers(policy, 'AWS::IAM::User', 'PermissionsBoundary');
}

/**
 * Of the users and groups that a policy was attached to, those that have it no longer: somebody else set their policies anew.
 */
export function lostAttachments(policy: ManagedPolicy, attachedTo: (IGroupRef | IUserRef)[]): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const ownSide = ['Groups', 'Users'].flatMap(side => listed(renderedProperty(resource, side)));
  return attachedTo.filter(one => {
    const own = one instanceof Group || one instanceof User ? one.node.defaultChild as CfnResource : undefined;
    if (own) { return !policiesIn(own, 'ManagedPolicyArns').includes(resource); }
    const name = Stack.of(policy).resolve('groupRef' in one ? one.groupRef.groupName : one.userRef.userName);
    return !ownSide.some(rendered => same(rendered, name));
  }).map(one => one.node.path);
}

function carriers(policy: ManagedPolicy, type: string, ...properties: string[]): string[] {
  const byPolicy = onceInStage(policy, `carriers ${type} ${properties}`, () => grouped(resourcesOfType(policy, type).flatMap(each =>
    properties.flatMap(property => policiesIn(each, property)).map(carried => [carried, each] as const))));
  return [...new Set(byPolicy.get(policy.node.defaultChild as CfnResource)?.map(each => each.node.path))];
}

function fromItsOwnSide(policy: ManagedPolicy, side: string): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  return listed(renderedProperty(resource, side)).map(each => `${JSON.stringify(each)} in '${side}' of ${resource.node.path}`);
}

/**
 * Problems with a name that another group, policy or role claims in the same account.
 */
export function iamNameClashes(resource: CfnResource, prop: 'groupName' | 'managedPolicyName' | 'roleName'): string[] {
  return nameClashes(resource, prop, 'IAM is global', name => name.toLowerCase());
}
