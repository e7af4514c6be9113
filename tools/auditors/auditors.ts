import type { Auditor } from './auditor';
import { CFN_LINT } from './cfn-lint';
import { CHECKOV } from './checkov';
import { cfnGuard } from './installations';
import { OWN_CHECKS } from './own';
import { PARLIAMENT } from './parliament';
import type { OnLookers } from './synthesis';

let guard: string;

const CDK: Auditor = { name: 'cdk', title: "the CDK's own rules, of aws-cdk-lib 2.276.0" };
const CDK_NAG: Auditor = { name: 'cdk-nag', title: 'cdk-nag 3.0.2: AwsSolutions, HIPAA, NIST 800-53 R5, PCI DSS 3.2.1' };
const CFN_GUARD: Auditor = {
  name: 'cfn-guard',
  title: 'cfn-guard 3.1.1 with the rules of AWS Control Tower',
  async install(report) { guard = await cfnGuard(report); },
};

export const AUDITORS: Auditor[] = [CDK, CDK_NAG, CFN_GUARD, CFN_LINT, CHECKOV, PARLIAMENT, OWN_CHECKS];

/** Those of some auditors who look on while the CDK synthesizes. */
export function onLookers(auditors: Auditor[]): OnLookers {
  return { cdk: auditors.includes(CDK), nag: auditors.includes(CDK_NAG), guard: auditors.includes(CFN_GUARD) ? guard : undefined };
}
