import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, atSignIn, iam } from './what';
import { ADMIN, byKey, inConsole, MEMBER, root, ROOT_SESSION, user } from './who';

const CREDENTIAL: readonly IdentityEventName[] = ['RootCredentialChange'];
const BY_ROOT: readonly IdentityEventName[] = ['RootUserActivity', 'RootCredentialChange'];

/** Root's password and e-mail address; attempts count. */
export const ROOT_CREDENTIALS: readonly LabelledEvent[] = [
  // PasswordRecoveryRequested: elastic/detection-rules, initial_access_password_recovery ("only generated for the root user").
  // PasswordRecoveryCompleted: https://docs.datadoghq.com/security/default_rules/aws-cloudtrail-password-recovery-suspicious-ip/
  // PasswordUpdated, both outcomes: panther-labs/panther-analysis, rule aws_root_password_changed, and an older print of the page on
  // sign-in events.
  { name: 'root, password recovery requested', event: atSignIn(root(), 'PasswordRecoveryRequested', 'Success'), rings: BY_ROOT },
  { name: 'root, password recovery requested, failure', event: atSignIn(root(), 'PasswordRecoveryRequested', 'Failure'), rings: BY_ROOT },
  { name: 'root, password recovery completed', event: atSignIn(root(), 'PasswordRecoveryCompleted', 'Success'), rings: BY_ROOT },
  { name: 'root, password updated', event: atSignIn(root(), 'PasswordUpdated', 'Success'), rings: BY_ROOT },
  { name: 'root, password updated, failure', event: atSignIn(root(), 'PasswordUpdated', 'Failure'), rings: BY_ROOT },

  // No record of EmailUpdated was found. turbot/tailpipe-mod-aws-cloudtrail-log-detections, iam_root_user_email_address_updated, has
  // it from iam; the other steps of root's sign-in come from signin.
  { name: 'root, e-mail address updated', event: atSignIn(root(), 'EmailUpdated', 'Success'), rings: BY_ROOT },
  { name: 'root, e-mail address updated, from IAM', event: iam(inConsole(root()), 'EmailUpdated'), rings: BY_ROOT },

  // "Root user, password changed" of the page on sign-in events prints ChangePassword of IAM.
  { name: 'root, password changed', event: iam(inConsole(root()), 'ChangePassword'), rings: BY_ROOT },
  { name: 'root, password changed, too simple', event: iam(inConsole(root()), 'ChangePassword', null, { errorCode: 'PasswordPolicyViolation' }), rings: BY_ROOT },
  { name: 'user, password changed', event: iam(inConsole(user()), 'ChangePassword'), rings: [] },

  // "Allow password recovery" and "Delete root credentials" of
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html: no userName is the root user's own
  { name: "a member's root, password allowed again", event: iam(ROOT_SESSION, 'CreateLoginProfile'), rings: [...BY_ROOT, 'IamAccessChange'] },
  { name: "a member's root, password taken away", event: iam(ROOT_SESSION, 'DeleteLoginProfile'), rings: BY_ROOT },
  { name: "root gives a user's password", event: iam(inConsole(root()), 'CreateLoginProfile', { userName: 'alice' }), rings: ['RootUserActivity', 'IamAccessChange'] },

  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html, UserName: without it, whoever calls is meant
  { name: 'a user gives itself a password', event: iam(inConsole(user()), 'CreateLoginProfile', { passwordResetRequired: false }), rings: ['IamAccessChange'] },
  { name: 'a user gives itself a password with a key', event: iam(byKey(user()), 'CreateLoginProfile'), rings: ['IamAccessChange'] },
  { name: 'a user gives up its password', event: iam(inConsole(user()), 'DeleteLoginProfile'), rings: [] },

  // https://docs.aws.amazon.com/accounts/latest/reference/API_StartPrimaryEmailUpdate.html; eventSource:
  // https://docs.aws.amazon.com/accounts/latest/reference/monitoring-cloudtrail.html. Only the management account calls them.
  { name: "a member's e-mail address, asked for", event: apiCall(ADMIN, 'account', 'StartPrimaryEmailUpdate', { accountId: MEMBER }), rings: CREDENTIAL },
  { name: "a member's e-mail address, changed", event: apiCall(ADMIN, 'account', 'AcceptPrimaryEmailUpdate', { accountId: MEMBER }), rings: CREDENTIAL },
  {
    name: "a member's e-mail address, refused",
    event: apiCall(ADMIN, 'account', 'AcceptPrimaryEmailUpdate', null, { errorCode: 'AccessDeniedException' }),
    rings: ['RootCredentialChange', 'UnauthorizedApiCall'],
  },
  {
    name: "a member's e-mail address, wrong code",
    event: apiCall(ADMIN, 'account', 'AcceptPrimaryEmailUpdate', { accountId: MEMBER }, { errorCode: 'ValidationException' }),
    rings: CREDENTIAL,
  },
  { name: "a member's e-mail address, read", event: apiCall(ADMIN, 'account', 'GetPrimaryEmail', { accountId: MEMBER }, { readOnly: true }), rings: [] },
  { name: 'contact address changed', event: apiCall(ADMIN, 'account', 'PutContactInformation'), rings: [] },
];
