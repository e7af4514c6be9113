import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkExemptActions } from './exempt-actions';
import { MfaDevices } from './mfa-devices';
import { misuse } from '../private/checks';

/**
 * How MFA is enforced, on whatever enforces it.
 */
export interface MfaEnforcementOptions {
  /**
   * Which MFA devices people may register. Devices that are registered already stay as they are.
   *
   * @default MfaDevices.any()
   */
  readonly allowedDevices?: MfaDevices;

  /**
   * How long MFA counts after it was used: 1 minute to 36 hours, in whole seconds. Afterwards everything is denied as
   * without MFA. Console sessions end at that age without a prompt; people sign in anew.
   *
   * @default - as long as the session lasts
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   */
  readonly maxMfaAge?: Duration;

  /**
   * From when on MFA is demanded, so that people have time to register a device. Until then everything is allowed that
   * other policies allow, but that access keys register no device, and that no other devices than the allowed ones are
   * registered, holds from the first day. Keep the time short: until then an access key may also give itself a console
   * password, and with it register a device. IAM compares with its own clock; the date is rendered in UTC, to the second. Give
   * it with its time zone, as in `new Date('2027-01-15T08:00:00Z')`: without one it is taken in that of the machine that
   * synthesizes, and a pipeline elsewhere makes another date of it.
   *
   * @default - at once
   */
  readonly enforceFrom?: Date;

  /**
   * Lets people change their password without MFA, which those need whose password "must be reset at next sign-in".
   * AWS advises against it: whoever knows a password can then change it and keep the person out.
   *
   * @default false
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
   */
  readonly allowPasswordChangeWithoutMfa?: boolean;

  /**
   * Lets people without MFA register their first device by access key, from the command line. Whoever finds a leaked
   * access key of somebody without a device can then make itself one and pass as that person. Not with security keys,
   * which are registered in the console only.
   *
   * @default false
   */
  readonly allowDeviceRegistrationWithAccessKeys?: boolean;

  /**
   * Lets requests through that an AWS service makes on behalf of a person and that do not tell of the person's MFA. The
   * request of the person to that service needs MFA all the same.
   *
   * @default false
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsservice
   */
  readonly exemptRequestsViaAwsServices?: boolean;

  /**
   * More actions that need no MFA, as `service:Action`.
   *
   * `*` may stand behind the colon. In the services that decide about identities (iam, sts, sso and more) only actions that
   * read can be exempted, in signin and sso-oauth none. In other services whatever you name is open, also what acts with the
   * rights of a role (`lambda:*`, `cloudformation:*`).
   *
   * @default - only what it takes to register a device needs no MFA
   */
  readonly exemptActions?: string[];
}

const MIN_MFA_AGE = Duration.minutes(1);
const MAX_MFA_AGE = Duration.hours(36); // a session of GetSessionToken lasts no longer

/**
 * Throws for options that make no sense, alone or together.
 */
export function checkOptions(scope: Construct, options: MfaEnforcementOptions): void {
  checkMfaAge(scope, options.maxMfaAge);
  checkExemptActions(scope, options.exemptActions ?? []);
  if (options.enforceFrom && !/^\d{4}-/.test(toIsoString(options.enforceFrom))) {
    throw misuse(scope, `'enforceFrom' must be a valid date of the years 0 to 9999, got '${options.enforceFrom}'`);
  }
  if (options.allowDeviceRegistrationWithAccessKeys && options.allowedDevices?._securityKeysOnly) {
    throw misuse(scope, '\'allowDeviceRegistrationWithAccessKeys\' has no meaning with security keys, which are registered in the console only; '
      + 'leave it out');
  }
}

/**
 * Throws unless an age is unset, a token, or within what IAM sessions can have.
 */
export function checkMfaAge(scope: Construct | undefined, age?: Duration): void {
  if (age === undefined || age.isUnresolved()) { return; }
  const seconds = age.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < MIN_MFA_AGE.toSeconds() || seconds > MAX_MFA_AGE.toSeconds()) {
    throw misuse(scope, `'maxMfaAge' must be from 1 minute to 36 hours in whole seconds, got ${seconds} seconds; pass for instance Duration.hours(12)`);
  }
}

/**
 * A date as IAM takes it: UTC, to the second. Empty for none that is valid.
 */
export function toIsoString(date: Date): string {
  return Number.isNaN(Number(date)) ? '' : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
