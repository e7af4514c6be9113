import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnRole, FromRoleArnOptions, FromRoleNameOptions, IRole, Role, RoleLookupOptions, RoleProps } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { iamNameClashes } from './attachments';
import { demandsMfa } from './mfa-conditions';
import { MfaPrincipal } from './mfa-principal';
import { findSidProblems } from './sids';
import { secondsAsText } from './statements';
import { isNarrowed } from './who-can-use-mfa';
import { misuse } from '../private/checks';
import { TRUST_POLICY_MAX_SIZE, TRUST_POLICY_SIZE } from '../private/limits';
import { referenceIn } from '../private/references';
import { policySize, renderedProperties, shareRendering, statementsOf } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

/**
 * Properties of an `MfaEnforcedRole`.
 *
 * Another `roleName` or `path` replaces the role, which has another ARN then: profiles and policies that name the old one have
 * to be changed. With a `roleName` another `path` needs another name too, or the deployment fails.
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
 * Synthesis looks into the finished trust policy and fails for a statement that lets somebody in without MFA: one that was
 * added later, or by a property injector, an aspect or an override.
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
    const isMade = this.node.defaultChild instanceof CfnRole && referenceIn(this.roleArn);
    if (!isMade) { // with customizeRoles the role is one that somebody has to make by hand
      throw misuse(this, 'iam.Role.customizeRoles stands for a role that is made by hand instead of this one, so nothing would be enforced; '
        + 'leave the scope of this role out of customizeRoles');
    }
    shareRendering(this);
    this.node.addValidation({ validate: () => this.findProblems() });
    warnWhenFinished(this, 'trustPolicySize', () => this.findLargeTrustPolicy());
  }

  private get trustPolicy(): any {
    return renderedProperties(this.node.defaultChild as CfnResource).AssumeRolePolicyDocument;
  }

  /** The finished policy counts: property injectors on Role, overrides and later statements do not ask `assumedBy`. */
  private findProblems(): string[] {
    const statements = statementsOf(this.trustPolicy);
    if (!statements) { return ['the trust policy cannot be looked into before deployment (by an override?), so that MFA may not be enforced; write it out']; }

    const age = this.maxMfaAge && Stack.of(this).resolve(secondsAsText(this.maxMfaAge));
    const open = statements.filter(letsAssume).filter(({ Condition = {} }) => !demandsMfa(Condition, age));
    const anybody = statements.filter(letsAssume).filter(({ Principal, Condition = {} }) => isAnybody(Principal) && !isNarrowed(Condition));
    const size = policySize(this.trustPolicy);
    return [
      ...iamNameClashes(this.node.defaultChild as CfnResource, 'roleName'),
      ...findSidProblems('the trust policy', statements),
      ...open.map(statement => `the trust policy lets ${JSON.stringify(statement.Principal ?? { Not: statement.NotPrincipal })} in without MFA`
        + `${this.maxMfaAge ? ' of the age asked' : ''}; ${whatToDo(statement)}`),
      ...anybody.map(() => 'the trust policy lets anybody of any account in who has an MFA device; add a condition on aws:PrincipalAccount or '
        + 'aws:PrincipalOrgID, without wildcards'),
      ...size > TRUST_POLICY_MAX_SIZE
        ? [`the trust policy has ${size} characters without white space, IAM takes ${TRUST_POLICY_MAX_SIZE} at most; trust fewer principals`]
        : [],
    ];
  }

  private findLargeTrustPolicy(): string | undefined {
    const size = policySize(this.trustPolicy);
    return size > TRUST_POLICY_SIZE
      ? `the trust policy has ${size} characters without white space, IAM takes ${TRUST_POLICY_SIZE} unless the account's quota is raised; `
        + 'raise it, or trust fewer principals'
      : undefined;
  }
}

/** The ways to a session of a role. */
const ASSUME = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** Whether a statement of a trust policy allows one of them, by name or by wildcard; what cannot be read counts. */
function letsAssume({ Effect, Action, NotAction }: any): boolean {
  if (Effect !== 'Allow') { return false; }
  const names = (actions: any, action: string) => [actions].flat().some(each => typeof each === 'string' && wildcard(each).test(action));
  if (NotAction !== undefined) { return ASSUME.some(action => !names(NotAction, action)); }
  return [Action].flat().some(each => typeof each !== 'string') || ASSUME.some(action => names(Action, action));
}

function isAnybody(principal: any): boolean {
  return [principal, principal?.AWS].flat().includes('*');
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
