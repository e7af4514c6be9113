/**
 * CloudTrail events and the identity events that must ring for them. They are built from documented fields: nothing here was
 * recorded in an account. A label follows from what the identity event means, never from what a pattern happens to find:
 *
 * - UserSignInWithoutMfa: an IAM user's successful console sign-in in which AWS's own MFA was not used
 * - RootSignInWithoutMfa: the same of the root user
 * - RootUserActivity: userIdentity.type is Root, AWS did not act on root's behalf, and it is no AwsServiceEvent
 *
 * Left out, because no source decides them: an IAM user's ConsoleLogin without any outcome; one with a SAML provider;
 * ExternalIdPDirectoryLogin with the type Root; root's calls that carry invokedBy "AWS Internal"; another account's root in
 * our records; records older than eventVersion 1.02, which have no eventType.
 */
export interface LabelledEvent {
  readonly name: string;
  readonly event: Fields;
  readonly rings: readonly IdentityEventName[];
  /** Those of `rings` that the patterns are known not to find. */
  readonly missed?: readonly IdentityEventName[];
}

export type IdentityEventName = 'UserSignInWithoutMfa' | 'RootSignInWithoutMfa' | 'RootUserActivity';

type Fields = Readonly<Record<string, unknown>>;
type Outcome = 'Success' | 'Failure';

const NOTHING: readonly IdentityEventName[] = [];
const USER_SIGN_IN: readonly IdentityEventName[] = ['UserSignInWithoutMfa'];
const ROOT_SIGN_IN: readonly IdentityEventName[] = ['RootSignInWithoutMfa', 'RootUserActivity'];
const ROOT_ACTIVITY: readonly IdentityEventName[] = ['RootUserActivity'];

const ACCOUNT = '111122223333';
const MEMBER = '444455556666';

// Who. A field that is undefined is not in the event.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html

function user(fields: Fields = {}): Fields {
  return { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:user/alice`, accountId: ACCOUNT, userName: 'alice', ...fields };
}

function root(fields: Fields = {}): Fields {
  return { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT, accessKeyId: '', ...fields };
}

function role(roleName: string, fields: Fields = {}): Fields {
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:alice',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/alice`,
    accountId: ACCOUNT,
    sessionContext: session({ sessionIssuer: { type: 'Role', accountId: ACCOUNT, userName: roleName } }),
    ...fields,
  };
}

/** Nobody that CloudTrail can name, as in the sign-in steps of IAM Identity Center. */
function unknown(fields: Fields = {}): Fields {
  return { type: 'Unknown', principalId: ACCOUNT, arn: '', accountId: ACCOUNT, accessKeyId: '', ...fields };
}

function inMember(who: Fields): Fields {
  const moved = (text: unknown) => String(text).replace(ACCOUNT, MEMBER);
  return { ...who, principalId: moved(who.principalId), arn: moved(who.arn), accountId: MEMBER };
}

function session(fields: Fields = {}, mfaAuthenticated = 'false'): Fields {
  return { attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated }, ...fields };
}

const SSO = role('AWSReservedSSO_Admin_0123456789abcdef');
const FEDERATED = role('federated');

// What.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html

function record(who: Fields, eventType: string, eventSource: string, eventName: string, fields: Fields): Fields {
  return {
    eventVersion: '1.08',
    userIdentity: who,
    eventTime: '2026-01-01T00:00:00Z',
    eventSource,
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'Mozilla/5.0',
    requestParameters: null,
    responseElements: null,
    readOnly: false,
    eventType,
    managementEvent: true,
    recipientAccountId: who.accountId,
    eventCategory: 'Management',
    ...fields,
  };
}

/** Whatever happens at the sign-in page; its outcome stands under its own name. */
function atSignIn(who: Fields, eventName: string, outcome: Outcome, fields: Fields = {}): Fields {
  const errorMessage = outcome === 'Failure' ? 'Failed authentication' : undefined;
  return record(who, 'AwsConsoleSignIn', 'signin.amazonaws.com', eventName, { responseElements: { [eventName]: outcome }, errorMessage, ...fields });
}

