import { CfnResource, Stage } from 'aws-cdk-lib';
import { accountOf } from './accounts';
import {
  grouped, isConditional, onceInApp, onceInStage, renderedProperty, resourcesAnywhere, resourcesOfType,
} from './rendered';

/**
 * Problems with a physical name that another resource of the same kind claims in the same account, for names that count in all
 * Regions: one that is free in one Region may be taken by the same stack in another. Resources under conditions may be there in turns.
 */
export function nameClashes(resource: CfnResource, prop: string, why: string, keyOf: (name: string) => string): string[] {
  const property = prop.charAt(0).toUpperCase() + prop.slice(1);
  const nameOf = (one: CfnResource) => renderedProperty(one, property);
  const name = nameOf(resource);
  if (typeof name !== 'string' || isConditional(resource)) { return []; }
  const type = resource.cfnResourceType;
  const claimOf = (one: CfnResource): string => `${accountOf(one)} ${keyOf(String(nameOf(one)))}`;
  const byName = (resources: CfnResource[]) => grouped(resources.filter(one => !isConditional(one)).map(one => [claimOf(one), one] as const));
  const here = onceInStage(resource, `${prop} of ${type}`, () => byName(resourcesOfType(resource, type)));
  const anywhere = onceInApp(resource, `${prop} of ${type}`, () => byName(resourcesAnywhere(resource, type)));
  const key = claimOf(resource);
  const elsewhere = (anywhere.get(key) ?? []).filter(one => Stage.of(one) !== Stage.of(resource));
  return [...new Set([...here.get(key) ?? [], ...elsewhere])]
    .filter(one => one !== resource)
    .map(one => `the name '${name}' is also that of ${one.node.path} in the same account, and ${why}; leave '${prop}' out`);
}
