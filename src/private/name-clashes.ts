import { CfnResource, Token } from 'aws-cdk-lib';
import { accountOf } from './accounts';
import { grouped, onceInStage } from './rendered';

/**
 * Problems with a physical name that another resource of the same kind claims in the same account, for names that count in all
 * Regions: one that is free in one Region may be taken by the same stack in another.
 */
export function nameClashes(resource: CfnResource, prop: string, why: string, keyOf: (name: string) => string): string[] {
  const nameOf = (one: CfnResource) => (one as any)[prop];
  const name = nameOf(resource);
  if (typeof name !== 'string' || Token.isUnresolved(name)) { return []; }
  const claimed = onceInStage(resource, `${prop} anywhere`, () => grouped(resource.node.root.node.findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && node.cfnResourceType === resource.cfnResourceType)
    .map(node => [`${accountOf(node)} ${keyOf(String(nameOf(node)))}`, node] as const)));
  return (claimed.get(`${accountOf(resource)} ${keyOf(name)}`) ?? [])
    .filter(node => node !== resource)
    .map(node => `the name '${name}' is also that of ${node.node.path} in the same account, and ${why}; leave '${prop}' out`);
}
