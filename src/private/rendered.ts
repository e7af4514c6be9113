import {
  CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, Stage, StringConcat, Token, Tokenization,
} from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** The longest value of each pseudo parameter in any partition. */
export const LONGEST: Record<string, string> = {
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws-us-gov',
  'AWS::Region': 'us-isof-south-1',
  'AWS::URLSuffix': 'amazonaws.com.cn',
};

/** What a Stage has and how it is rendered, for one synthesis. */
interface Rendering {
  readonly resources: Map<string, CfnResource[]>;
  readonly properties: Map<CfnResource, Record<string, any>>;
  /** What checks work out from all of these, by a name of theirs. */
  readonly conclusions: Map<string, unknown>;
}

/** What checks work out from the whole app, for one synthesis; and the Stages that it has come to. */
interface AppWide {
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
      renderings.set(top, { resources: byType(top), properties: new Map(), conclusions: new Map() });
      beginIn(top);
      return [];
    },
  });
}

/** A Stage that is come to again belongs to another synthesis. */
function beginIn(top: IConstruct): void {
  const before = appWide.get(top.node.root);
  const now = before && !before.begun.has(top) ? before : { begun: new Set<IConstruct>(), conclusions: new Map() };
  appWide.set(top.node.root, now);
  now.begun.add(top);
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

function stageOf(scope: IConstruct): IConstruct {
  return Stage.of(scope) ?? scope.node.root;
}

/**
 * All resources of CloudFormation types in the whole app.
 */
export function resourcesAnywhere(scope: IConstruct, ...types: string[]): CfnResource[] {
  return scope.node.root.node.findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && types.includes(node.cfnResourceType));
}

function byType(top: IConstruct): Map<string, CfnResource[]> {
  return grouped(top.node.findAll().filter(node => CfnResource.isCfnResource(node)).map(node => [node.cfnResourceType, node] as const));
}

/**
 * All resources of a CloudFormation type in the Stage of a construct, its other stacks and nested stacks included.
 */
export function resourcesOfType(scope: IConstruct, type: string): CfnResource[] {
  const top = stageOf(scope);
  return (renderings.get(top)?.resources ?? byType(top)).get(type) ?? [];
}

/**
 * The properties of a resource as its template will hold them. Overrides (`addPropertyOverride`, permissions boundaries
 * applied from outside) show here only, not in the properties of the L1.
 */
export function renderedProperties(resource: CfnResource): Record<string, any> {
  const kept = /^AWS::IAM::/.test(resource.cfnResourceType) ? renderings.get(stageOf(resource))?.properties : undefined;
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
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : Stack.of(resource).resolve(value);
}

/**
 * A property of an L1 with its tokens; undefined where an override may stand for it.
 */
export function ownProperty(resource: CfnResource, name: string): any {
  return isUntouched(resource, name) ? (resource as any)[camelCase(name)] : undefined;
}

function isUntouched(resource: CfnResource, name: string): boolean {
  const { rawOverrides } = resource as any; // private to core: where it is not found, there may be some
  return camelCase(name) in resource && typeof rawOverrides === 'object' && Object.keys(rawOverrides).length === 0;
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * A rendered value as plain text and structure: joins joined, pseudo parameters at their longest, and whatever else is
 * known only at deployment as nothing, or as `ref` calls it. It gets the name, and all of the function.
 */
export function plain(value: any, ref: (name: string, value: any) => string = name => LONGEST[name] ?? ''): any {
  if (Array.isArray(value)) { return value.map(each => plain(each, ref)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [key, argument] = Object.entries<any>(value)[0] ?? [];
  if (key === 'Ref') { return ref(argument, value); }
  if (key === 'Fn::Join' && Array.isArray(argument[1])) { return argument[1].map((each: any) => plain(each, ref)).join(argument[0]); }
  if (key === 'Fn::Sub') { return substituted(argument).map(part => plain(part, ref)).join(''); }
  if (key?.startsWith('Fn::')) { return ref(nameOf(key, argument), value); }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v, ref)]));
}

/** The parts of an Fn::Sub: texts, and what stands for its variables. */
function substituted(argument: any): any[] {
  const [text, variables = {}] = [argument].flat();
  return String(text).split(/(\$\{[^}]*\})/).map(part => {
    const name = /^\$\{([^!].*)\}$/.exec(part)?.[1].trim();
    if (name === undefined) { return part.replace(/^\$\{!/, '${'); } // ${!Literal} stands for ${Literal}
    const [resource, ...attribute] = name.split('.');
    return variables[name] ?? (attribute.length > 0 ? { 'Fn::GetAtt': [resource, attribute.join('.')] } : { Ref: name });
  });
}

