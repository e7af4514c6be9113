import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { Group, IGroupRef, IUserRef, ManagedPolicy, User } from 'aws-cdk-lib/aws-iam';
import { differ } from '../private/checks';
import { MANAGED_POLICIES_PER_GROUP } from '../private/limits';
import { grouped, onceInStage, plain, referenceIn, renderedProperty, resourcesOfType, same } from '../private/rendered';

/**
 * Roles that would carry a policy of ours, as a policy or as their boundary, however it got there.
 *
 * A session of a role never shows reliably that MFA was used: such a role could do nothing, for ever.
 */
export function rolesThatCarry(policy: ManagedPolicy): string[] {
  return carriers(policy, 'AWS::IAM::Role', 'Roles', role =>
    [...asList(renderedProperty(role, 'ManagedPolicyArns')), renderedProperty(role, 'PermissionsBoundary')]);
}

/**
 * Users and groups that would have a policy of ours attached, however it got there.
 */
export function usersAndGroupsThatCarry(policy: ManagedPolicy): string[] {
  const attached = (one: CfnResource) => asList(renderedProperty(one, 'ManagedPolicyArns'));
  return [...carriers(policy, 'AWS::IAM::User', 'Users', attached), ...carriers(policy, 'AWS::IAM::Group', 'Groups', attached)];
}

/**
 * Of the users and groups that a policy was attached to, those that have it no longer: somebody else set their policies anew.
 */
export function lostAttachments(policy: ManagedPolicy, attachedTo: (IGroupRef | IUserRef)[]): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const ownSide = ['Groups', 'Users'].flatMap(side => asList(renderedProperty(resource, side)));
  return attachedTo.filter(one => {
    const own = one instanceof Group || one instanceof User ? one.node.defaultChild as CfnResource : undefined;
    if (own) { return !asList(renderedProperty(own, 'ManagedPolicyArns')).some(arn => isArnOf(resource, arn, Stack.of(own))); }
    const name = Stack.of(policy).resolve('groupRef' in one ? one.groupRef.groupName : one.userRef.userName);
    return !ownSide.some(rendered => same(rendered, name));
  }).map(one => one.node.path);
}

function carriers(policy: ManagedPolicy, type: string, ownProperty: string, arnsOf: (resource: CfnResource) => any[]): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const byPolicy = onceInStage(policy, `carriers ${type}`, () => {
    const find = policyFinder(policy);
    return grouped(resourcesOfType(policy, type).flatMap(each =>
      arnsOf(each).flatMap(arn => find(arn, Stack.of(each))).map(carried => [carried, each] as const)));
  });
  const fromItsOwn = asList(renderedProperty(resource, ownProperty));
  return [
    ...new Set(byPolicy.get(resource)?.map(each => each.node.path)),
    ...fromItsOwn.map(each => `${JSON.stringify(each)} in '${ownProperty}' of ${resource.node.path}`),
  ];
}

/**
 * Finds the policies of this app that an ARN, as rendered in a stack, means.
 */
function policyFinder(scope: ManagedPolicy): (arn: any, stack: Stack) => CfnResource[] {
  const policies = resourcesOfType(scope, 'AWS::IAM::ManagedPolicy');
  const here = new Map(policies.map(each => [`${Stack.of(each).node.addr} ${Stack.of(each).getLogicalId(each)}`, each]));
  return (arn, stack) => {
    const own = here.get(`${stack.node.addr} ${arn?.Ref}`);
    if (own) { return [own]; }
    // most of the rest are AWS's own
    if (arn === undefined || String(plain(arn)).includes(':iam::aws:policy/')) { return []; }
    return policies.filter(each => isArnOf(each, arn, stack));
  };
}

/**
 * Groups that carry an enforcement policy together with more managed policies than IAM takes, with their number.
 */
export function groupsOverTheLimit(policy: ManagedPolicy): string[] {
  const resource = policy.node.defaultChild as CfnResource;
  const { counts, byPolicy } = onceInStage(policy, 'groups', () => countPolicies(policy));
  return [...new Set(byPolicy.get(resource))].filter(group => counts.get(group)! > MANAGED_POLICIES_PER_GROUP)
    .map(group => `'${group}' with ${counts.get(group)}`);
}

/** How many policies each group has, from either side, and which groups each policy is on; groups by name or path. */
function countPolicies(scope: ManagedPolicy): { counts: Map<string, number>; byPolicy: Map<CfnResource, string[]> } {
  const find = policyFinder(scope);
  const attached = resourcesOfType(scope, 'AWS::IAM::ManagedPolicy')
    .flatMap(policy => asList(renderedProperty(policy, 'Groups')).map(name => [name, policy] as const));
  const byName = grouped(attached.filter(([name]) => typeof name === 'string'));
  const byReference = attached.filter(([name]) => typeof name !== 'string');
  const counts = new Map<string, number>();
  const pairs: (readonly [CfnResource, string])[] = [];
  const count = (name: string, fromPolicy: CfnResource[], arns: any[] = [], fromGroup: CfnResource[] = []) => {
    const twice = fromPolicy.filter(each => fromGroup.includes(each)).length;
    counts.set(name, arns.length + fromPolicy.length - twice);
    pairs.push(...[...new Set([...fromGroup, ...fromPolicy])].map(policy => [policy, name] as const));
  };

  for (const group of resourcesOfType(scope, 'AWS::IAM::Group')) {
    const name = renderedProperty(group, 'GroupName');
    const arns = asList(renderedProperty(group, 'ManagedPolicyArns'));
    const byItsReference = byReference.filter(([reference, policy]) => same(reference, referenceIn(Stack.of(policy), group)));
    const fromPolicy = new Set([...byName.get(name) ?? [], ...byItsReference.map(([, policy]) => policy)]);
    count(typeof name === 'string' ? name : group.node.path, [...fromPolicy], arns, arns.flatMap(arn => find(arn, Stack.of(group))));
  }
  for (const [name, policies] of byName) {
    if (!counts.has(name)) { count(name, [...new Set(policies)]); } // a group that is not of this app
  }
  return { counts, byPolicy: grouped(pairs) };
}

/**
 * Problems with a physical name that another resource of the same kind claims in the same account. IAM is global: a name
 * that is free in one Region may be taken by the same stack in another.
 */
export function nameClashes(resource: CfnResource, prop: 'groupName' | 'managedPolicyName' | 'roleName'): string[] {
  const name = (resource as any)[prop];
  const { account } = Stack.of(resource);
  if (name === undefined || Token.isUnresolved(name) || Token.isUnresolved(account)) { return []; }
  const claimed = onceInStage(resource, `${prop} anywhere`, () => grouped(resource.node.root.node.findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && node.cfnResourceType === resource.cfnResourceType)
    .map(node => [String((node as any)[prop]).toLowerCase(), node] as const)));
  return (claimed.get(name.toLowerCase()) ?? [])
    .filter(node => node !== resource && Stack.of(node).account === account)
    .map(node => `the name '${name}' is also that of ${node.node.path} in the same account, and IAM is global; leave '${prop}' out`);
}

/** Whether an ARN, as rendered in a stack, is that of a policy of this app. */
function isArnOf(policy: CfnResource, arn: any, stack: Stack): boolean {
  if (arn === undefined) { return false; }
  if (same(arn, referenceIn(stack, policy))) { return true; }
  const [ManagedPolicyName, Path] = ['ManagedPolicyName', 'Path'].map(name => renderedProperty(policy, name));
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
