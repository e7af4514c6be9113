import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcementOptions } from './mfa-enforcement-options';

/**
 * What the managed policies of this library have in common.
 */
export interface MfaManagedPolicyOptions extends MfaEnforcementOptions {
  /**
   * The name of the managed policy: 1 to 128 letters, digits or characters of `_+=,.@-`. Another name replaces the
   * policy: what it was attached to by hand does not get the new one. IAM is global, so that a name can be used in one stack of an account only.
   *
   * @default - CloudFormation generates a name
   */
  readonly managedPolicyName?: string;

  /**
   * What the policy is for, in at most 1,000 characters. Another description replaces the policy, as another name does; with a
   * `managedPolicyName`, change that too, or the deployment fails.
   *
   * @default - a sentence that says what the policy enforces
   */
  readonly description?: string;

  /**
   * The path of the policy, which begins and ends with a slash. Another path replaces the policy, as another description does.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Statements of your own beside those of this library. They cannot take anything back: a Deny wins over every Allow.
   *
   * @default - only the statements of this library
   */
  readonly statements?: PolicyStatement[];
}
