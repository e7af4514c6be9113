import {
  CfnOutput, CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, StringConcat, Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { exactText, substituted } from './plain';
import { grouped, isUntouched, onceInStage, ownProperty, resourcesOfType, stageOf } from './rendered';

/**
 * The resources of a type that a rendered value of a property leads to by references. `attributes` are those that tell which resource
 * it is, as its Ref does.
 */
export function referredTo(resource: CfnResource, property: string, value: any, type: string, ...attributes: string[]): CfnResource[] {
  const stack = Stack.of(resource);
  if (mentioned(value).every(name => name.startsWith('AWS::'))) { return []; }
  const byLogicalId = onceInStage(resource, `${type} by logical id`, () => new Map(resourcesOfType(resource, type).map(each =>
    [`${Stack.of(each).node.addr} ${Stack.of(each).resolve(each.logicalId)}`, each] as const)));
  const namedIn = (place: Stack, rendered: any) => mentioned(rendered).flatMap(name => byLogicalId.get(`${place.node.addr} ${name}`) ?? []);
  const own = namedIn(stack, value);
  if (own.length > 0) { return own; }
  // a reference to another stack is an import or a parameter in this one
  const text = JSON.stringify(value);
  const referred = targetsOfProperty(resource, property)
    .filter((target): target is CfnResource => CfnResource.isCfnResource(target) && target.cfnResourceType === type && Stack.of(target) !== stack)
    .filter(target => [target.ref, ...attributes.map(attribute => target.getAtt(attribute))].some(reference =>
      text.includes(JSON.stringify(stack.resolve(reference)))));
  return referred.length > 0 ? referred : imports(value).flatMap(name => {
    const outputs = outputsByExport(resource).get(exportKey(name, stack)) ?? [];
    return outputs.length === 1 ? outputs.flatMap(output => namedIn(Stack.of(output), Stack.of(output).resolve(output.value))) : [];
  });
}

/** The names of exports that are imported by hand; what core imports by itself it has a reference for. */
function imports(value: any): any[] {
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries<any>(value).flatMap(([key, argument]) => key === 'Fn::ImportValue' ? [argument] : imports(argument));
}

function outputsByExport(scope: IConstruct): Map<string, CfnOutput[]> {
  return onceInStage(scope, 'outputs by export', () => grouped(stageOf(scope).node.findAll()
    .filter((node): node is CfnOutput => node instanceof CfnOutput && node.exportName !== undefined)
    .map(output => [exportKey(Stack.of(output).resolve(output.exportName), Stack.of(output)), output] as const)));
}

/** An export has its name in one account and Region. */
function exportKey(name: any, stack: Stack): string {
  return `${stack.environment} ${exactText(name)}`;
}

/** How references to another stack are rendered, by their strength. */
const REACH_OUT = ['Fn::GetStackOutput', 'Fn::ImportValue'];

/** The names of what a rendered value refers to: of its own stack's resources and parameters, and of functions that reach out of it. */
function mentioned(value: any): string[] {
  if (Array.isArray(value)) { return value.flatMap(mentioned); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries<any>(value).flatMap(([key, argument]) => {
    if (key === 'Ref') { return [argument]; }
    if (key === 'Fn::GetAtt') { return [String([argument].flat()[0]).split('.')[0]]; }
    if (key === 'Fn::Sub') { return mentioned(substituted(argument)); }
    return [...REACH_OUT.includes(key) ? [key] : [], ...mentioned(argument)];
  });
}

/**
 * What a property refers to, before references between stacks are rendered; where there are overrides, all that may be in it.
 */
function targetsOfProperty(resource: CfnResource, name: string): IConstruct[] {
  if (isUntouched(resource, name)) { return targetsOf(resource, ownProperty(resource, name)); }
  const { rawOverrides } = resource as any;
  return targetsOf(resource, [(resource as any)._toCloudFormation(), rawOverrides]);
}

/**
 * The reference that a text with a token is, and nothing beside it; seen without rendering it.
 */
export function referenceIn(text: string): Reference | undefined {
  const token = Tokenization.reverse(text, { failConcat: false });
  return Reference.isReference(token) ? token : undefined;
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
