import { Duration } from 'aws-cdk-lib';
import { Condition, Conditions, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { conditionValues, contradictsMfa, demandMfa, describe, isAboutMfa, merge } from './mfa-conditions';
import { isAboutWho } from './who-can-use-mfa';
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
      const change = conditionValues({ [operator]: block }).filter(added => isAboutMfa(added) || isAboutWho(added)).find(added =>
        contradictsMfa(added) || before.some(there => there.operator === added.operator
          && there.key.toLowerCase() === added.key.toLowerCase() && !(there.key === added.key && same(there.value, added.value))));
      if (change) {
        throw new Error(`${describe(change)} would change who must use MFA, or that they must; add it before MfaPrincipal wraps the principal, or not at all`);
      }
    }
    super.addCondition(operator, block);
  }
}
