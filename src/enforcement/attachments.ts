import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { MANAGED_POLICIES_PER_GROUP } from '../private/limits';
import { plain, referenceIn, renderedProperties, resourcesOfType, same } from '../private/rendered';

/**
 * Roles that would carry an enforcement policy, as a policy or as their boundary, however it got there.
 *
 * A session of a role never shows reliably that MFA was used: such a role could do nothing, for ever.
 */
export function rolesThatCarry(policy: ManagedPolicy): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const onRoles = resourcesOfType(policy, 'AWS::IAM::Role').filter(role => {
    const { ManagedPolicyArns, PermissionsBoundary } = renderedProperties(role);
    return [...asList(ManagedPolicyArns), PermissionsBoundary].some(arn => isArnOf(resource, arn, Stack.of(role)));
  });
  const onItself = asList(renderedProperties(resource).Roles).map(role => `${JSON.stringify(role)} in 'Roles' of ${resource.node.path}`);
  return [...onRoles.map(role => role.node.path), ...onItself];
}

/**
 * Groups that carry an enforcement policy together with more managed policies than IAM takes, with their number.
 */
export function groupsOverTheLimit(policy: ManagedPolicy): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const policies = resourcesOfType(policy, 'AWS::IAM::ManagedPolicy');
  const counts = new Map<string, number>();

  for (const group of resourcesOfType(policy, 'AWS::IAM::Group')) {
    const { GroupName, ManagedPolicyArns } = renderedProperties(group);
    const arns = asList(ManagedPolicyArns);
    const fromGroup = policies.filter(each => arns.some(arn => isArnOf(each, arn, Stack.of(group))));
    const fromPolicy = policies.filter(each => attachedGroups(each).some(name =>
      same(name, referenceIn(Stack.of(each), group)) || (typeof name === 'string' && name === GroupName)));
    if ([...fromGroup, ...fromPolicy].includes(resource)) {
      const twice = fromPolicy.filter(each => fromGroup.includes(each)).length;
      counts.set(typeof GroupName === 'string' ? GroupName : group.node.path, arns.length + fromPolicy.length - twice);
    }
  }
  // groups that are not of this app
  for (const name of attachedGroups(resource)) {
    if (typeof name !== 'string' || counts.has(name)) { continue; }
    counts.set(name, policies.filter(each => attachedGroups(each).includes(name)).length);
  }

  return [...counts].filter(([, count]) => count > MANAGED_POLICIES_PER_GROUP).map(([name, count]) => `'${name}' with ${count}`);
}

/**
 * Problems with a physical name that another resource of the same kind claims in the same account. IAM is global: a name
 * that is free in one Region may be taken by the same stack in another.
 */
export function nameClashes(resource: CfnResource, prop: 'groupName' | 'managedPolicyName'): string[] {
  const name = (resource as any)[prop];
  const { account } = Stack.of(resource);
  if (name === undefined || Token.isUnresolved(name) || Token.isUnresolved(account)) { return []; }
  return resource.node.root.node.findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && node !== resource)
    .filter(node => node.cfnResourceType === resource.cfnResourceType && Stack.of(node).account === account)
    .filter(node => String((node as any)[prop]).toLowerCase() === name.toLowerCase())
    .map(node => `the name '${name}' is also that of ${node.node.path} in the same account, and IAM is global; leave '${prop}' out`);
}

function attachedGroups(policy: CfnResource): any[] {
  return asList(renderedProperties(policy).Groups);
}

/** Whether an ARN, as rendered in a stack, is that of a policy of this app. */
function isArnOf(policy: CfnResource, arn: any, stack: Stack): boolean {
  if (arn === undefined) { return false; }
  if (same(arn, referenceIn(stack, policy))) { return true; }
  const { ManagedPolicyName, Path } = renderedProperties(policy);
  return typeof ManagedPolicyName === 'string' && String(plain(arn)).endsWith(`:policy${Path ?? '/'}${ManagedPolicyName}`);
}

function asList(value: any): any[] {
  if (value === undefined) { return []; }
  return Array.isArray(value) ? value : [value]; // a list that is known only at deployment counts as one
}
