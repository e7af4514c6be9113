import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { Group, GroupProps, IGroup } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { iamNameClashes } from './attachments';
import { MfaEnforcementOptions } from './mfa-enforcement-options';
import { MfaEnforcementPolicy } from './mfa-enforcement-policy';
import { SelfManagedCredential } from './self-managed-credential';
import { acknowledge, inCompliancePacks } from '../private/acknowledge';
import { checkText, misuse } from '../private/checks';
import { GROUP_NAME, GROUP_PATH } from '../private/limits';

/**
 * Properties of an `MfaEnforcedGroup`.
 *
 * Another `groupName` replaces the group: the old one stays, enforced, with whoever was added to it by hand; in the new one
 * they are not. Another `path` changes it in place. IAM is global, so that a name can be used in one stack of an account only.
 *
 * `docs/what-changes-replace.md` in the repository says how to take people along.
 */
export interface MfaEnforcedGroupProps extends GroupProps, MfaEnforcementOptions {
  /**
   * Which credentials people manage themselves once they use MFA. MFA devices they always do; `[]` means those only.
   *
   * @default - all that AWS's policy lists: every `SelfManagedCredential`
   */
  readonly selfManagedCredentials?: SelfManagedCredential[];

  /**
   * What happens to the group and its policy when the stack no longer has them. By default they stay: members that were
   * added by hand would otherwise be left without enforcement, or stop the deletion half-way. With `DESTROY` both go,
   * after the members that were added in the app; IAM refuses to delete a group that still has others.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - group and policy stay, but a failed first deployment leaves nothing
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * An IAM group whose members must use MFA.
 *
 * It is an `iam.Group` with an `MfaEnforcementPolicy`: without MFA its members can register a device of their own and do
 * nothing else; with MFA they can do what their other policies allow. Give those to the group as to any other, by
 * `managedPolicies` or `addToPolicy`.
 *
 * The policy is there before the group, and the group before its members, so that nobody has rights before the
 * enforcement; on deletion it is the other way round.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
 *
 * @example
 * const people = new MfaEnforcedGroup(this, 'People', {
 *   managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
 * });
 * people.addUser(new iam.User(this, 'Alice'));
 */
export class MfaEnforcedGroup extends Group {
  /**
   * Always throws: a group that exists already is not enforced by being imported.
   *
   * @throws always
   */
  public static fromGroupArn(scope: Construct, id: string, groupArn: string): IGroup {
    throw importedIsNotEnforced(scope, id, `Group.fromGroupArn(…, '${groupArn}')`);
  }

  /**
   * Always throws: a group that exists already is not enforced by being imported.
   *
   * @throws always
   */
  public static fromGroupName(scope: Construct, id: string, groupName: string): IGroup {
    throw importedIsNotEnforced(scope, id, `Group.fromGroupName(…, '${groupName}')`);
  }

  /**
   * The policy that enforces MFA for the members of this group. Attach it to other groups and users too.
   */
  public readonly enforcementPolicy: MfaEnforcementPolicy;

  /**
   * @throws if the name or path is not one that IAM takes, or an option makes no sense
   */
  constructor(scope: Construct, id: string, props: MfaEnforcedGroupProps = {}) {
    const {
      allowDeviceRegistrationWithAccessKeys, allowedDevices, allowPasswordChangeWithoutMfa, enforceFrom, exemptActions,
      exemptRequestsViaAwsServices, maxMfaAge, removalPolicy, selfManagedCredentials, ...groupProps
    } = props;
    super(scope, id, groupProps);
    checkText(this, 'groupName', props.groupName, GROUP_NAME);
    checkText(this, 'path', props.path, GROUP_PATH);

    this.enforcementPolicy = new MfaEnforcementPolicy(this, 'EnforcementPolicy', {
      allowDeviceRegistrationWithAccessKeys,
      allowedDevices,
      allowPasswordChangeWithoutMfa,
      enforceFrom,
      exemptActions,
      exemptRequestsViaAwsServices,
      maxMfaAge,
      selfManagedCredentials,
    });
    this.enforcementPolicy.attachToGroup(this);
    this.applyRemovalPolicy(removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

    this.node.addValidation({ validate: () => iamNameClashes(this.node.defaultChild as CfnResource, 'groupName') });
    acknowledge(this, 'People may be added by hand, too; a group without members gives nothing to anybody.', ...inCompliancePacks('IAMGroupHasUsers'));
  }

  /**
   * Sets what happens to the group and its policy when the stack no longer has them. Both have one removal policy: a group
   * that stayed without its policy would not be enforced.
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    super.applyRemovalPolicy(policy);
    this.enforcementPolicy.applyRemovalPolicy(policy);
  }
}

function importedIsNotEnforced(scope: Construct, id: string, howToImport: string): Error {
  return misuse(scope, `a group that exists already is not enforced by importing it, got '${id}'; attach a policy to it: `
    + `new MfaEnforcementPolicy(…, { groups: [${howToImport}] })`);
}