interface ConsoleLogin {
  readonly who: Fields;
  readonly outcome?: Outcome;
  readonly mfaUsed?: 'Yes' | 'No' | 'YES' | null;
}

function consoleLogin({ who, outcome = 'Success', mfaUsed }: ConsoleLogin, fields: Fields = {}): Fields {
  const additionalEventData = { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: mfaUsed };
  return atSignIn(who, 'ConsoleLogin', outcome, { additionalEventData, ...fields });
}

function apiCall(who: Fields, service: string, eventName: string, fields: Fields = {}): Fields {
  return record(who, 'AwsApiCall', `${service}.amazonaws.com`, eventName, { requestID: 'EXAMPLE', ...fields });
}

function serviceEvent(who: Fields, service: string, eventName: string, fields: Fields = {}): Fields {
  return record(who, 'AwsServiceEvent', `${service}.amazonaws.com`, eventName, fields);
}

export const LABELLED_EVENTS: readonly LabelledEvent[] = [
  // Outcome and MFAUsed of users and root, "Yes" and "No":
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  // "YES": an older print of that page, awsdocs/aws-cloudtrail-user-guide.
  { name: 'user, no MFA', event: consoleLogin({ who: user(), mfaUsed: 'No' }), rings: USER_SIGN_IN },
  { name: 'user, MFA', event: consoleLogin({ who: user(), mfaUsed: 'Yes' }), rings: NOTHING },
  { name: 'user, MFA in capitals', event: consoleLogin({ who: user(), mfaUsed: 'YES' }), rings: NOTHING },
  { name: 'user, failure, no MFA', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: 'No' }), rings: NOTHING },
  { name: 'user, failure, MFA', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: 'Yes' }), rings: NOTHING },
  { name: 'user without ARN, failure', event: consoleLogin({ who: user({ arn: undefined, accessKeyId: '' }), outcome: 'Failure', mfaUsed: 'No' }), rings: NOTHING },
  { name: 'root, no MFA', event: consoleLogin({ who: root(), mfaUsed: 'No' }), rings: ROOT_SIGN_IN },
  { name: 'root, MFA', event: consoleLogin({ who: root(), mfaUsed: 'Yes' }), rings: ROOT_ACTIVITY },
  { name: 'root, MFA in capitals', event: consoleLogin({ who: root(), mfaUsed: 'YES' }), rings: ROOT_ACTIVITY },
  { name: 'root, failure, no MFA', event: consoleLogin({ who: root(), outcome: 'Failure', mfaUsed: 'No' }), rings: ROOT_ACTIVITY },
  { name: 'root, failure, MFA', event: consoleLogin({ who: root(), outcome: 'Failure', mfaUsed: 'Yes' }), rings: ROOT_ACTIVITY },
  { name: 'root of an account with an alias, no MFA', event: consoleLogin({ who: root({ userName: 'our-alias' }), mfaUsed: 'No' }), rings: ROOT_SIGN_IN },
  { name: 'user, no MFA, another Region', event: consoleLogin({ who: user(), mfaUsed: 'No' }, { awsRegion: 'eu-north-1' }), rings: USER_SIGN_IN },
  { name: 'root, no MFA, another Region', event: consoleLogin({ who: root(), mfaUsed: 'No' }, { awsRegion: 'us-west-2' }), rings: ROOT_SIGN_IN },
  {
    name: 'user, MFA with a security key',
    event: consoleLogin({ who: user(), mfaUsed: 'Yes' }, { additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: `arn:aws:iam::${ACCOUNT}:u2f/user/alice/default` } }),
    rings: NOTHING,
  },
  {
    name: 'user, no MFA, by mobile app',
    event: consoleLogin({ who: user(), mfaUsed: 'No' }, { additionalEventData: { MobileVersion: 'Yes', MFAUsed: 'No' } }),
    rings: USER_SIGN_IN,
  },

  // additionalEventData is optional, and its keys vary by event: cloudtrail-event-reference-record-contents. A sign-in that does
  // not say that MFA was used counts as one without. Published without the field: panther-labs/panther-analysis, rule
  // aws_cloudtrail_password_spraying.
  { name: 'user, MFAUsed missing', event: consoleLogin({ who: user() }), rings: USER_SIGN_IN },
  { name: 'root, MFAUsed missing', event: consoleLogin({ who: root() }), rings: ROOT_SIGN_IN },
  { name: 'user, no additional data', event: consoleLogin({ who: user() }, { additionalEventData: undefined }), rings: USER_SIGN_IN },
  { name: 'root, no additional data', event: consoleLogin({ who: root() }, { additionalEventData: undefined }), rings: ROOT_SIGN_IN },
  { name: 'user, additional data null', event: consoleLogin({ who: user() }, { additionalEventData: null }), rings: USER_SIGN_IN },
  { name: 'root, additional data null', event: consoleLogin({ who: root() }, { additionalEventData: null }), rings: ROOT_SIGN_IN },
  { name: 'user, failure, MFAUsed missing', event: consoleLogin({ who: user(), outcome: 'Failure' }), rings: NOTHING },
  { name: 'root, failure, MFAUsed missing', event: consoleLogin({ who: root(), outcome: 'Failure' }), rings: ROOT_ACTIVITY },
  // Never seen in a record: null is a value, so NOT EXISTS does not find it, and no text, so != does not either.
  { name: 'user, MFAUsed null', event: consoleLogin({ who: user(), mfaUsed: null }), rings: USER_SIGN_IN, missed: USER_SIGN_IN },
  { name: 'root, MFAUsed null', event: consoleLogin({ who: root(), mfaUsed: null }), rings: ROOT_SIGN_IN, missed: ['RootSignInWithoutMfa'] },
  { name: 'user, failure, MFAUsed null', event: consoleLogin({ who: user(), outcome: 'Failure', mfaUsed: null }), rings: NOTHING },

  // A wrong user name is hidden: cloudtrail-event-reference-user-identity, userName. The spelling of the event type and the
  // message: "Example sign-in events" of https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
  {
    name: 'unknown user, failure',
    event: consoleLogin(
      { who: user({ principalId: undefined, arn: undefined, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }), outcome: 'Failure', mfaUsed: 'No' },
      { eventType: 'AwsConsoleSignin', errorMessage: 'No username found in supplied account' },
    ),
    rings: NOTHING,
  },
  {
    name: 'unknown user, failure, MFAUsed missing',
    event: consoleLogin({ who: user({ principalId: undefined, arn: undefined, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }), outcome: 'Failure' }),
    rings: NOTHING,
  },

  // MFAUsed is "No" for a federated user whatever the identity provider asked for ("Example event records for federated users"
  // of the page on sign-in events). The role's name and SamlProviderArn: panther-labs/panther-analysis, rules
  // aws_console_login_without_mfa (one without an outcome, too) and aws_console_login_without_saml. GetSigninToken as an API call:
  // its rule aws_console_getsignintoken.
  { name: 'Identity Center session', event: consoleLogin({ who: SSO, mfaUsed: 'No' }), rings: NOTHING },
  { name: 'Identity Center session, MFAUsed missing', event: consoleLogin({ who: SSO }), rings: NOTHING },
  { name: 'Identity Center session, MFAUsed null', event: consoleLogin({ who: SSO, mfaUsed: null }), rings: NOTHING },
  { name: 'Identity Center session, failure', event: consoleLogin({ who: SSO, outcome: 'Failure', mfaUsed: 'No' }), rings: NOTHING },
  { name: 'Identity Center session, no outcome', event: consoleLogin({ who: SSO }, { responseElements: null }), rings: NOTHING },
  {
    name: 'SAML session',
    event: consoleLogin({ who: FEDERATED }, { additionalEventData: { MFAUsed: 'No', SamlProviderArn: `arn:aws:iam::${ACCOUNT}:saml-provider/Idp` } }),
    rings: NOTHING,
  },
  {
    name: 'SAML session, failure',
    event: consoleLogin(
      { who: FEDERATED, outcome: 'Failure' },
      { additionalEventData: { MFAUsed: 'No', SamlProviderArn: `arn:aws:iam::${ACCOUNT}:saml-provider/Idp` } },
    ),
    rings: NOTHING,
  },
  { name: 'session by a federation broker', event: consoleLogin({ who: FEDERATED, mfaUsed: 'No' }), rings: NOTHING },
  { name: 'session by a federation broker, failure', event: consoleLogin({ who: FEDERATED, outcome: 'Failure', mfaUsed: 'No' }), rings: NOTHING },
  {
    name: 'session by GetFederationToken',
    event: consoleLogin({ who: { ...FEDERATED, type: 'FederatedUser', arn: `arn:aws:sts::${ACCOUNT}:federated-user/alice` }, mfaUsed: 'No' }),
    rings: NOTHING,
  },
  {
    name: 'session by GetFederationToken of root',
    event: consoleLogin({ who: { ...FEDERATED, type: 'FederatedUser', sessionContext: session({ sessionIssuer: { type: 'Root', accountId: ACCOUNT } }) }, mfaUsed: 'No' }),
    rings: NOTHING,
  },
  {
    name: 'GetSigninToken',
    event: atSignIn(FEDERATED, 'GetSigninToken', 'Success', { additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' } }),
    rings: NOTHING,
  },
  { name: 'GetSigninToken as an API call', event: apiCall(FEDERATED, 'signin', 'GetSigninToken'), rings: NOTHING },

  // A step of a sign-in: "IAM user, sign-in process checks for MFA" of the page on sign-in events. Root's is not documented; it
  // is root's by its type.
  { name: 'user, MFA checked', event: atSignIn(user(), 'CheckMfa', 'Success', { additionalEventData: { MfaType: 'Virtual MFA' } }), rings: NOTHING },
  { name: 'user, several kinds of MFA', event: atSignIn(user(), 'CheckMfa', 'Success', { additionalEventData: { MfaType: 'Multiple MFA Devices' } }), rings: NOTHING },
  { name: 'user, MFA check fails', event: atSignIn(user(), 'CheckMfa', 'Failure'), rings: NOTHING },
  { name: 'root, MFA checked', event: atSignIn(root(), 'CheckMfa', 'Success', { additionalEventData: { MfaType: 'U2F MFA' } }), rings: ROOT_ACTIVITY },

  // Roles switched in the console: tstibbs/cloud-core, login-checker-test-input. That there is RenewRole:
  // fivexl/terraform-aws-cloudtrail-to-slack. ExitRole and it are shaped alike here.
  {
    name: 'role switched',
    event: atSignIn(role('admin'), 'SwitchRole', 'Success', { additionalEventData: { SwitchFrom: `arn:aws:iam::${MEMBER}:user/alice` } }),
    rings: NOTHING,
  },
  { name: 'role switched, failure', event: atSignIn(role('admin'), 'SwitchRole', 'Failure'), rings: NOTHING },
  { name: 'role left', event: atSignIn(role('admin'), 'ExitRole', 'Success'), rings: NOTHING },
  { name: 'role renewed', event: atSignIn(role('admin'), 'RenewRole', 'Success'), rings: NOTHING },

  // https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html; the type IdentityCenterUser:
  // cloudtrail-event-reference-user-identity; the failed assertion: "Troubleshooting IAM Identity Center issues" in the guide.
  { name: 'Identity Center, challenge', event: serviceEvent(unknown(), 'signin', 'CredentialChallenge', { additionalEventData: { CredentialType: 'PASSWORD' } }), rings: NOTHING },
  { name: 'Identity Center, verification', event: serviceEvent(unknown(), 'signin', 'CredentialVerification', { serviceEventDetails: { CredentialVerification: 'Failure' } }), rings: NOTHING },
  { name: 'Identity Center, password only', event: serviceEvent(unknown(), 'signin', 'UserAuthentication', { additionalEventData: { CredentialType: 'PASSWORD' } }), rings: NOTHING },
  { name: 'Identity Center, password and code', event: serviceEvent(unknown(), 'signin', 'UserAuthentication', { additionalEventData: { CredentialType: 'PASSWORD,TOTP' } }), rings: NOTHING },
  { name: 'Identity Center, by its user', event: serviceEvent({ type: 'IdentityCenterUser', accountId: ACCOUNT }, 'sso', 'Authenticate'), rings: NOTHING },
  { name: 'Identity Center, assertion refused', event: atSignIn(unknown(), 'ExternalIdPDirectoryLogin', 'Failure'), rings: NOTHING },

  // Root's password: "Root user, password changed" of the page on sign-in events and its older print (PasswordUpdated);
  // elastic/detection-rules, initial_access_password_recovery (PasswordRecoveryRequested).
  { name: 'root, password recovery requested', event: atSignIn(root(), 'PasswordRecoveryRequested', 'Success'), rings: ROOT_ACTIVITY },
  { name: 'root, password recovery completed', event: atSignIn(root(), 'PasswordRecoveryCompleted', 'Success'), rings: ROOT_ACTIVITY },
  { name: 'root, password updated', event: atSignIn(root(), 'PasswordUpdated', 'Success'), rings: ROOT_ACTIVITY },
  { name: 'root, password changed', event: apiCall(root({ sessionContext: session() }), 'iam', 'ChangePassword'), rings: ROOT_ACTIVITY },
  { name: 'user, password changed', event: apiCall(user({ sessionContext: session() }), 'iam', 'ChangePassword'), rings: NOTHING },

  // What root and users do in the console may carry invokedBy: panther-labs/panther-analysis, rules aws_root_access_key_created and
  // aws_update_credentials; "Root user, MFA changed" of the page on sign-in events is without.
  { name: 'root in the console', event: apiCall(root({ invokedBy: 'signin.amazonaws.com', sessionContext: session({}, 'true') }), 'iam', 'CreateAccessKey'), rings: ROOT_ACTIVITY },
  { name: 'root in the console, reading', event: apiCall(root({ invokedBy: 'signin.amazonaws.com' }), 'iam', 'GetAccountSummary', { readOnly: true }), rings: ROOT_ACTIVITY },
  { name: 'root in the console, without invokedBy', event: apiCall(root({ sessionContext: session() }), 'iam', 'EnableMFADevice'), rings: ROOT_ACTIVITY },
  { name: 'user in the console', event: apiCall(user({ invokedBy: 'signin.amazonaws.com', sessionContext: session() }), 'iam', 'CreateAccessKey'), rings: NOTHING },

  // Root by access key.
  { name: 'root by key', event: apiCall(root({ accessKeyId: 'AKIAEXAMPLE' }), 's3', 'ListBuckets', { readOnly: true }), rings: ROOT_ACTIVITY },
  { name: 'root by key, denied', event: apiCall(root({ accessKeyId: 'AKIAEXAMPLE' }), 'ec2', 'RunInstances', { errorCode: 'AccessDenied' }), rings: ROOT_ACTIVITY },
  { name: 'user by key', event: apiCall(user({ accessKeyId: 'AKIAEXAMPLE' }), 's3', 'ListBuckets', { readOnly: true }), rings: NOTHING },
  { name: 'user whose session has no MFA', event: apiCall(user({ accessKeyId: 'ASIAEXAMPLE', sessionContext: session() }), 's3', 'ListBuckets'), rings: NOTHING },

  // Services that act as root: https://repost.aws/knowledge-center/cloudtrail-root-action-logs; invokedBy means a service:
  // cloudtrail-event-reference-user-identity. Service events:
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html (none with the type Root is printed
  // there; CIS and Security Hub's CloudWatch.1 exclude them all the same).
  { name: 'load balancing as root', event: apiCall(root({ invokedBy: 'elasticloadbalancing.amazonaws.com' }), 'ec2', 'DeleteNetworkInterface'), rings: NOTHING },
  { name: 'auto scaling as root', event: apiCall(root({ invokedBy: 'autoscaling.amazonaws.com' }), 'ec2', 'TerminateInstances'), rings: NOTHING },
  { name: 'CloudFormation as a user', event: apiCall(user({ invokedBy: 'cloudformation.amazonaws.com' }), 'iam', 'CreateUser'), rings: NOTHING },
  { name: 'service event of root', event: serviceEvent(root(), 'organizations', 'CreateAccountResult'), rings: NOTHING },
  { name: 'service event of root at sign-in', event: serviceEvent(root({ invokedBy: 'signin.amazonaws.com' }), 'signin', 'UserAuthentication'), rings: NOTHING },
  { name: 'key rotated', event: serviceEvent({ accountId: ACCOUNT, invokedBy: 'AWS Internal' }, 'kms', 'RotateKey'), rings: NOTHING },

  // Central root sessions: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html shows the type
  // Root in the member account and no more; assumedRoot: cloudtrail-event-reference-user-identity, sessionContext.
  {
    name: 'root session asked for',
    event: apiCall(role('security', { sessionContext: session({ assumedRoot: 'true' }) }), 'sts', 'AssumeRoot', { requestParameters: { targetPrincipal: MEMBER } }),
    rings: NOTHING,
  },
  {
    name: 'root session at work',
    event: apiCall(inMember(root({ accessKeyId: 'ASIAEXAMPLE', sessionContext: session() })), 's3', 'DeleteBucketPolicy'),
    rings: ROOT_ACTIVITY,
  },
  {
    name: 'root session at work, told as such',
    event: apiCall(inMember(root({ accessKeyId: 'ASIAEXAMPLE', sessionContext: session({ assumedRoot: 'true' }) })), 'iam', 'DeleteLoginProfile'),
    rings: ROOT_ACTIVITY,
  },

  // Delegated access: https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-cloudtrail.html
  { name: 'a delegate', event: apiCall(role('admin', { invokedByDelegate: { accountId: MEMBER } }), 'iam', 'GetUserPolicy'), rings: NOTHING },

  // `aws login`: https://aws.amazon.com/blogs/security/simplified-developer-access-to-aws-with-aws-login/ prints a role's events and
  // says that users and root can do it too.
  { name: 'aws login, role authorizes', event: apiCall(role('admin'), 'signin', 'AuthorizeOAuth2Access', { additionalEventData: { success: 'true' } }), rings: NOTHING },
  { name: 'aws login, role takes the token', event: apiCall(role('admin'), 'signin', 'CreateOAuth2Token', { additionalEventData: { success: 'true' } }), rings: NOTHING },
  { name: 'aws login, user authorizes', event: apiCall(user({ sessionContext: session() }), 'signin', 'AuthorizeOAuth2Access'), rings: NOTHING },
  { name: 'aws login, user takes the token', event: apiCall(user({ sessionContext: session() }), 'signin', 'CreateOAuth2Token'), rings: NOTHING },
  { name: 'aws login, root authorizes', event: apiCall(root({ sessionContext: session() }), 'signin', 'AuthorizeOAuth2Access'), rings: ROOT_ACTIVITY },
  { name: 'aws login, root takes the token', event: apiCall(root({ sessionContext: session() }), 'signin', 'CreateOAuth2Token'), rings: ROOT_ACTIVITY },

  // An organization trail records the members' events too, each with its recipientAccountId; the caller's account may be another:
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  { name: "a member's user, no MFA", event: consoleLogin({ who: inMember(user()), mfaUsed: 'No' }), rings: USER_SIGN_IN },
  { name: "a member's user, MFA", event: consoleLogin({ who: inMember(user()), mfaUsed: 'Yes' }), rings: NOTHING },
  { name: "a member's root, no MFA", event: consoleLogin({ who: inMember(root()), mfaUsed: 'No' }), rings: ROOT_SIGN_IN },
  { name: "a member's root by key", event: apiCall(inMember(root()), 's3', 'ListBuckets'), rings: ROOT_ACTIVITY },
  { name: "a member's Identity Center session", event: consoleLogin({ who: inMember(SSO), mfaUsed: 'No' }), rings: NOTHING },
  { name: 'our user assumes a role of a member', event: apiCall(user(), 'sts', 'AssumeRole', { recipientAccountId: MEMBER, sharedEventID: 'EXAMPLE' }), rings: NOTHING },

  // Texts that look alike.
  { name: 'a user of the name Root, no MFA', event: consoleLogin({ who: user({ userName: 'Root' }), mfaUsed: 'No' }), rings: USER_SIGN_IN },
  { name: 'a role of the name root', event: apiCall(role('root'), 's3', 'ListBuckets'), rings: NOTHING },
  { name: 'a user is made whose name is ConsoleLogin', event: apiCall(user(), 'iam', 'CreateUser', { requestParameters: { userName: 'ConsoleLogin' } }), rings: NOTHING },
];
