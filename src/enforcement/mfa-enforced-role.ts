import { Annotations, AspectPriority, Aspects, CfnResource, Duration } from 'aws-cdk-lib';
import { CfnRole, FromRoleArnOptions, FromRoleNameOptions, IRole, Role, RoleLookupOptions, RoleProps } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { demandsMfa } from './mfa-conditions';
import { MfaPrincipal } from './mfa-principal';
import { misuse } from '../private/checks';
import { TRUST_POLICY_MAX_SIZE, TRUST_POLICY_SIZE } from '../private/limits';
import { policySize, renderedProperties } from '../private/rendered';

/**
 * Properties of an `MfaEnforcedRole`.
 */
export interface MfaEnforcedRoleProps extends RoleProps {
  /**
   * How long ago MFA may have been used when the role is assumed: 1 minute to 36 hours, in whole seconds. A session of the
   * role, once open, lasts as long as it lasts: limit that with `maxSessionDuration`.
   *
   * @default - as long as the session of who assumes the role lasts
   */
  readonly maxMfaAge?: Duration;
}

/**
 * An IAM role that people can assume with MFA only.
 *
 * It is an `iam.Role` whose trust policy demands MFA in each statement, of whoever is in `assumedBy`: IAM users, accounts,
 * several of them. AWS services, identity providers and other roles cannot show MFA and are refused.
 *
 * Synthesis fails when the finished trust policy has a statement that lets anybody in without MFA, however it got there.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * new MfaEnforcedRole(this, 'Admin', {
 *   assumedBy: new iam.AccountRootPrincipal(),
 *   maxMfaAge: Duration.hours(1),
 *   managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
 * });
 */
export class MfaEnforcedRole extends Role {
  /**
   * Always throws: a role that exists already is not enforced by being looked up.
   *
   * @throws always
   */
  public static fromLookup(scope: Construct, id: string, options: RoleLookupOptions): IRole {
    throw importedIsNotEnforced(scope, id, `Role.fromLookup of '${options.roleName}'`);
  }

  /**
   * Always throws: a role that exists already is not enforced by being imported.
   *
   * @throws always
   */
  public static fromRoleArn(scope: Construct, id: string, roleArn: string, _options?: FromRoleArnOptions): IRole {
    throw importedIsNotEnforced(scope, id, `Role.fromRoleArn of '${roleArn}'`);
  }

  /**
   * Always throws: a role that exists already is not enforced by being imported.
   *
   * @throws always
   */
  public static fromRoleName(scope: Construct, id: string, roleName: string, _options?: FromRoleNameOptions): IRole {
    throw importedIsNotEnforced(scope, id, `Role.fromRoleName of '${roleName}'`);
  }

  private readonly maxMfaAge?: Duration;

  /**
   * @throws if somebody in `assumedBy` cannot show MFA, or the age is not one that sessions can have
   */
  constructor(scope: Construct, id: string, props: MfaEnforcedRoleProps) {
    const { maxMfaAge, ...roleProps } = props;
    super(scope, id, { ...roleProps, assumedBy: new MfaPrincipal(props.assumedBy, { maxMfaAge }) });
    this.maxMfaAge = maxMfaAge;
    if (!(this.node.defaultChild instanceof CfnRole)) {
      throw misuse(this, 'the role is not synthesized (iam.Role.customizeRoles with preventSynthesis), so nothing would be enforced; '
        + 'leave the scope of this role out of customizeRoles');
    }
    this.node.addValidation({ validate: () => this.findProblems() });
    Aspects.of(this).add({ visit: node => { if (node === this) { this.warnAboutSize(); } } }, { priority: AspectPriority.READONLY });
  }

  private get trustPolicy(): { Statement: any[] } {
    return renderedProperties(this.node.defaultChild as CfnResource).AssumeRolePolicyDocument;
  }

  /** The finished policy counts: property injectors on Role, overrides and later statements do not ask `assumedBy`. */
  private findProblems(): string[] {
    const open = this.trustPolicy.Statement.filter(letsAssume).filter(statement => !demandsMfa(statement.Condition ?? {}, this.maxMfaAge));
    const size = policySize(this.trustPolicy);
    return [
      ...open.map(statement => `the trust policy lets ${JSON.stringify(statement.Principal ?? { Not: statement.NotPrincipal })} in without MFA`
        + `${this.maxMfaAge ? ' of the age asked' : ''}; ${whatToDo(statement)}`),
      ...size > TRUST_POLICY_MAX_SIZE
        ? [`the trust policy has ${size} characters without white space, IAM takes ${TRUST_POLICY_MAX_SIZE} at most; trust fewer principals`]
        : [],
    ];
  }

  private warnAboutSize(): void {
    const size = policySize(this.trustPolicy);
    if (size <= TRUST_POLICY_SIZE || size > TRUST_POLICY_MAX_SIZE) { return; }
    Annotations.of(this).addWarningV2('cdk-enforce-mfa:trustPolicySize',
      `the trust policy has ${size} characters without white space, IAM takes ${TRUST_POLICY_SIZE} unless the account's quota is raised; `
      + 'raise it, or trust fewer principals');
  }
}

/** Whether a statement of a trust policy allows sts:AssumeRole, by name or by wildcard. */
function letsAssume({ Effect, Action, NotAction }: any): boolean {
  if (Effect !== 'Allow') { return false; }
  const covers = (actions: any) => [actions].flat().some(action => wildcard(String(action)).test('sts:AssumeRole'));
  return NotAction === undefined ? covers(Action) : !covers(NotAction);
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${escaped}$`, 'i');
}

function whatToDo({ Principal }: any): string {
  return [Principal?.Service].flat().includes('account-access.amazonaws.com')
    ? 'account access manager asks IAM Identity Center for MFA, and cannot show it here: give it a role of its own (iam.Role)'
    : 'add principals by \'assumedBy\', or wrapped in an MfaPrincipal';
}

function importedIsNotEnforced(scope: Construct, id: string, what: string): Error {
  return misuse(scope, `a role that exists already is not enforced by importing it, got '${id}' (${what}); change its trust policy where `
    + 'it is made, or make a new MfaEnforcedRole');
}
