import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, atSignIn, consoleLogin, serviceEvent } from './what';
import { ACCOUNT, ADMIN, inConsole, MEMBER, role, root, session, unknown, user } from './who';

const FAILURE: readonly IdentityEventName[] = ['ConsoleSignInFailure'];
const ROOT: readonly IdentityEventName[] = ['RootUserActivity'];

const SSO = role('AWSReservedSSO_Admin_0123456789abcdef');
const FEDERATED = role('federated');
const SAML = { MFAUsed: 'No', SamlProviderArn: `arn:aws:iam::${ACCOUNT}:saml-provider/Idp` };

/** Federation, Identity Center, the steps of a sign-in, and `aws login`. */
export const OTHER_SIGN_INS: readonly LabelledEvent[] = [
  // MFAUsed is "No" for a federated user whatever the identity provider asked for ("Example event records for federated users"
  // of the page on sign-in events). The role's name and SamlProviderArn: panther-labs/panther-analysis, rules
  // aws_console_login_without_mfa (one without an outcome, too) and aws_console_login_without_saml. GetSigninToken as an API call:
  // its rule aws_console_getsignintoken.
  { name: 'Identity Center session', event: consoleLogin({ who: SSO, mfaUsed: 'No' }), rings: [] },
  { name: 'Identity Center session, MFAUsed missing', event: consoleLogin({ who: SSO }), rings: [] },
  { name: 'Identity Center session, MFAUsed null', event: consoleLogin({ who: SSO, mfaUsed: null }), rings: [] },
  { name: 'Identity Center session, failure', event: consoleLogin({ who: SSO, outcome: 'Failure', mfaUsed: 'No' }), rings: FAILURE },
  { name: 'Identity Center session, no outcome', event: consoleLogin({ who: SSO }, { responseElements: null }), rings: [] },
  { name: 'SAML session', event: consoleLogin({ who: FEDERATED }, { additionalEventData: SAML }), rings: [] },
  { name: 'SAML session, failure', event: consoleLogin({ who: FEDERATED, outcome: 'Failure' }, { additionalEventData: SAML }), rings: FAILURE },
  { name: 'session by a federation broker', event: consoleLogin({ who: FEDERATED, mfaUsed: 'No' }), rings: [] },
  { name: 'session by a federation broker, failure', event: consoleLogin({ who: FEDERATED, outcome: 'Failure', mfaUsed: 'No' }), rings: FAILURE },
  {
    name: 'session by GetFederationToken',
    event: consoleLogin({ who: { ...FEDERATED, type: 'FederatedUser', arn: `arn:aws:sts::${ACCOUNT}:federated-user/alice` }, mfaUsed: 'No' }),
    rings: [],
  },
  {
    name: 'session by GetFederationToken of root',
    event: consoleLogin({ who: { ...FEDERATED, type: 'FederatedUser', sessionContext: session({ sessionIssuer: { type: 'Root', accountId: ACCOUNT } }) }, mfaUsed: 'No' }),
    rings: [],
  },
  { name: 'GetSigninToken', event: atSignIn(FEDERATED, 'GetSigninToken', 'Success', { additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' } }), rings: [] },
  { name: 'GetSigninToken as an API call', event: apiCall(FEDERATED, 'signin', 'GetSigninToken'), rings: [] },

  // A step of a sign-in: "IAM user, sign-in process checks for MFA" of the page on sign-in events. Root's is not documented; it
  // is root's by its type. Whether the sign-in fails, ConsoleLogin tells.
  { name: 'user, MFA checked', event: atSignIn(user(), 'CheckMfa', 'Success', { additionalEventData: { MfaType: 'Virtual MFA' } }), rings: [] },
  { name: 'user, several kinds of MFA', event: atSignIn(user(), 'CheckMfa', 'Success', { additionalEventData: { MfaType: 'Multiple MFA Devices' } }), rings: [] },
  { name: 'user, MFA check fails', event: atSignIn(user(), 'CheckMfa', 'Failure'), rings: [] },
  { name: 'root, MFA checked', event: atSignIn(root(), 'CheckMfa', 'Success', { additionalEventData: { MfaType: 'U2F MFA' } }), rings: ROOT },

  // Roles switched in the console: tstibbs/cloud-core, login-checker-test-input. That there is RenewRole:
  // fivexl/terraform-aws-cloudtrail-to-slack. ExitRole and it are shaped alike here.
  { name: 'role switched', event: atSignIn(ADMIN, 'SwitchRole', 'Success', { additionalEventData: { SwitchFrom: `arn:aws:iam::${MEMBER}:user/alice` } }), rings: [] },
  { name: 'role switched, failure', event: atSignIn(ADMIN, 'SwitchRole', 'Failure'), rings: [] },
  { name: 'role left', event: atSignIn(ADMIN, 'ExitRole', 'Success'), rings: [] },
  { name: 'role renewed', event: atSignIn(ADMIN, 'RenewRole', 'Success'), rings: [] },

  // https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html; the type IdentityCenterUser:
  // cloudtrail-event-reference-user-identity; the failed assertion: "Troubleshooting IAM Identity Center issues" in the guide.
  { name: 'Identity Center, challenge', event: serviceEvent(unknown(), 'signin', 'CredentialChallenge', { additionalEventData: { CredentialType: 'PASSWORD' } }), rings: [] },
  { name: 'Identity Center, verification', event: serviceEvent(unknown(), 'signin', 'CredentialVerification', { serviceEventDetails: { CredentialVerification: 'Failure' } }), rings: [] },
  { name: 'Identity Center, password only', event: serviceEvent(unknown(), 'signin', 'UserAuthentication', { additionalEventData: { CredentialType: 'PASSWORD' } }), rings: [] },
  { name: 'Identity Center, password and code', event: serviceEvent(unknown(), 'signin', 'UserAuthentication', { additionalEventData: { CredentialType: 'PASSWORD,TOTP' } }), rings: [] },
  { name: 'Identity Center, by its user', event: serviceEvent({ type: 'IdentityCenterUser', accountId: ACCOUNT }, 'sso', 'Authenticate'), rings: [] },
  { name: 'Identity Center, assertion refused', event: atSignIn(unknown(), 'ExternalIdPDirectoryLogin', 'Failure'), rings: [] },

  // `aws login`: https://aws.amazon.com/blogs/security/simplified-developer-access-to-aws-with-aws-login/ prints a role's events and
  // says that users and root can do it too.
  { name: 'aws login, role authorizes', event: apiCall(ADMIN, 'signin', 'AuthorizeOAuth2Access', null, { additionalEventData: { success: 'true' } }), rings: [] },
  { name: 'aws login, role takes the token', event: apiCall(ADMIN, 'signin', 'CreateOAuth2Token', null, { additionalEventData: { success: 'true' } }), rings: [] },
  { name: 'aws login, user authorizes', event: apiCall(inConsole(user()), 'signin', 'AuthorizeOAuth2Access'), rings: [] },
  { name: 'aws login, user takes the token', event: apiCall(inConsole(user()), 'signin', 'CreateOAuth2Token'), rings: [] },
  { name: 'aws login, root authorizes', event: apiCall(inConsole(root()), 'signin', 'AuthorizeOAuth2Access'), rings: ROOT },
  { name: 'aws login, root takes the token', event: apiCall(inConsole(root()), 'signin', 'CreateOAuth2Token'), rings: ROOT },
];