/**
 * A rendered value as text that differs wherever the deployment could make a difference: what it alone knows stands in it
 * as it is rendered.
 */
export function exactText(value: any): string {
  return String(plain(value, (_, unknown) => `<${JSON.stringify(unknown)}>`));
}

/**
 * A name, or what ends with one, to compare with others: IAM's names do not differ by case. What only the deployment knows is the
 * same within one stack alone.
 */
export function nameKey(text: string, stack: Stack): string {
  return text.includes('<{') ? `${stack.node.addr} ${text}` : text.toLowerCase();
}

/** What a function leads to, where it says so; else its own name. */
function nameOf(key: string, argument: any): string {
  const parts = [argument].flat();
  return ['Fn::GetAtt', 'Fn::ImportValue'].includes(key) && parts.every(part => typeof part === 'string') ? parts.join('.') : key;
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
 * The resources of a type that a rendered value of a property leads to by references. `attributes` are those that tell which resource
 * it is, as its Ref does.
 */
export function referredTo(resource: CfnResource, property: string, value: any, type: string, ...attributes: string[]): CfnResource[] {
  const stack = Stack.of(resource);
  const names = mentioned(value).filter(name => !name.startsWith('AWS::'));
  if (names.length === 0) { return []; }
  const byLogicalId = onceInStage(resource, `${type} by logical id`, () => new Map(resourcesOfType(resource, type).map(each =>
    [`${Stack.of(each).node.addr} ${Stack.of(each).getLogicalId(each)}`, each] as const)));
  const own = names.flatMap(name => byLogicalId.get(`${stack.node.addr} ${name}`) ?? []);
  if (own.length > 0) { return own; }
  // a reference to another stack is an import or a parameter in this one
  const text = JSON.stringify(value);
  return targetsOfProperty(resource, property)
    .filter((target): target is CfnResource => CfnResource.isCfnResource(target) && target.cfnResourceType === type && Stack.of(target) !== stack)
    .filter(target => [target.ref, ...attributes.map(attribute => target.getAtt(attribute))].some(reference =>
      text.includes(JSON.stringify(stack.resolve(reference)))));
}

/** The names of what a rendered value refers to: of its own stack's resources and parameters, and of exports. */
function mentioned(value: any): string[] {
  if (Array.isArray(value)) { return value.flatMap(mentioned); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries<any>(value).flatMap(([key, argument]) => {
    if (key === 'Ref') { return [argument]; }
    if (key === 'Fn::GetAtt') { return [String([argument].flat()[0]).split('.')[0]]; }
    if (key === 'Fn::Sub') { return mentioned(substituted(argument)); }
    return [...key === 'Fn::ImportValue' ? [key] : [], ...mentioned(argument)];
  });
}

/**
 * What a property refers to, before references between stacks are rendered; where there are overrides, all that may be in it.
 */
export function targetsOfProperty(resource: CfnResource, name: string): IConstruct[] {
  if (isUntouched(resource, name)) { return targetsOf(resource, ownProperty(resource, name)); }
  const { rawOverrides } = resource as any;
  return targetsOf(resource, [(resource as any)._toCloudFormation(), rawOverrides]);
}

/**
 * What a value refers to, before references between stacks are rendered.
 */
export function targetsOf(scope: IConstruct, value: any): IConstruct[] {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: true });
  return resolver.targets;
}

class ReferenceCollector extends DefaultTokenResolver {
  public readonly targets: IConstruct[] = [];

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token)) { this.targets.push(token.target); }
    return super.resolveToken(token, context, postProcessor);
  }
}

/**
 * What is in a rendered list, or all there is of one value, in every case of a condition; a list that is known only at deployment
 * counts as one.
 */
export function listed(value: any): any[] {
  if (value === undefined) { return []; }
  return [value].flat().flatMap(each => casesOf(each)?.flatMap(listed) ?? [each]).filter(each => each?.Ref !== 'AWS::NoValue');
}

/**
 * How much of that there can be at once.
 */
export function mostListed(value: any): number {
  if (value === undefined || value?.Ref === 'AWS::NoValue') { return 0; }
  const cases = casesOf(value);
  if (cases) { return Math.max(...cases.map(mostListed)); }
  return Array.isArray(value) ? value.reduce((sum, each) => sum + mostListed(each), 0) : 1;
}

/** What a condition decides between. */
function casesOf(value: any): any[] | undefined {
  return Array.isArray(value?.['Fn::If']) ? value['Fn::If'].slice(1) : undefined;
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
