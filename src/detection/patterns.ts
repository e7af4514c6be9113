/**
 * Filter patterns of CloudWatch Logs, as text: auditors' scanners compare them by order, quotes and parentheses.
 *
 * A comparison with `!=` does not match where the field is missing, which is why each of them has its NOT EXISTS.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */

/**
 * A successful console sign-in in which AWS itself asked for no second factor.
 *
 * - the outcome, because a refused password is no sign-in;
 * - the type, because AWS writes "No" for every federated sign-in, whatever the identity provider asked for;
 * - "YES" beside "Yes", because an older page of AWS prints it so;
 * - a missing field, because nothing says that it is always there.
 */
function signInWithoutMfa(userIdentityType: string): string {
  const signIn = (mfa: string) => `(${[
    '($.eventName = "ConsoleLogin")',
    mfa,
    `($.userIdentity.type = "${userIdentityType}")`,
    '($.responseElements.ConsoleLogin = "Success")',
  ].join(' && ')})`;
  const answeredOtherwise = '($.additionalEventData.MFAUsed != "Yes") && ($.additionalEventData.MFAUsed != "YES")';
  return `{ ${signIn(answeredOtherwise)} || ${signIn('($.additionalEventData.MFAUsed NOT EXISTS)')} }`;
}

export const USER_SIGN_IN_WITHOUT_MFA = signInWithoutMfa('IAMUser');

export const ROOT_SIGN_IN_WITHOUT_MFA = signInWithoutMfa('Root');

/**
 * Whatever root does: not what AWS does on its behalf (`invokedBy`, AwsServiceEvent), but what it does in the console,
 * which carries `invokedBy` too.
 */
export const ROOT_USER_ACTIVITY = '{ ($.userIdentity.type = "Root") && (($.userIdentity.invokedBy NOT EXISTS)'
  + ' || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && ($.eventType != "AwsServiceEvent") }';
