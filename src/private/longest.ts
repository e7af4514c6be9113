import {
  CfnParameter, CfnResource, DefaultTokenResolver, IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Reference,
  Token, Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { LONGEST, plain } from './plain';
import { isUntouched, ownProperty, renderedProperty } from './rendered';

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
  return atLongest(resource, ownProperty(resource, name) ?? renderedProperty(resource, name));
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

function longestOf({ target, displayName }: Reference): string | undefined {
  if (target instanceof CfnParameter) { return target.maxLength === undefined ? undefined : 'x'.repeat(target.maxLength); }
  const naming = CfnResource.isCfnResource(target) ? NAMES[target.cfnResourceType] : undefined;
  if (!naming) { return undefined; }
  const { kind, property, length } = naming;
  const name = textAtLongest(target as CfnResource, property, length) ?? 'x'.repeat(length);
  if (displayName !== 'Arn' && kind !== 'policy') { return displayName === 'Ref' ? name : undefined; }
  return arnOf(kind, textAtLongest(target as CfnResource, 'Path', LONGEST_PATH) ?? '/', name);
}

/** A text that is written out, or one of the greatest length for what is known later. */
function textAtLongest(resource: CfnResource, property: string, length: number): string | undefined {
  const text = isUntouched(resource, property) ? ownProperty(resource, property) : renderedProperty(resource, property);
  if (text === undefined) { return undefined; }
  return typeof text === 'string' && !Token.isUnresolved(text) ? text : 'x'.repeat(length);
}

function arnOf(kind: string, path: string, name: string): string {
  const [partition, account] = ['AWS::Partition', 'AWS::AccountId'].map(Ref => plain({ Ref }));
  return `arn:${partition}:iam::${account}:${kind}${path}${name}`;
}
