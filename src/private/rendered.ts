import { CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { plain } from './plain';

/** What a Stage has and how it is rendered, for one synthesis. */
interface Rendering {
  readonly nodes: IConstruct[];
  readonly resources: Map<string, CfnResource[]>;
  readonly properties: Map<CfnResource, Record<string, any>>;
  /** Single ones, by name. */
  readonly values: Map<CfnResource, Map<string, any>>;
  /** What checks work out from all of these, by a name of theirs. */
  readonly conclusions: Map<string, unknown>;
}

/** What checks work out from the whole app, for one synthesis; the Stages that there were, and those that it has come to. */
interface AppWide {
  readonly stages: Set<IConstruct>;
  readonly begun: Set<IConstruct>;
  readonly conclusions: Map<string, unknown>;
}

const renderings = new WeakMap<IConstruct, Rendering>();
const appWide = new WeakMap<IConstruct, AppWide>();
const shared = new WeakSet<IConstruct>();

/**
 * Lets the checks of a construct share what they look at: else each would render every resource of the Stage again. Core
 * validates from the Stage down, so that each synthesis begins anew, with the finished tree; before, nothing is kept.
 */
export function shareRendering(scope: IConstruct): void {
  const top = stageOf(scope);
  if (shared.has(top)) { return; }
  shared.add(top);
  top.node.addValidation({
    validate: () => {
      const nodes = top.node.findAll();
      renderings.set(top, { nodes, resources: byType(nodes), properties: new Map(), values: new Map(), conclusions: new Map() });
      beginIn(top);
      return [];
    },
  });
}

/**
 * A Stage that is come to again belongs to another synthesis. One that was not there before belongs to an app that has grown since:
 * pipelines synthesize each Stage as it is added.
 */
function beginIn(top: IConstruct): void {
  const { root } = top.node;
  const before = appWide.get(root);
  const again = before === undefined || before.begun.has(top);
  const begun = again ? new Set<IConstruct>() : before.begun;
  if (again || !before.stages.has(top)) {
    appWide.set(root, { stages: new Set(nodesAnywhere(top).filter(node => node === root || Stage.isStage(node))), begun, conclusions: new Map() });
  }
  begun.add(top);
}

/**
 * What is worked out once from the whole Stage, for all checks of one synthesis.
 */
export function onceInStage<T>(scope: IConstruct, name: string, workOut: () => T): T {
  return once(renderings.get(stageOf(scope))?.conclusions, name, workOut);
}

/**
 * What is worked out once from the whole app, for all checks of one synthesis. Stages that come later may still change: what their
 * own checks need of them is to be asked of the Stage.
 */
export function onceInApp<T>(scope: IConstruct, name: string, workOut: () => T): T {
  return once(renderings.has(stageOf(scope)) ? appWide.get(scope.node.root)?.conclusions : undefined, name, workOut);
}

function once<T>(conclusions: Map<string, unknown> | undefined, name: string, workOut: () => T): T {
  if (!conclusions) { return workOut(); }
  if (!conclusions.has(name)) { conclusions.set(name, workOut()); }
  return conclusions.get(name) as T;
}

/**
 * The Stage that a construct is synthesized with: that of an app is the app.
 */
export function stageOf(scope: IConstruct): IConstruct {
  return Stage.of(scope) ?? scope.node.root;
}

/**
 * All constructs of the whole app. What is synthesized with the app itself comes last, when no Stage gets any more.
 */
export function nodesAnywhere(scope: IConstruct): IConstruct[] {
  const { root } = scope.node;
  return (stageOf(scope) === root ? renderings.get(root)?.nodes : undefined) ?? root.node.findAll();
}

/**
 * All resources of CloudFormation types in the whole app.
 */
export function resourcesAnywhere(scope: IConstruct, ...types: string[]): CfnResource[] {
  return nodesAnywhere(scope).filter((node): node is CfnResource => CfnResource.isCfnResource(node) && types.includes(node.cfnResourceType));
}

function byType(nodes: IConstruct[]): Map<string, CfnResource[]> {
  return grouped(nodes.filter(node => CfnResource.isCfnResource(node)).map(node => [node.cfnResourceType, node] as const));
}

/**
 * All resources of a CloudFormation type in the Stage of a construct, its other stacks and nested stacks included.
 */
export function resourcesOfType(scope: IConstruct, type: string): CfnResource[] {
  const top = stageOf(scope);
  return (renderings.get(top)?.resources ?? byType(top.node.findAll())).get(type) ?? [];
}

/**
 * The properties of a resource as its template will hold them. Overrides (`addPropertyOverride`, permissions boundaries
 * applied from outside) show here only, not in the properties of the L1.
 */
export function renderedProperties(resource: CfnResource): Record<string, any> {
  const kept = keptOf(resource)?.properties;
  const known = kept?.get(resource);
  if (known) { return known; }
  // `_toCloudFormation` is what core itself renders with; it is stripped from the published types
  const template = Stack.of(resource).resolve((resource as any)._toCloudFormation());
  const rendered: any[] = Object.values(template.Resources ?? {});
  const properties = rendered[0]?.Properties ?? {};
  kept?.set(resource, properties);
  return properties;
}

/**
 * One property of a resource as its template will hold it: without rendering all the others, unless there are overrides. For texts
 * and lists of texts: the fields of objects are rendered under other names.
 */
export function renderedProperty(resource: CfnResource, name: string): any {
  if (!isUntouched(resource, name)) { return renderedProperties(resource)[name]; }
  const value = ownProperty(resource, name);
  if (isAsRendered(value)) { return value; }
  return once(valuesOf(resource), name, () => Stack.of(resource).resolve(value));
}

function valuesOf(resource: CfnResource): Map<string, any> | undefined {
  const values = keptOf(resource)?.values;
  if (values && !values.has(resource)) { values.set(resource, new Map()); }
  return values?.get(resource);
}

function isAsRendered(value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') { return true; }
  const isKnown = (each: unknown) => typeof each === 'string' && !Token.isUnresolved(each);
  return Array.isArray(value) ? !Token.isUnresolved(value) && value.every(isKnown) : isKnown(value);
}

/** What of IAM is looked at again and again. What listens to a topic may be in a Stage that is not prepared yet: that is not kept. */
function keptOf(resource: CfnResource): Rendering | undefined {
  return /^AWS::IAM::/.test(resource.cfnResourceType) ? renderings.get(stageOf(resource)) : undefined;
}

/**
 * A property of an L1 with its tokens; undefined where an override may stand for it.
 */
export function ownProperty(resource: CfnResource, name: string): any {
  return isUntouched(resource, name) ? (resource as any)[camelCase(name)] : undefined;
}

/**
 * A property with its tokens, or what an override makes of it, which has none.
 */
export function writtenProperty(resource: CfnResource, name: string): any {
  return ownProperty(resource, name) ?? renderedProperty(resource, name);
}

export function isUntouched(resource: CfnResource, name: string): boolean {
  const { rawOverrides } = resource as any; // private to core: where it is not found, there may be some
  return camelCase(name) in resource && typeof rawOverrides === 'object' && Object.keys(rawOverrides).length === 0;
}

/**
 * Whether a resource is there only where a condition holds, which another may exclude.
 */
export function isConditional(resource: CfnResource): boolean {
  return resource.cfnOptions.condition !== undefined || (resource as any).rawOverrides?.Condition !== undefined;
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * A policy statement as JSON for people to copy; what only the deployment knows is named in pointed brackets.
 */
export function statementForPeople(scope: IConstruct, statement: PolicyStatement): string {
  return JSON.stringify(plain(Stack.of(scope).resolve(statement.toStatementJson()), name => `<${name}>`));
}

/**
 * The statements of a rendered policy; undefined where they cannot be looked into before deployment.
 */
export function statementsOf(document: any): any[] | undefined {
  const statements = document?.Statement;
  const readable = Array.isArray(statements) && statements.every(each => typeof each?.Effect === 'string');
  return readable ? statements : undefined;
}

/**
 * The length of a rendered policy as IAM counts it: white space is free. Parts known only at deployment count nothing,
 * so a result over a limit is certain.
 */
export function policySize(document: any): number {
  return JSON.stringify(plain(document) ?? {}).replace(/\s/g, '').length;
}

/**
 * Pairs of a key and a value as lists of values by their key.
 */
export function grouped<K, V>(pairs: (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) { group.push(value); } else { groups.set(key, [value]); }
  }
  return groups;
}

/**
 * Whether two rendered values are the same.
 */
export function same(one: any, other: any): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
