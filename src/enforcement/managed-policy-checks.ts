import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { MfaManagedPolicyOptions } from './mfa-managed-policy-options';
import { findSidProblems } from './sids';
import { checkText, misuse } from '../private/checks';
import { MANAGED_POLICY_PATH, MANAGED_POLICY_DESCRIPTION, MANAGED_POLICY_NAME, MANAGED_POLICY_SIZE } from '../private/limits';
import { referenceIn } from '../private/references';
import { ownProperty, policySize, renderedProperty, statementsOf } from '../private/rendered';

/**
 * Throws for names that IAM refuses, and where the policy would not be synthesized.
 */
export function checkPolicyProps(policy: ManagedPolicy, { managedPolicyName, description, path }: MfaManagedPolicyOptions): void {
  checkText(policy, 'managedPolicyName', managedPolicyName, MANAGED_POLICY_NAME);
  checkText(policy, 'description', description, MANAGED_POLICY_DESCRIPTION);
  checkText(policy, 'path', path, MANAGED_POLICY_PATH);
  const isMade = policy.node.defaultChild instanceof CfnManagedPolicy && referenceIn(policy.managedPolicyArn);
  if (!isMade) { // with customizeRoles the ARN is that of another policy, which somebody has to make by hand
    throw misuse(policy, 'iam.Role.customizeRoles stands for a policy that is made by hand instead of this one, so nothing would '
      + 'be enforced; leave the scope of this policy out of customizeRoles');
  }
}

/**
 * Whether the finished document surely holds these statements of ours alone, within IAM's limit, so that there is nothing to look for in
 * it. Their only tokens are the account, the partition and an age: each is rendered to less than it takes itself.
 */
export function isAsWritten(policy: ManagedPolicy, written: PolicyStatement[]): boolean {
  const { document } = policy;
  const { statements } = document as any; // private to core: where they are not found, there may be others
  return ownProperty(policy.node.defaultChild as CfnResource, 'PolicyDocument') === document
    && statements?.length === written.length && written.every((statement, index) => statement === statements[index])
    && JSON.stringify(document.toJSON()).length <= MANAGED_POLICY_SIZE;
}

/**
 * What is wrong with the finished document of a policy: what IAM would refuse, and Denies of ours that are no longer there.
 */
export function findDocumentProblems(policy: ManagedPolicy, denies: PolicyStatement[]): string[] {
  const PolicyDocument = documentOf(policy);
  const statements = statementsOf(PolicyDocument);
  if (!statements) { return ['the statements of the policy cannot be looked into before deployment (by an override?), so that MFA may not be enforced; write them out']; }

  const rendered = new Set(statements.map(statement => JSON.stringify(statement)));
  const lost = denies.map(deny => Stack.of(policy).resolve(deny.toStatementJson())).filter(deny => !rendered.has(JSON.stringify(deny)));
  const size = policySize(PolicyDocument);
  return [
    ...lost.map(({ Sid }) => `the statement '${Sid}' was changed or taken out (by an override?), so that MFA would not be enforced; leave it as it is`),
    ...findSidProblems('the policy', statements),
    ...size > MANAGED_POLICY_SIZE
      ? [`the policy has ${size} characters without white space, IAM takes ${MANAGED_POLICY_SIZE}; move 'statements' to a policy of their own`]
      : [],
  ];
}

/**
 * Whether the finished document has an Allow on every resource beside these statements.
 */
export function allowsOnEverythingBeside(policy: ManagedPolicy, own: PolicyStatement[]): boolean {
  const asRendered = (sid: string) => own.filter(statement => statement.sid === sid)
    .map(statement => JSON.stringify(Stack.of(policy).resolve(statement.toStatementJson())));
  return (statementsOf(documentOf(policy)) ?? [])
    .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))
    .some(statement => !asRendered(statement.Sid).includes(JSON.stringify(statement)));
}

function documentOf(policy: ManagedPolicy): any {
  return renderedProperty(policy.node.defaultChild as CfnResource, 'PolicyDocument');
}
