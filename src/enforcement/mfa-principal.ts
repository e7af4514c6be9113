import { Duration } from 'aws-cdk-lib';
import {
  AddToPrincipalPolicyResult, ComparablePrincipal, Conditions, Effect, IAssumeRolePrincipal, IPrincipal, PolicyDocument, PolicyStatement,
  PrincipalBase, PrincipalPolicyFragment, SessionTagsPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { demandMfa, merge } from './mfa-conditions';
import { checkMfaAge } from './mfa-enforcement-options';
import { MfaTrustStatement } from './mfa-trust-statement';
import { refuseWhoCannotUseMfa } from './who-can-use-mfa';

/**
 * How MFA is demanded of a principal.
 */
export interface MfaPrincipalOptions {
  /**
   * How long ago MFA may have been used when the role is assumed: 1 minute to 36 hours, in whole seconds.
   *
   * @default - as long as the session of who assumes the role lasts
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   */
  readonly maxMfaAge?: Duration;
}

/**
 * A principal that must use MFA, for the trust policies of roles that you make yourself. `MfaEnforcedRole` does it for you.
 * It demands nothing of statements that are added to such a role beside it; an `MfaEnforcedRole` looks at all of them.
 *
 * It wraps IAM users and accounts, also several, with their conditions, external ids and session tags: each statement of
 * the trust policy gets the conditions on MFA beside its own. Wrapped twice, the smaller age holds.
 *
 * MFA shows in the call of AssumeRole alone, by an IAM user: with a code in the call itself, or from a session of
 * GetSessionToken with a code. AWS services, identity providers and roles cannot show it and are refused.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * new iam.Role(this, 'Admin', {
 *   assumedBy: new MfaPrincipal(new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) }),
 * });
 */
export class MfaPrincipal extends PrincipalBase {
  /**
   * The action of the trust policy, that of the wrapped principal.
   */
  public readonly assumeRoleAction: string;

  /**
   * The account of the wrapped principal, if it has one.
   */
  public readonly principalAccount: string | undefined;

  private readonly wrapped: IPrincipal;
  private readonly maxMfaAge?: Duration;
  private conditions: Conditions = {};

  /**
   * @throws if the principal cannot show MFA, its conditions contradict MFA, or the age is not one that sessions can have
   */
  constructor(principal: IPrincipal, options: MfaPrincipalOptions = {}) {
    super();
    checkMfaAge(undefined, options.maxMfaAge);
    this.wrapped = principal;
    this.maxMfaAge = options.maxMfaAge;
    this.assumeRoleAction = principal.assumeRoleAction;
    this.principalAccount = principal.principalAccount;
    this.addToAssumeRolePolicy(new PolicyDocument()); // throws for whoever is refused
  }

  /**
   * The principal with the conditions on MFA, for statements that you write yourself.
   */
  public get policyFragment(): PrincipalPolicyFragment {
    const { principalJson, conditions } = this.wrapped.policyFragment;
    return new PrincipalPolicyFragment(principalJson, demandMfa(merge(conditions, this.conditions), this.maxMfaAge));
  }

  /**
   * Adds the principal to a trust policy, with the conditions on MFA in each statement.
   *
   * @throws if somebody was added to the wrapped principal since who cannot show MFA
   */
  public addToAssumeRolePolicy(document: PolicyDocument): void {
    const demanding = new DemandingDocument(document, statement => {
      refuseWhoCannotUseMfa(statement);
      return new MfaTrustStatement(statement, this.conditions, this.maxMfaAge);
    });
    if (isAssumeRolePrincipal(this.wrapped)) {
      this.wrapped.addToAssumeRolePolicy(demanding);
    } else {
      demanding.addStatements(new PolicyStatement({ actions: [this.assumeRoleAction], principals: [this.wrapped] }));
    }
  }

  /**
   * Adds to the policy of the wrapped principal. What is allowed there (by a grant, for instance) is allowed with MFA only.
   */
  public addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    if (statement.effect === Effect.DENY) { return this.wrapped.addToPrincipalPolicy(statement); }
    return this.wrapped.addToPrincipalPolicy(statement.copy({ conditions: demandMfa(statement.conditions, this.maxMfaAge) }));
  }

  /**
   * The same principal under more conditions. Those on MFA stay.
   *
   * @throws if the conditions contradict MFA
   */
  public withConditions(conditions: Conditions): PrincipalBase {
    const copy = new MfaPrincipal(this.wrapped, { maxMfaAge: this.maxMfaAge });
    copy.conditions = merge(this.conditions, conditions);
    demandMfa(copy.conditions); // throws for a contradiction
    return copy;
  }

  /**
   * The same principal, allowed to pass session tags.
   */
  public withSessionTags(): PrincipalBase {
    const copy = new MfaPrincipal(new SessionTagsPrincipal(this.wrapped), { maxMfaAge: this.maxMfaAge });
    copy.conditions = this.conditions;
    return copy;
  }

  /**
   * What makes two of them the same.
   */
  public dedupeString(): string | undefined {
    const inner = ComparablePrincipal.dedupeStringFor(this.wrapped);
    return inner && `MfaPrincipal:${inner}:${JSON.stringify(this.conditions)}:${this.maxMfaAge?.toSeconds() ?? ''}`;
  }

  /**
   * The wrapped principal, and that it must use MFA.
   */
  public toString(): string {
    return `MfaPrincipal(${this.wrapped})`;
  }
}

/** Hands on what a principal adds to its trust policy, statement by statement: composites add several. */
class DemandingDocument extends PolicyDocument {
  constructor(private readonly target: PolicyDocument, private readonly demand: (statement: PolicyStatement) => PolicyStatement) {
    super();
  }

  public addStatements(...statements: PolicyStatement[]): void {
    statements.forEach(statement => this.target.addStatements(this.demand(statement)));
  }
}

function isAssumeRolePrincipal(principal: IPrincipal): principal is IAssumeRolePrincipal {
  return 'addToAssumeRolePolicy' in principal;
}
