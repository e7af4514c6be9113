import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import {
  Group, IGroup, IGroupRef, IRole, IUser, IUserRef, ManagedPolicy, User,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { iamNameClashes, lostAttachments, rolesThatCarry, usersAndGroupsThatCarry } from './attachments';
import { groupsOverTheLimit } from './group-limit';
import { allowsOnEverythingBeside, checkPolicyProps, findDocumentProblems, isAsWritten } from './managed-policy-checks';
import { checkOptions } from './mfa-enforcement-options';
import { MfaManagedPolicyOptions } from './mfa-managed-policy-options';
import { SelfManagedCredential } from './self-managed-credential';
import { denyStatements, selfManageStatements } from './statements';
import { acknowledge } from '../private/acknowledge';
import { misuse } from '../private/checks';
import { groupNameOf } from '../private/group-name';
import { shareRendering } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

/**
 * Properties of an `MfaEnforcementPolicy`.
 */
export interface MfaEnforcementPolicyProps extends MfaManagedPolicyOptions {
  /**
   * Which credentials people manage themselves once they use MFA. MFA devices they always do; `[]` means those only.
   *
   * @default - all that AWS's policy lists: every `SelfManagedCredential`
   */
  readonly selfManagedCredentials?: SelfManagedCredential[];

  /**
   * Groups whose members must use MFA. Groups that are not of this app (`Group.fromGroupName`) are welcome.
   *
   * @default - none; attach the policy with `attachToGroup`, or nobody has it (a warning says so)
   */
  readonly groups?: IGroup[];

  /**
   * Users who must use MFA. Users that are not of this app (`User.fromUserName`) are welcome.
   *
   * @default - none; attach the policy with `attachToUser`
   */
  readonly users?: IUser[];
}

/**
 * A managed policy that lets people manage their own credentials and MFA devices, and denies them everything else until
 * they use MFA.
 *
 * It is AWS's own self-manage-credentials policy, with its statement `DenyAllExceptListedIfNoMFA`, narrowed to the
 * account, and with two known holes in it closed: a leaked access key cannot register an MFA device,
 * and nobody without MFA can register one on another user. Console sessions without MFA can still register the first
 * device of their own user.
 *
 * Attach it to groups and users. On a role it would deny everything for ever, since the session of a role does not show
 * that MFA was used: `attachToRole` throws, and synthesis fails for a role of the app that refers to the policy. Permission
 * sets of IAM Identity Center make roles, too: keep it off them.
 *
 * Synthesis also fails where the finished template has lost the policy on what it was attached to, or a Deny of it.
 *
 * A group or user of this app gets the policy from its own side, so that it is enforced before anybody is a member, and
 * as long as anybody is. A group or user that is not of this app has its members already: they are enforced from the
 * moment of the attachment on, and no longer once the policy is deleted.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 *
 * @example
 * const policy = new MfaEnforcementPolicy(this, 'Enforcement', {
 *   groups: [iam.Group.fromGroupName(this, 'Admins', 'admins')],
 * });
 */
export class MfaEnforcementPolicy extends ManagedPolicy {
  private readonly attachedTo: (IGroupRef | IUserRef)[] = [];

  /**
   * @throws if a name, path or description is not one that IAM takes, an option makes no sense, or a group was imported
   * by an ARN with a path
   */
  constructor(scope: Construct, id: string, props: MfaEnforcementPolicyProps = {}) {
    super(scope, id, {
      managedPolicyName: props.managedPolicyName,
      description: props.description ?? 'Denies everything but managing one\'s own MFA device until MFA is used',
      path: props.path,
    });
    checkPolicyProps(this, props);
    checkOptions(this, props);

    // not handed to `super`: a property injector on ManagedPolicy could replace them
    const allows = selfManageStatements(Stack.of(this), props.selfManagedCredentials ?? Object.values(SelfManagedCredential));
    const denies = denyStatements(Stack.of(this), props);
    this.addStatements(...allows, ...denies, ...props.statements ?? []);
    props.groups?.forEach(group => this.attachToGroup(group));
    props.users?.forEach(user => this.attachToUser(user));

    shareRendering(this);
    this.node.addValidation({
      validate: () => {
        const asWritten = isAsWritten(this, [...allows, ...denies]);
        // one finding stands for all statements: with one of somebody else in it, it is for them to acknowledge
        if (asWritten || !allowsOnEverythingBeside(this, allows)) { this.acknowledgeWildcards('*'); }
        return [...asWritten ? [] : findDocumentProblems(this, denies), ...this.findProblems()];
      },
    });
    warnWhenFinished(this, 'policyUnused', () => usersAndGroupsThatCarry(this).length > 0
      ? undefined
      : 'no group or user of this app has this policy, so it enforces nothing; pass \'groups\' or \'users\', or call attachToGroup or attachToUser '
        + '(addManagedPolicy of a group that is not of this app does nothing)');
    const account = Token.isUnresolved(this.stack.account) ? '<AWS::AccountId>' : this.stack.account;
    this.acknowledgeWildcards(...['user/*/<aws:username>', 'mfa/*'].map(resource => `arn:<AWS::Partition>:iam::${account}:${resource}`)); // as cdk-nag prints it
  }

  /**
   * Enforces MFA for the members of a group.
   *
   * @throws if the group was imported by an ARN with a path, from which CDK makes a name that IAM refuses
   */
  public attachToGroup(group: IGroupRef): void {
    this.attachedTo.push(group);
    if (group instanceof Group) {
      group.addManagedPolicy(this);
      return;
    }
    groupNameOf(this, group);
    super.attachToGroup(group);
  }

  /**
   * Enforces MFA for a user.
   */
  public attachToUser(user: IUserRef): void {
    this.attachedTo.push(user);
    if (user instanceof User) {
      user.addManagedPolicy(this);
      return;
    }
    super.attachToUser(user);
  }

  /**
   * Always throws: the session of a role does not show that MFA was used, so that the role could do nothing for ever.
   *
   * @throws always
   */
  public attachToRole(role: IRole): void {
    throw misuse(this, `the policy cannot be attached to a role, got '${role.node.path}': the session of a role does not show `
      + 'that MFA was used, so it would deny everything for ever; use MfaEnforcedRole instead');
  }

  private findProblems(): string[] {
    const roles = rolesThatCarry(this);
    const lost = lostAttachments(this, this.attachedTo);
    return [
      ...lost.length > 0
        ? [`the policy was attached to ${lost.join(', ')} and is there no longer (by an override or an aspect?), so that MFA would not be enforced`]
        : [],
      ...iamNameClashes(this.node.defaultChild as CfnResource, 'managedPolicyName'),
      ...groupsOverTheLimit(this).map(group => `the group ${group} managed policies has more than IAM takes (10); merge some of them`),
      ...roles.length > 0
        ? [`the policy is attached to roles: ${roles.join(', ')}; the session of a role does not show that MFA was used, so they could do `
          + 'nothing for ever: use MfaEnforcedRole instead']
        : [],
    ];
  }

  private acknowledgeWildcards(...resources: string[]): void {
    acknowledge(this, 'The wildcards allow people to view the account\'s password policy and its virtual MFA devices, which take no resource, and to '
      + 'manage their own user, whatever its path, and devices of any name; the others are in Deny statements.',
    ...resources.map(resource => `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`));
  }
}
