import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { IConstruct } from 'constructs';

export const HERE = { account: '123456789012', region: 'us-east-1' };

/** A stack in a known account and Region, in an app of its own. */
export function knownStack(id = 'Stack', props: StackProps = {}): Stack {
  return new Stack(new App(), id, { env: HERE, ...props });
}

/** A stack that can be deployed anywhere. */
export function agnosticStack(id = 'Stack'): Stack {
  return new Stack(new App(), id);
}

/** Synthesizes the whole app of a construct. */
export function synthesize(construct: IConstruct): void {
  (construct.node.root as App).synth({ force: true });
}

/** The texts of all warnings below a stack that carry an id of ours. */
export function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('ack: cdk-enforce-mfa:'))
    .map(({ id, entry }) => `${id} ${entry.data}`);
}

/** The only resource of a type, its logical id with it. */
export function only(template: Template, type: string): { id: string; properties: any; resource: any } {
  const found = Object.entries(template.findResources(type));
  if (found.length !== 1) { throw new Error(`${found.length} resources of type ${type}`); }
  const [[id, resource]] = found;
  return { id, properties: resource.Properties, resource };
}

/** Whether, by references and DependsOn, one resource of a template is created after another (and so deleted before it). */
export function isCreatedAfter(template: Template, later: string, earlier: string, seen = new Set<string>()): boolean {
  if (seen.has(later)) { return false; }
  seen.add(later);
  const resources = template.toJSON().Resources;
  const direct = Object.keys(resources).filter(id => id !== later && mentions(resources[later], id));
  return direct.includes(earlier) || direct.some(id => isCreatedAfter(template, id, earlier, seen));
}

function mentions(value: any, id: string): boolean {
  if (Array.isArray(value)) { return value.some(each => mentions(each, id)); }
  if (typeof value !== 'object' || value === null) { return false; }
  if (value.Ref === id || value['Fn::GetAtt']?.[0] === id) { return true; }
  if (value.DependsOn?.includes(id)) { return true; }
  return Object.values(value).some(each => mentions(each, id));
}
