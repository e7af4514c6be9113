/** What people want to know of an event and a pattern does not say. */
export interface EventNotes {
  readonly catches: string;
  readonly catchesNot: string;
  readonly noise: string;
}

const SUCCESSES = 'Calls that were refused or failed.';

export const NOTES: Record<string, EventNotes> = {
  UserSignInWithoutMfa: {
    catches: 'Each successful sign-in of an IAM user with a password in which AWS asked for no second factor, in any Region; also '
      + 'where the record does not say whether MFA was used.',
    catchesNot: 'Sign-ins through IAM Identity Center or another identity provider, of whose MFA AWS knows nothing; access keys; a '
      + 'console session opened from temporary credentials (GetSigninToken).',
    noise: 'None once people have devices. A first sign-in to register one rings it.',
  },
  RootSignInWithoutMfa: {
    catches: 'Each successful console sign-in of the root user without MFA.',
    catchesNot: 'Root\'s access keys, and central root access: see RootUserActivity and RootAccessManagement.',
    noise: 'None.',
  },
  RootUserActivity: {
    catches: 'Whatever the root user does: sign-ins that failed too, console, access keys, sessions of central root access.',
    catchesNot: 'What AWS services do on behalf of root, and service events.',
    noise: 'Each task that only root can do rings it.',
  },
  RootCredentialChange: {
    catches: 'A password recovery that was asked for or completed, a new password or e-mail address of root, also of a member account '
      + 'from the management account or by central root access; attempts too.',
    catchesNot: 'Access keys and MFA devices of root: see MfaDeviceRegistered and MfaDeviceRemoved, and RootUserActivity.',
    noise: 'None. AWS documents the record of a changed password only; those of a recovery and of a changed address are named by others '
      + '(Elastic, Datadog, Turbot) and were not seen here.',
  },
  RootAccessManagement: {
    catches: 'Privileged sessions as the root of a member account (AssumeRoot), and central root access switched on or off.',
    catchesNot: 'What is done in such a session: it is recorded in the member account, as RootUserActivity. Another account registered '
      + `as delegated administrator of IAM, a call to Organizations. ${SUCCESSES}`,
    noise: 'Each legitimate use of central root access.',
  },
  MfaDeviceRemoved: {
    catches: 'A device that was taken from its user, or a virtual device that was deleted, of users and of root.',
    catchesNot: `${SUCCESSES} Devices of people in IAM Identity Center.`,
    noise: 'Each replaced or lost device; a registration that was given up deletes its virtual device.',
  },
  MfaDeviceRegistered: {
    catches: 'Every device that was enabled, by whomever, for whomever, of users and of root.',
    catchesNot: `${SUCCESSES} The making of a virtual device alone.`,
    noise: 'Every legitimate enrolment, which is why it is not recommended.',
  },
  MfaDeviceRegisteredWithAccessKey: {
    catches: 'A device that was enabled by somebody with a long-term access key.',
    catchesNot: `${SUCCESSES} Devices enabled from the console, in a session or by a role.`,
    noise: 'People who enrol by command line, if `allowDeviceRegistrationWithAccessKeys` lets them.',
  },
  IamPolicyChange: {
    catches: 'The sixteen operations on policies that the CIS benchmark lists; attempts too.',
    catchesNot: 'Other ways to power: see IamAccessChange. SetDefaultPolicyVersion, which is there.',
    noise: 'Every deployment that touches IAM.',
  },
  IamAccessChange: {
    catches: 'New users, passwords, access keys and bearer keys; group membership, permissions boundaries, role trust, identity providers, '
      + 'the default version of a policy.',
    catchesNot: `${SUCCESSES} New roles, and policies: see IamPolicyChange.`,
    noise: 'User administration; each deployment that changes a role\'s trust.',
  },
  AccessDelegated: {
    catches: 'Temporary delegation that was accepted or whose token was sent, and outbound web identity federation switched on.',
    catchesNot: `${SUCCESSES} What a delegate does afterwards: the records carry \`invokedByDelegate\` and ring the other events.`,
    noise: 'Each legitimate delegation.',
  },
  ConsoleAccessControlChange: {
    catches: 'Changes of the statements that say who may open the console, and of whether they are in force.',
    catchesNot: SUCCESSES,
    noise: 'None but your own changes.',
  },
  AuditTrailChange: {
    catches: 'A trail that was made, changed, stopped, started or deleted, by name or by ARN, and changed event selectors; attempts too.',
    catchesNot: 'The log group, the bucket or the key taken from under the trail.',
    noise: 'Each deployment that changes a trail.',
  },
  AlertingChange: {
    catches: 'Alarms deleted, muted, overwritten or without actions; metric filters, log groups and topics deleted or changed; subscriptions '
      + 'ended or narrowed; rules disabled, overwritten, with other targets or without; data protection policies, which hide from metric filters what '
      + 'they mask.',
    catchesNot: `${SUCCESSES} The link "unsubscribe" at the end of an e-mail, which CloudTrail does not record. The key of a topic disabled or `
      + 'deleted; a chat channel, queue or function that stops. What became of the message: whoever '
      + 'takes the topic silences this event too, so send it to a topic in other hands, best of another account.',
    noise: 'Each deployment that makes or changes an alarm, a metric filter, a rule or a topic, whatever for, which is why it is not recommended.',
  },
  ConsoleSignInFailure: {
    catches: 'Every console sign-in whose outcome is Failure, whatever the message: wrong password, unknown user, refused by a policy.',
    catchesNot: 'Failures at IAM Identity Center or another identity provider.',
    noise: 'Mistyped passwords: give the alarm a `threshold`.',
  },
  UnauthorizedApiCall: {
    catches: 'Calls that were refused with AccessDenied… or …UnauthorizedOperation, of any service.',
    catchesNot: 'Other words for a refusal (Forbidden, and codes of single services); HeadBucket; deliveries of logs.',
    noise: 'Much. Under MFA enforcement each call without MFA is one: give the alarm a `threshold`.',
  },
  EnforcementChange: {
    catches: 'The policy detached, deleted or given another version; a group deleted or renamed, a person taken from it.',
    catchesNot: 'Attempts that IAM refused, whose records name neither policy nor group. People who were never in a group. By an alarm, '
      + 'calls that write policy or group in another case: IAM does not tell names apart by it, filter patterns and queries do. A rule hears them.',
    noise: 'Your own deployments that change the enforcement; a change that failed for another reason than a refusal; over an organization '
      + 'trail, a group of the same name in a member account.',
  },
  SecurityHubRootUsage: { catches: 'As published.', catchesNot: 'What root does in the console, whose records carry `invokedBy`.', noise: 'As RootUserActivity.' },
  SecurityHubUnauthorizedApiCalls: { catches: 'As published.', catchesNot: 'As UnauthorizedApiCall.', noise: 'More than UnauthorizedApiCall: deliveries of logs and HeadBucket ring it too.' },
  SecurityHubSignInWithoutMfa: { catches: 'As published.', catchesNot: 'Sign-ins of root, and of users where the record does not say whether MFA was used.', noise: '"YES", which an older page of AWS prints, rings it.' },
  SecurityHubIamPolicyChange: { catches: 'As published.', catchesNot: 'As IamPolicyChange.', noise: 'As IamPolicyChange.' },
  SecurityHubTrailChange: { catches: 'As published.', catchesNot: 'Changed event selectors.', noise: 'As AuditTrailChange.' },
  SecurityHubSignInFailure: { catches: 'As published.', catchesNot: 'Failures with another message: of unknown users, or refused by a policy.', noise: 'As ConsoleSignInFailure.' },
};
