import { CfnResource } from 'aws-cdk-lib';
import { CfnManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { MfaManagedPolicyOptions } from './mfa-managed-policy-options';
import { checkText, misuse } from '../private/checks';
import { IAM_PATH, MANAGED_POLICY_DESCRIPTION, MANAGED_POLICY_NAME, MANAGED_POLICY_SIZE } from '../private/limits';
import { policySize, renderedProperties } from '../private/rendered';

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
 * What IAM would refuse in the finished document of a policy.
 */
export function findDocumentProblems(policy: ManagedPolicy): string[] {
  const { PolicyDocument } = renderedProperties(policy.node.defaultChild as CfnResource);
  const sids: string[] = PolicyDocument.Statement.map((statement: any) => statement.Sid).filter((sid: any) => sid !== undefined);
  const twice = new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index));
  const size = policySize(PolicyDocument);
  return [
    ...[...twice].map(sid => `the policy has two statements with the Sid '${sid}'; give yours another one`),
    ...size > MANAGED_POLICY_SIZE
      ? [`the policy has ${size} characters without white space, IAM takes ${MANAGED_POLICY_SIZE}; move 'statements' to a policy of their own`]
      : [],
  ];
}
