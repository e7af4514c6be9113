import { CfnResource, Stack } from 'aws-cdk-lib';
import { IGroupRef, IRole, IUserRef, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { iamNameClashes, rolesThatCarry, usersAndGroupsThatCarry, usersWithBoundary } from './attachments';
import { checkPolicyProps, findDocumentProblems } from './managed-policy-checks';
import { checkOptions } from './mfa-enforcement-options';
import { MfaManagedPolicyOptions } from './mfa-managed-policy-options';
import { denyStatements } from './statements';
import { acknowledge, acknowledgeInTemplate, inCompliancePacks, inControlTower } from '../private/acknowledge';
import { misuse } from '../private/checks';
import { renderedProperty, resourcesOfType, shareRendering } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

/**
 * Properties of an `MfaPermissionsBoundary`.
 */
export interface MfaPermissionsBoundaryProps extends MfaManagedPolicyOptions {}

/**
 * A permissions boundary for IAM users whom no enforced group reaches: everything is within it with MFA, and without MFA
 * only what it takes to register a device.
 *
 * It denies explicitly. What a boundary does not allow, a resource policy that names the user would still give; what it
 * denies, nothing gives.
 *
 * A boundary grants nothing. To register a device a person needs, from a policy beside it: `iam:CreateVirtualMFADevice`,
 * `iam:EnableMFADevice`, `iam:GetUser`, `iam:ListMFADevices` and `iam:ListVirtualMFADevices`, as an `MfaEnforcementPolicy`
 * gives them.
 *
 * A user has one boundary. Where a whole stack or app gets another one (`permissionsBoundary` of a stack,
 * `PermissionsBoundary.of(…).apply`), that one takes the place of this; a warning says so when no user is left with it.
 *
 * It is for users alone. Attached as a policy its Allow would make administrators: `attachToUser`, `attachToGroup` and
 * `attachToRole` throw. On a role it would deny everything for ever. Synthesis fails where one of them in the app refers to it
 * in another way.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 *
 * @example
 * const boundary = new MfaPermissionsBoundary(this, 'Boundary');
 * new iam.User(this, 'Alice', { permissionsBoundary: boundary });
 */
export class MfaPermissionsBoundary extends ManagedPolicy {
  /**
   * @throws if a name, path or description is not one that IAM takes, or an option makes no sense
   */
  constructor(scope: Construct, id: string, props: MfaPermissionsBoundaryProps = {}) {
    super(scope, id, {
      managedPolicyName: props.managedPolicyName,
      description: props.description ?? 'Boundary within which everything but managing one\'s own MFA device needs MFA',
      path: props.path,
    });
    checkPolicyProps(this, props);
    checkOptions(this, props);

    // not handed to `super`: a property injector on ManagedPolicy could replace them
    const denies = denyStatements(Stack.of(this), props);
    this.addStatements(
      new PolicyStatement({ sid: 'AllowAll', actions: ['*'], resources: ['*'] }),
      ...denies,
      ...props.statements ?? [],
    );
    shareRendering(this);
    this.node.addValidation({ validate: () => this.findProblems(denies) });
    warnWhenFinished(this, 'boundaryUnused', () => this.findUnused());
    this.acknowledgeFindings();
  }

  /**
   * Always throws: attached as a policy, the boundary would give everything.
   *
   * @throws always
   */
  public attachToGroup(group: IGroupRef): void {
    throw this.notAPolicy(`the group '${group.groupRef.groupName}'`);
  }

  /**
   * Always throws: attached as a policy, the boundary would give everything. Pass it as `permissionsBoundary` of the user.
   *
   * @throws always
   */
  public attachToUser(user: IUserRef): void {
    throw this.notAPolicy(`the user '${user.userRef.userName}'`);
  }

  /**
   * Always throws: attached as a policy, the boundary would give everything.
   *
   * @throws always
   */
  public attachToRole(role: IRole): void {
    throw this.notAPolicy(`the role '${role.roleName}'`);
  }

  private acknowledgeFindings(): void {
    const reason = 'A permissions boundary grants nothing: its Allow is the outer limit, and what needs MFA is denied explicitly.';
    acknowledge(this, reason,
      ...['Action::*', 'Resource::*'].map(finding => `AwsSolutions::AwsSolutions-IAM5[${finding}]`),
      ...inCompliancePacks('IAMPolicyNoStatementsWithAdminAccess'),
      ...inCompliancePacks('IAMPolicyNoStatementsWithFullAccess'),
      inControlTower('iam_managed_policy_no_statements_with_admin_access_check'),
      inControlTower('iam_managed_policy_no_statements_with_full_access_check'));
    acknowledgeInTemplate(this, reason, 'CKV_AWS_107', 'CKV_AWS_108', 'CKV_AWS_109', 'CKV_AWS_110', 'CKV_AWS_111');
  }

  private findUnused(): string | undefined {
    if (usersWithBoundary(this).length > 0) { return undefined; }
    const others = resourcesOfType(this, 'AWS::IAM::User').filter(user => renderedProperty(user, 'PermissionsBoundary')).map(user => user.node.path);
    return `no user of this app has this boundary, so it enforces nothing${others.length > 0 ? ` (${others.join(', ')} got another one, and a user can `
      + 'have one only)' : ''}; pass it as permissionsBoundary of a user, and keep stack-wide boundaries off that user`;
  }

  private notAPolicy(target: string): Error {
    return misuse(this, `a boundary cannot be attached as a policy, since its Allow would give everything, got ${target}; `
      + 'pass it as permissionsBoundary of a user, and attach an MfaEnforcementPolicy to groups');
  }

  private findProblems(denies: PolicyStatement[]): string[] {
    const roles = rolesThatCarry(this);
    const attached = usersAndGroupsThatCarry(this);
    return [
      ...findDocumentProblems(this, denies),
      ...iamNameClashes(this.node.defaultChild as CfnResource, 'managedPolicyName'),
      ...roles.length > 0
        ? [`the boundary is on roles: ${roles.join(', ')}; the session of a role does not show that MFA was used, so they could do `
          + 'nothing for ever: give it to users only, and use MfaEnforcedRole for roles']
        : [],
      ...attached.length > 0
        ? [`the boundary is attached as a policy to ${attached.join(', ')}; its Allow would give everything: pass it as permissionsBoundary `
          + 'of users instead']
        : [],
    ];
  }
}
