import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { consoleLogin } from './what';
import { ACCOUNT, root, user, type Fields } from './who';

const WITHOUT_MFA: readonly IdentityEventName[] = ['UserSignInWithoutMfa'];
const FAILURE: readonly IdentityEventName[] = ['ConsoleSignInFailure'];
const ROOT: readonly IdentityEventName[] = ['RootUserActivity'];
const ROOT_WITHOUT_MFA: readonly IdentityEventName[] = ['RootSignInWithoutMfa', 'RootUserActivity'];
const ROOT_FAILURE: readonly IdentityEventName[] = ['RootUserActivity', 'ConsoleSignInFailure'];

/** Any text as a user name: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
const HIDDEN = user({ principalId: undefined, arn: undefined, accessKeyId: '', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' });

const withData = (who: Fields, additionalEventData: Fields) => consoleLogin({ who }, { additionalEventData });

/** IAM users and root at the console's sign-in page. */
export const CONSOLE_SIGN_INS: readonly LabelledEvent[] = [
  // Outcome and MFAUsed of users and root, "Yes" and "No":
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  // "YES": an older print of that page, awsdocs/aws-cloudtrail-user-guide.
  { name: 'user, no MFA', event: consoleLogin({ who: user(), mfaUsed: 'No' }), rings: WITHOUT_MFA },
  { name: 'user, MFA', event: consoleLogin({ who: user(), mfaUsed: 'Yes' }), rings: [] },
  { name: 'user, MFA in capitals', event: consoleLogin({ who: user(), mfaUsed: 'YES' }), rings: [] },
  { name: 'user, failure, no MFA', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: 'No' }), rings: FAILURE },
  { name: 'user, failure, MFA', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: 'Yes' }), rings: FAILURE },
  {
    name: 'user without ARN, failure',
    event: consoleLogin({ who: user({ arn: undefined, accessKeyId: '' }), outcome: 'Failure', mfaUsed: 'No' }),
    rings: FAILURE,
  },
  { name: 'root, no MFA', event: consoleLogin({ who: root(), mfaUsed: 'No' }), rings: ROOT_WITHOUT_MFA },
  { name: 'root, MFA', event: consoleLogin({ who: root(), mfaUsed: 'Yes' }), rings: ROOT },
  { name: 'root, MFA in capitals', event: consoleLogin({ who: root(), mfaUsed: 'YES' }), rings: ROOT },
  { name: 'root, failure, no MFA', event: consoleLogin({ who: root(), outcome: 'Failure', mfaUsed: 'No' }), rings: ROOT_FAILURE },
  { name: 'root, failure, MFA', event: consoleLogin({ who: root(), outcome: 'Failure', mfaUsed: 'Yes' }), rings: ROOT_FAILURE },
  { name: 'root of an account with an alias, no MFA', event: consoleLogin({ who: root({ userName: 'our-alias' }), mfaUsed: 'No' }), rings: ROOT_WITHOUT_MFA },
  { name: 'user, no MFA, another Region', event: consoleLogin({ who: user(), mfaUsed: 'No' }, { awsRegion: 'eu-north-1' }), rings: WITHOUT_MFA },
  { name: 'user, MFA with an app', event: withData(user(), { MFAUsed: 'Yes', MFAIdentifier: `arn:aws:iam::${ACCOUNT}:mfa/alice` }), rings: [] },
  { name: 'user, MFA with a security key', event: withData(user(), { MFAUsed: 'Yes', MFAIdentifier: `arn:aws:iam::${ACCOUNT}:u2f/user/alice/default` }), rings: [] },
  { name: 'user, no MFA, by mobile app', event: withData(user(), { MobileVersion: 'Yes', MFAUsed: 'No' }), rings: WITHOUT_MFA },

  // additionalEventData is optional, and its keys vary by event: cloudtrail-event-reference-record-contents. A sign-in that does
  // not say that MFA was used counts as one without. Published without the field: panther-labs/panther-analysis, rule
  // aws_cloudtrail_password_spraying. null was never seen in a record.
  { name: 'user, MFAUsed missing', event: consoleLogin({ who: user() }), rings: WITHOUT_MFA },
  { name: 'root, MFAUsed missing', event: consoleLogin({ who: root() }), rings: ROOT_WITHOUT_MFA },
  { name: 'user, MFAUsed null', event: consoleLogin({ who: user(), mfaUsed: null }), rings: WITHOUT_MFA },
  { name: 'root, MFAUsed null', event: consoleLogin({ who: root(), mfaUsed: null }), rings: ROOT_WITHOUT_MFA },
  { name: 'user, no additional data', event: consoleLogin({ who: user() }, { additionalEventData: undefined }), rings: WITHOUT_MFA },
  { name: 'root, no additional data', event: consoleLogin({ who: root() }, { additionalEventData: undefined }), rings: ROOT_WITHOUT_MFA },
  { name: 'user, additional data null', event: consoleLogin({ who: user() }, { additionalEventData: null }), rings: WITHOUT_MFA },
  { name: 'root, additional data null', event: consoleLogin({ who: root() }, { additionalEventData: null }), rings: ROOT_WITHOUT_MFA },
  { name: 'user, failure, MFAUsed missing', event: consoleLogin({ who: user(), outcome: 'Failure' }), rings: FAILURE },
  { name: 'root, failure, MFAUsed missing', event: consoleLogin({ who: root(), outcome: 'Failure' }), rings: ROOT_FAILURE },
  { name: 'user, failure, MFAUsed null', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: null }), rings: FAILURE },
  { name: 'root, failure, MFAUsed null', event: consoleLogin({ who: root(), outcome: 'Failure', mfaUsed: null }), rings: ROOT_FAILURE },

  // "Example sign-in failure event caused by incorrect user name" of the page on IAM's calls, its spelling of eventType with it.
  // Without a message: panther-labs/panther-analysis, rule aws_cloudtrail_password_spraying.
  {
    name: 'unknown user, failure',
    event: consoleLogin(
      { who: HIDDEN, outcome: 'Failure', mfaUsed: 'No' },
      { eventType: 'AwsConsoleSignin', errorMessage: 'No username found in supplied account' },
    ),
    rings: FAILURE,
  },
  { name: 'unknown user, failure, MFAUsed missing', event: consoleLogin({ who: HIDDEN, outcome: 'Failure' }), rings: FAILURE },
  { name: 'user, failure, no message', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: 'No' }, { errorMessage: undefined }), rings: FAILURE },
  { name: 'root, failure, no message', event: consoleLogin({ who: root(), outcome: 'Failure', mfaUsed: 'No' }, { errorMessage: undefined }), rings: ROOT_FAILURE },

  // The messages: https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html. It does not print the outcome;
  // here it is that of every failure.
  {
    name: "user, refused by the account's sign-in policy",
    event: consoleLogin({ who: user(), outcome: 'Failure' }, { errorMessage: 'Authorization denied because of a resource-based policy' }),
    rings: FAILURE,
  },
  {
    name: "root, refused by the organization's sign-in policy",
    event: consoleLogin({ who: root(), outcome: 'Failure' }, { errorMessage: 'Authorization denied because of a resource control policy' }),
    rings: ROOT_FAILURE,
  },
];
