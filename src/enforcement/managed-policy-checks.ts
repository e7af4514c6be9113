import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { MfaManagedPolicyOptions } from './mfa-managed-policy-options';
import { checkText, misuse } from '../private/checks';
import { IAM_PATH, MANAGED_POLICY_DESCRIPTION, MANAGED_POLICY_NAME, MANAGED_POLICY_SIZE } from '../private/limits';
import { policySize, renderedProperties, same } from '../private/rendered';

/**
 * Throws for names that IAM refuses, and where the policy would not be synthesized.
 */
export function checkPolicyProps(policy: ManagedPolicy, { managedPolicyName, description, path }: MfaManagedPolicyOptions): void {
  checkText(policy, 'managedPolicyName', managedPolicyName, MANAGED_POLICY_NAME);
  checkText(policy, 'description', description, MANAGED_POLICY_DESCRIPTION);
  checkText(policy, 'path', path, IAM_PATH);
  if (!(policy.node.defaultChild instanceof CfnManagedPolicy)) {
    throw misuse(policy, 'the policy is not synthesized (iam.Role.customizeRoles with preventSynthesis), so nothing would '
      + 'be enforced; leave the scope of this policy out of customizeRoles');
  }
}

/**
 * What is wrong with the finished document of a policy: what IAM would refuse, and Denies of ours that are no longer there.
 */
export function findDocumentProblems(policy: ManagedPolicy, denies: PolicyStatement[]): string[] {
  const { PolicyDocument } = renderedProperties(policy.node.defaultChild as CfnResource);
  const sids: string[] = PolicyDocument.Statement.map((statement: any) => statement.Sid).filter((sid: any) => sid !== undefined);
  const twice = new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index));
  const size = policySize(PolicyDocument);
  const lost = denies.map(deny => Stack.of(policy).resolve(deny.toStatementJson()))
    .filter(deny => !PolicyDocument.Statement.some((statement: any) => same(statement, deny)));
  return [
    ...lost.map(({ Sid }) => `the statement '${Sid}' was changed or taken out (by an override?), so that MFA would not be enforced; leave it as it is`),
    ...[...twice].map(sid => `the policy has two statements with the Sid '${sid}'; give yours another one`),
    ...size > MANAGED_POLICY_SIZE
      ? [`the policy has ${size} characters without white space, IAM takes ${MANAGED_POLICY_SIZE}; move 'statements' to a policy of their own`]
      : [],
  ];
}
