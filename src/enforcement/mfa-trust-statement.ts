import { Duration } from 'aws-cdk-lib';
import { Condition, Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { conditionValues, contradictsMfa, demandMfa, describe, isAboutMfa, merge } from './mfa-conditions';
import { same } from '../private/rendered';

/**
 * A statement of a trust policy that demands MFA, and keeps doing so: whoever adds conditions later (external ids, wrappers
 * around the principal) can add to what it demands, not change it.
 */
export class MfaTrustStatement extends PolicyStatement {
  private readonly complete: boolean;

  constructor(statement: PolicyStatement, more: Conditions, maxMfaAge?: Duration) {
    super({
      sid: statement.sid,
      effect: statement.effect,
      actions: statement.actions,
      notActions: statement.notActions,
      principals: statement.principals,
      notPrincipals: statement.notPrincipals,
    });
    demandMfa(more); // throws for a contradiction that merging would hide
    const conditions = demandMfa(merge(demandMfa(statement.conditions), more), maxMfaAge);
    Object.entries(conditions).forEach(([operator, block]) => super.addCondition(operator, block as Condition));
    this.complete = true;
  }

  public addCondition(operator: string, block: Condition): void {
    if (this.complete) {
      const before = conditionValues(this.conditions);
      const change = conditionValues({ [operator]: block }).filter(isAboutMfa).find(added => contradictsMfa(added)
        || before.some(({ operator: o, key: k, value }) => o === added.operator && k === added.key && !same(value, added.value)));
      if (change) {
        throw new Error(`${describe(change)} would change that this principal must use MFA; add it before MfaPrincipal wraps the principal, or not at all`);
      }
    }
    super.addCondition(operator, block);
  }
}
