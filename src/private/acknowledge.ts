import { CfnResource, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Acknowledges findings of policy validation plugins (cdk-nag, cfn-guard and others) on a construct of ours, with the reason.
 *
 * A finding that cannot be acknowledged is a line in somebody's report; an error here would stop their deployment, so what core
 * refuses is left out.
 */
export function acknowledge(construct: IConstruct, reason: string, ...ids: string[]): void {
  const taken = heedsPlace() ? ids : ids.flatMap(askedForByConstruct);
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // core notes for each where it was acknowledged: always here, and that takes longer than all the rest
  try {
    for (const id of taken) { acknowledgeOne(construct, reason, id); }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function acknowledgeOne(construct: IConstruct, reason: string, id: string): void {
  try {
    Validations.of(construct).acknowledge({ id, reason });
  } catch {
    return;
  }
}

/**
 * Before 2.271.0 core took what is acknowledged on one construct as acknowledged in the whole app: findings about resources of
 * others would be gone from their report.
 */
function heedsPlace(): boolean {
  const { version = '' } = (Validations as any)[Symbol.for('jsii.rtti')] ?? {};
  const [major, minor] = String(version).split('.').map(Number);
  return major > 2 || minor >= 271;
}

/**
 * Without the name of its pack core takes an id for that of an annotation, of which cdk-nag makes none, and cdk-nag finds it on the
 * construct.
 */
function askedForByConstruct(id: string): string[] {
  const [, , rule] = /^([^:]+)::(\1-[^:[]+)$/.exec(id) ?? [];
  return rule === undefined ? [] : [rule];
}

/**
 * Acknowledges findings of checkov, which reads finished templates and looks there for what was acknowledged.
 */
export function acknowledgeInTemplate(construct: IConstruct, reason: string, ...checks: string[]): void {
  const resource = construct.node.defaultChild as CfnResource;
  const before = resource.getMetadata('checkov')?.skip ?? [];
  resource.addMetadata('checkov', { skip: [...before, ...checks.map(id => ({ id, comment: reason }))] });
}

/** The ids of a rule that cdk-nag's packs for compliance share. */
export function inCompliancePacks(rule: string): string[] {
  return ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].map(pack => `${pack}::${pack}-${rule}`);
}

/** The id of a rule of AWS Control Tower, as cfn-guard's plugin knows it. */
export function inControlTower(rule: string): string {
  return `cdk-validator-cfnguard::${rule}`;
}
