import { CfnResource, Stack } from 'aws-cdk-lib';
import { accountOf, isKnownAccount } from '../private/accounts';
import { textsIn } from '../private/lists';
import { exactText, listed, nameKey } from '../private/plain';
import { referenceIn, referredTo } from '../private/references';
import { grouped, onceInStage, ownProperty, renderedProperty, resourcesOfType } from '../private/rendered';

const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';

/**
 * The managed policies of this app whose ARNs are in a property of a resource, as its template will hold it: by reference, or by their
 * name.
 */
export function policiesIn(resource: CfnResource, property: string): CfnResource[] {
  const referred = textsIn(resource, ownProperty(resource, property))?.map(policyReferredTo);
  if (referred?.every(policy => policy !== undefined)) { return [...new Set(referred)]; }
  const arns = listed(renderedProperty(resource, property));
  return [...new Set(arns.flatMap(arn => {
    const byReference = typeof arn === 'string' ? [] : referredTo(resource, property, arn, MANAGED_POLICY, 'PolicyArn');
    return byReference.length > 0 ? byReference : policiesNamed(exactText(arn), Stack.of(resource));
  }))];
}

/** The policy of this app to which a text leads that has not been rendered. */
function policyReferredTo(text: string): CfnResource | undefined {
  const { target, displayName = '' } = referenceIn(text) ?? {};
  if (!['PolicyArn', 'Ref'].includes(displayName)) { return undefined; }
  return CfnResource.isCfnResource(target) && target.cfnResourceType === MANAGED_POLICY ? target : undefined;
}

/**
 * Policies with the path and name of an ARN, and in its account as far as that is known. IAM compares names without case.
 */
function policiesNamed(arn: string, stack: Stack): CfnResource[] {
  const [, accountInArn, name] = /:iam::(.*?):policy(\/.+)$/i.exec(arn) ?? [];
  if (name === undefined || accountInArn === 'aws') { return []; }
  const account = accountInArn === '<{"Ref":"AWS::AccountId"}>' ? accountOf(stack) : accountInArn;
  const named = byName(stack).get(nameKey(name, stack)) ?? [];
  const near = named.filter(policy => accountOf(policy) === account);
  return near.length > 0 ? near : named.filter(policy => !isKnownAccount(accountOf(policy)) || !isKnownAccount(account));
}

function byName(scope: Stack): Map<string, CfnResource[]> {
  return onceInStage(scope, 'policies by name', () => grouped(resourcesOfType(scope, MANAGED_POLICY).flatMap(policy => {
    const [name, path = '/'] = ['ManagedPolicyName', 'Path'].map(each => renderedProperty(policy, each));
    return name === undefined ? [] : [[nameKey(`${exactText(path)}${exactText(name)}`, Stack.of(policy)), policy] as const];
  })));
}
