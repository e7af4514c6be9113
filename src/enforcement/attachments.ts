import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { Group, IGroupRef, IUserRef, ManagedPolicy, User } from 'aws-cdk-lib/aws-iam';
import { differ } from '../private/checks';
import { MANAGED_POLICIES_PER_GROUP } from '../private/limits';
import { plain, referenceIn, renderedProperties, resourcesOfType, same } from '../private/rendered';

/**
 * Roles that would carry a policy of ours, as a policy or as their boundary, however it got there.
 *
 * A session of a role never shows reliably that MFA was used: such a role could do nothing, for ever.
 */
export function rolesThatCarry(policy: ManagedPolicy): string[] {
  return carriers(policy, 'AWS::IAM::Role', 'Roles', ({ ManagedPolicyArns, PermissionsBoundary }) =>
    [...asList(ManagedPolicyArns), PermissionsBoundary]);
}

/**
 * Users and groups that would have a policy of ours attached, however it got there.
 */
export function usersAndGroupsThatCarry(policy: ManagedPolicy): string[] {
  const attached = ({ ManagedPolicyArns }: any) => asList(ManagedPolicyArns);
  return [...carriers(policy, 'AWS::IAM::User', 'Users', attached), ...carriers(policy, 'AWS::IAM::Group', 'Groups', attached)];
}

/**
 * Of the users and groups that a policy was attached to, those that have it no longer: somebody else set their policies anew.
 */
export function lostAttachments(policy: ManagedPolicy, attachedTo: (IGroupRef | IUserRef)[]): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const { Groups, Users } = renderedProperties(resource);
  return attachedTo.filter(one => {
    const own = one instanceof Group || one instanceof User ? one.node.defaultChild as CfnResource : undefined;
    if (own) { return !asList(renderedProperties(own).ManagedPolicyArns).some(arn => isArnOf(resource, arn, Stack.of(own))); }
    const name = Stack.of(policy).resolve('groupRef' in one ? one.groupRef.groupName : one.userRef.userName);
    return ![...asList(Groups), ...asList(Users)].some(rendered => same(rendered, name));
  }).map(one => one.node.path);
}

function carriers(policy: ManagedPolicy, type: string, ownProperty: string, arnsOf: (properties: any) => any[]): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const fromTheirSide = resourcesOfType(policy, type)
    .filter(each => arnsOf(renderedProperties(each)).some(arn => isArnOf(resource, arn, Stack.of(each))));
  const fromItsOwn = asList(renderedProperties(resource)[ownProperty]);
  return [
    ...fromTheirSide.map(each => each.node.path),
    ...fromItsOwn.map(each => `${JSON.stringify(each)} in '${ownProperty}' of ${resource.node.path}`),
  ];
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
  if (typeof ManagedPolicyName !== 'string') { return false; }
  // the same policy, referred to by its name; IAM compares names without case
  const [, account, name] = /:iam::([^:]*):policy(\/.*)$/i.exec(String(plain(arn, pseudo => `<${pseudo}>`))) ?? [];
  const elsewhere = account === 'aws' || (/^\d{12}$/.test(account ?? '') && differ(account, Stack.of(policy).account));
  return !elsewhere && name?.toLowerCase() === `${Path ?? '/'}${ManagedPolicyName}`.toLowerCase();
}

/** A rendered list, through conditions; one that is known only at deployment counts as one. */
function asList(value: any): any[] {
  if (value === undefined) { return []; }
  return [value].flat().flatMap(each => Array.isArray(each?.['Fn::If']) ? each['Fn::If'].slice(1).flatMap(asList) : [each])
    .filter(each => each?.Ref !== 'AWS::NoValue');
}
