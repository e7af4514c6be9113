import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { MANAGED_POLICIES_PER_GROUP } from '../private/limits';
import { plain, renderedProperties, resourcesOfType, same } from '../private/rendered';

/**
 * Roles that would carry an enforcement policy, as a policy or as their boundary, however it got there.
 *
 * A session of a role never shows reliably that MFA was used: such a role could do nothing, for ever.
 */
export function rolesThatCarry(policy: ManagedPolicy): string[] {
  const onItself = asList(renderedProperties(policy.node.defaultChild as CfnResource).Roles)
    .map(role => typeof role === 'string' ? role : `of ${policy.node.path}`);
  const onRoles = resourcesOfType(policy, 'AWS::IAM::Role').filter(role => {
    const { ManagedPolicyArns, PermissionsBoundary } = renderedProperties(role);
    return [...asList(ManagedPolicyArns), PermissionsBoundary].some(arn => isArnOf(policy, arn, Stack.of(role)));
  });
  return [...onItself, ...onRoles.map(role => role.node.path)];
}

/**
 * Groups that carry an enforcement policy together with more managed policies than IAM takes, with their number.
 */
export function groupsOverTheLimit(policy: ManagedPolicy): string[] {
  const groups = resourcesOfType(policy, 'AWS::IAM::Group');
  const policies = resourcesOfType(policy, 'AWS::IAM::ManagedPolicy');

  const carriers = new Map<string, { name: string; arns: any[] }>();
  for (const group of groups) {
    const { GroupName, ManagedPolicyArns } = renderedProperties(group);
    const attachedFromPolicies = policies.filter(each => attachedGroups(each).some(name => isNameOf(group, GroupName, name, Stack.of(each))));
    const arns = [...asList(ManagedPolicyArns), ...attachedFromPolicies.map(each => Stack.of(group).resolve(each.ref))];
    if (arns.some(arn => isArnOf(policy, arn, Stack.of(group)))) {
      carriers.set(group.node.path, { name: typeof GroupName === 'string' ? GroupName : group.node.path, arns });
    }
  }
  // groups that are not of this app, by their name
  for (const name of attachedGroups(policy.node.defaultChild as CfnResource).filter(each => typeof each === 'string')) {
    const arns = policies.filter(each => attachedGroups(each).includes(name)).map(each => each.node.path);
    if (![...carriers.values()].some(carrier => carrier.name === name)) { carriers.set(name, { name, arns }); }
  }

  return [...carriers.values()]
    .map(({ name, arns }) => ({ name, count: new Set(arns.map(arn => JSON.stringify(arn))).size }))
    .filter(({ count }) => count > MANAGED_POLICIES_PER_GROUP)
    .map(({ name, count }) => `'${name}' with ${count}`);
}

/**
 * Resources of the same kind and account that claim the same name. IAM is global: a name that is free in one Region may
 * be taken by the same stack in another.
 */
export function nameTwins(resource: CfnResource, prop: 'groupName' | 'managedPolicyName'): string[] {
  const name = (resource as any)[prop];
  const { account } = Stack.of(resource);
  if (name === undefined || Token.isUnresolved(name) || Token.isUnresolved(account)) { return []; }
  return resource.node.root.node.findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && node !== resource)
    .filter(node => node.cfnResourceType === resource.cfnResourceType && Stack.of(node).account === account)
    .filter(node => String((node as any)[prop]).toLowerCase() === name.toLowerCase())
    .map(node => node.node.path);
}

function attachedGroups(policy: CfnResource): any[] {
  return asList(renderedProperties(policy).Groups);
}

function isNameOf(group: CfnResource, groupName: any, name: any, stack: Stack): boolean {
  return same(name, stack.resolve(group.ref)) || (typeof groupName === 'string' && groupName === name);
}

function isArnOf(policy: ManagedPolicy, arn: any, stack: Stack): boolean {
  if (arn === undefined) { return false; }
  if (same(arn, stack.resolve(policy.managedPolicyArn))) { return true; }
  const { ManagedPolicyName, Path } = renderedProperties(policy.node.defaultChild as CfnResource);
  // the same policy, referred to by its name
  return typeof ManagedPolicyName === 'string' && String(plain(arn)).endsWith(`:policy${Path ?? '/'}${ManagedPolicyName}`);
}

function asList(value: any): any[] {
  if (value === undefined) { return []; }
  return Array.isArray(value) ? value : [value]; // a list that is known only at deployment counts as one
}
