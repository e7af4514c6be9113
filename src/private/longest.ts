import {
  CfnParameter, CfnResource, DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Reference,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { LONGEST, plain } from './plain';
import { isUntouched, ownProperty, renderedProperty, writtenProperty } from './rendered';

/** Stands for what nothing in the app tells. */
export const UNKNOWN = '\u0000';

/**
 * How resources of IAM are called: the property, the longest name, and what their ARNs say before path and name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const NAMES: Record<string, { readonly property: string; readonly length: number; readonly kind: string }> = {
  'AWS::IAM::Group': { property: 'GroupName', length: 128, kind: 'group' },
  'AWS::IAM::ManagedPolicy': { property: 'ManagedPolicyName', length: 128, kind: 'policy' },
  'AWS::IAM::Role': { property: 'RoleName', length: 64, kind: 'role' },
  'AWS::IAM::User': { property: 'UserName', length: 64, kind: 'user' },
};
const LONGEST_PATH = 512;

export const LONGEST_GROUP_NAME = 'x'.repeat(NAMES['AWS::IAM::Group'].length);
export const LONGEST_POLICY_ARN = arnOf('policy', 'x'.repeat(LONGEST_PATH), 'x'.repeat(NAMES['AWS::IAM::ManagedPolicy'].length));

/**
 * A value with its texts as long as they can become: names and ARNs of IAM's resources at their longest, parameters at their
 * MaxLength, and UNKNOWN for what else only the deployment knows.
 */
export function atLongest<T>(scope: IConstruct, value: T): T {
  return known(Tokenization.resolve(value, { scope, resolver: new LongestResolver(), preparing: false }));
}

/**
 * A property of a resource likewise. What it is rendered to tells less than its tokens do; only an override has none.
 */
export function propertyAtLongest(resource: CfnResource, name: string): any {
  return atLongest(resource, writtenProperty(resource, name));
}

function known(value: any): any {
  if (Array.isArray(value)) { return value.map(known); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [[key, argument] = ['', undefined]] = Object.entries<any>(value);
  if (key === 'Fn::Join' && Array.isArray(argument[1])) { return argument[1].map(known).join(argument[0]); }
  if (key === 'Fn::Sub') { return plain(value, name => LONGEST[name] ?? UNKNOWN); }
  if (key === 'Ref' || key.startsWith('Fn::')) { return plain(value) || UNKNOWN; }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, known(each)]));
}

/** Looks at what references lead to, where core would render a name that only CloudFormation knows. */
class LongestResolver extends DefaultTokenResolver {
  constructor() {
    super(JOINED);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    return (Reference.isReference(token) ? longestOf(token) : undefined) ?? super.resolveToken(token, context, postProcessor);
  }
}

const JOINED: IFragmentConcatenator = {
  join: (left, right) => left === undefined ? right : right === undefined ? left : { 'Fn::Join': ['', [left, right]] },
};

const AS_RENDERED = new DefaultTokenResolver(JOINED);

function longestOf({ target, displayName }: Reference): string | undefined {
  if (target instanceof CfnParameter) { return target.maxLength === undefined ? undefined : 'x'.repeat(target.maxLength); }
  const naming = CfnResource.isCfnResource(target) ? NAMES[target.cfnResourceType] : undefined;
  if (!naming) { return undefined; }
  const property = (name: string) => textOf(target as CfnResource, name);
  const given = property(naming.property);
  const name = typeof given === 'string' ? given : 'x'.repeat(naming.length);
  if (displayName !== 'Arn' && naming.kind !== 'policy') { return displayName === 'Ref' ? name : undefined; }
  const path = property('Path') ?? '/';
  return arnOf(naming.kind, typeof path === 'string' ? path : 'x'.repeat(LONGEST_PATH), name);
}

/** A property of which only a text is of interest, rendered without what Stack.resolve does besides. */
function textOf(resource: CfnResource, property: string): any {
  return isUntouched(resource, property)
    ? Tokenization.resolve(ownProperty(resource, property), { scope: resource, resolver: AS_RENDERED, preparing: false })
    : renderedProperty(resource, property);
}

function arnOf(kind: string, path: string, name: string): string {
  const [partition, account] = ['AWS::Partition', 'AWS::AccountId'].map(Ref => plain({ Ref }));
  return `arn:${partition}:iam::${account}:${kind}${path}${name}`;
}
