import { Alternative, ANY_RECORD, anyOf, apiCalls, Patterns, quoted, textOr } from './pattern-parts';

/*
 * What each identity event looks for: in a log group (filter pattern), on the event bus (event pattern) and by hand (condition
 * of a Logs Insights query). All three find the same events.
 *
 * Filter patterns are text: auditors' scanners compare them by order, quotes and parentheses. In them as in event patterns a
 * comparison with "not" does not match where the field is missing: MFAUsed, which may be, has its NOT EXISTS. The other fields so
 * compared are in every record (eventName, eventType, sourceIPAddress).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */

const IAM = 'iam.amazonaws.com';
const SIGN_IN = 'signin.amazonaws.com';

/**
 * A successful console sign-in in which AWS itself asked for no second factor.
 *
 * - the outcome, because a refused password is no sign-in;
 * - the type, because AWS writes "No" for every federated sign-in, whatever the identity provider asked for;
 * - "YES" beside "Yes", because an older page of AWS prints it so;
 * - a missing field and null, because nothing says that it is always there.
 */
function signInWithoutMfa(userIdentityType: string): Patterns {
  const signIn = (mfa: string) => `(${[
    '($.eventName = "ConsoleLogin")',
    mfa,
    `($.userIdentity.type = "${userIdentityType}")`,
    '($.responseElements.ConsoleLogin = "Success")',
  ].join(' && ')})`;
  return {
    filterPattern: `{ ${[
      '($.additionalEventData.MFAUsed != "Yes") && ($.additionalEventData.MFAUsed != "YES")',
      '($.additionalEventData.MFAUsed NOT EXISTS)',
      '($.additionalEventData.MFAUsed IS NULL)',
    ].map(signIn).join(' || ')} }`,
    eventPattern: {
      ...ANY_RECORD,
      detail: {
        eventName: ['ConsoleLogin'],
        userIdentity: { type: [userIdentityType] },
        responseElements: { ConsoleLogin: ['Success'] },
        additionalEventData: { MFAUsed: [{ 'anything-but': ['Yes', 'YES'] }, { exists: false }] },
      },
    },
    queryCondition: `eventName = "ConsoleLogin" and userIdentity.type = "${userIdentityType}" and responseElements.ConsoleLogin = "Success"`
      + ' and (additionalEventData.MFAUsed not in ["Yes", "YES"] or not ispresent(additionalEventData.MFAUsed))',
  };
}

export const USER_SIGN_IN_WITHOUT_MFA = signInWithoutMfa('IAMUser');

export const ROOT_SIGN_IN_WITHOUT_MFA = signInWithoutMfa('Root');

/**
 * Whatever root does: not what AWS does on its behalf (`invokedBy`, AwsServiceEvent), but what it does in the console,
 * which carries `invokedBy` too.
 */
export const ROOT_USER_ACTIVITY: Patterns = {
  filterPattern: '{ ($.userIdentity.type = "Root") && (($.userIdentity.invokedBy NOT EXISTS)'
    + ' || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && ($.eventType != "AwsServiceEvent") }',
  eventPattern: {
    ...ANY_RECORD,
    detail: {
      userIdentity: { type: ['Root'], invokedBy: [{ exists: false }, SIGN_IN] },
      eventType: [{ 'anything-but': ['AwsServiceEvent'] }],
    },
  },
  queryCondition: 'userIdentity.type = "Root" and (not ispresent(userIdentity.invokedBy) or userIdentity.invokedBy = "signin.amazonaws.com")'
    + ' and eventType != "AwsServiceEvent"',
};

const ROOT_CREDENTIAL_EVENTS = [
  'AcceptPrimaryEmailUpdate', // of a member account, from the management account
  'EmailUpdated',
  'PasswordRecoveryCompleted',
  'PasswordRecoveryRequested',
  'PasswordUpdated', // of root: that of a user is ChangePassword
  'StartPrimaryEmailUpdate',
];

/**
 * Attempts count: to ask for a new password of root is one. Whoever asks has not signed in, and the pages that name these events
 * differ in their source, so that nothing is said of identity and source but where a user does the same.
 */
const OF_ROOT_CREDENTIALS = anyOf({
  filterPattern: textOr('$.eventName', ROOT_CREDENTIAL_EVENTS),
  detail: { eventName: ROOT_CREDENTIAL_EVENTS },
  queryCondition: `eventName in ${JSON.stringify(ROOT_CREDENTIAL_EVENTS)}`,
}, {
  filterPattern: '(($.eventName = ChangePassword) && ($.userIdentity.type = "Root"))',
  detail: { eventName: ['ChangePassword'], userIdentity: { type: ['Root'] } },
  queryCondition: '(eventName = "ChangePassword" and userIdentity.type = "Root")',
}, {
  // without a user, these mean root itself: in a session of central root access
  filterPattern: '(($.userIdentity.type = "Root") && ($.requestParameters.userName NOT EXISTS)'
    + ' && (($.eventName = CreateLoginProfile) || ($.eventName = DeleteLoginProfile)))',
  detail: {
    userIdentity: { type: ['Root'] },
    requestParameters: { userName: [{ exists: false }] },
    eventName: ['CreateLoginProfile', 'DeleteLoginProfile'],
  },
  queryCondition: '(userIdentity.type = "Root" and not ispresent(requestParameters.userName)'
    + ' and eventName in ["CreateLoginProfile", "DeleteLoginProfile"])',
});
export const ROOT_CREDENTIAL_CHANGE: Patterns = {
  filterPattern: `{ ${OF_ROOT_CREDENTIALS.filterPattern} }`,
  eventPattern: { ...ANY_RECORD, detail: OF_ROOT_CREDENTIALS.detail },
  queryCondition: OF_ROOT_CREDENTIALS.queryCondition,
};

/** Central root access: who may act as the root of a member account, and whoever does. */
export const ROOT_ACCESS_MANAGEMENT = apiCalls({
  sources: [IAM, 'sts.amazonaws.com'],
  names: [
    'AssumeRoot',
    'DisableOrganizationsRootCredentialsManagement',
    'DisableOrganizationsRootSessions',
    'EnableOrganizationsRootCredentialsManagement',
    'EnableOrganizationsRootSessions',
  ],
  succeeded: true,
});

export const MFA_DEVICE_REMOVED = apiCalls({
  sources: [IAM],
  names: [
    'DeactivateMFADevice', // takes it from its user
    'DeleteVirtualMFADevice', // of root, deactivates it too
  ],
  succeeded: true,
});

/** CreateVirtualMFADevice alone gives nobody a device. */
const REGISTRATION = { sources: [IAM], names: ['EnableMFADevice'], succeeded: true };

export const MFA_DEVICE_REGISTERED = apiCalls(REGISTRATION);

/** Long-term access keys begin with AKIA, those of sessions, the console's among them, with ASIA. */
export const MFA_DEVICE_REGISTERED_WITH_ACCESS_KEY = apiCalls({
  ...REGISTRATION,
  and: {
    filterPattern: '($.userIdentity.accessKeyId = "AKIA*")',
    detail: { userIdentity: { accessKeyId: [{ prefix: 'AKIA' }] } },
    queryCondition: 'userIdentity.accessKeyId like /^AKIA/',
  },
});

/** The lists of the CIS benchmark, in its order, which scanners compare. Attempts count there, and so here. */
const CIS_POLICY_CHANGES = [
  'DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy',
  'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy',
  'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion',
  'AttachRolePolicy', 'DetachRolePolicy',
  'AttachUserPolicy', 'DetachUserPolicy',
  'AttachGroupPolicy', 'DetachGroupPolicy',
];
const CIS_TRAIL_CHANGES = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];

export const IAM_POLICY_CHANGE = apiCalls({ sources: [IAM], names: CIS_POLICY_CHANGES });

/** Ways to new power, or past a group that enforces MFA, that the list of the CIS benchmark leaves out. */
export const IAM_ACCESS_CHANGE = apiCalls({
  sources: [IAM],
  names: [
    'AddClientIDToOpenIDConnectProvider',
    'AddUserToGroup',
    'CreateAccessKey',
    'CreateLoginProfile',
    'CreateOpenIDConnectProvider',
    'CreateSAMLProvider',
    'CreateServiceSpecificCredential', // a bearer key that asks no second factor
    'CreateUser', // stands outside every group at first
    'DeleteRolePermissionsBoundary',
    'DeleteUserPermissionsBoundary',
    'PutRolePermissionsBoundary',
    'PutUserPermissionsBoundary',
    'RemoveUserFromGroup',
    'ResetServiceSpecificCredential',
    'SetDefaultPolicyVersion',
    'UpdateAccessKey',
    'UpdateAssumeRolePolicy', // a role may lose its demand for MFA
    'UpdateLoginProfile', // an administrator sets somebody's password
    'UpdateOpenIDConnectProviderThumbprint',
    'UpdateSAMLProvider', // whoever signs for it opens the roles that trust it
    'UpdateServiceSpecificCredential',
  ],
  succeeded: true,
});

export const ACCESS_DELEGATED = apiCalls({
  sources: [IAM],
  names: [
    'AcceptDelegationRequest',
    'EnableOutboundWebIdentityFederation', // AWS identities become tokens for others
    'SendDelegationToken',
  ],
  succeeded: true,
});

export const CONSOLE_ACCESS_CONTROL_CHANGE = apiCalls({
  sources: [SIGN_IN],
  names: [
    'DeleteConsoleAuthorizationConfiguration',
    'DeleteResourcePermissionStatement',
    'PutConsoleAuthorizationConfiguration',
    'PutResourcePermissionStatement',
  ],
  succeeded: true,
});

export const AUDIT_TRAIL_CHANGE = apiCalls({
  sources: ['cloudtrail.amazonaws.com'],
  names: [
    ...CIS_TRAIL_CHANGES,
    'PutEventSelectors', // can leave management events out
  ],
});

/**
 * Whatever silences an alarm, a topic or a rule, of whomever: to take it away, to mute it, to put another in its place under the
 * same name. A rule cannot be deleted before its targets are removed.
 *
 * Auto Scaling makes and deletes alarms of its own all the time.
 */
export const ALERTING_CHANGE = apiCalls({
  sources: ['monitoring.amazonaws.com', 'logs.amazonaws.com', 'sns.amazonaws.com', 'events.amazonaws.com'],
  names: [
    'DeleteAlarms',
    'DisableAlarmActions',
    'PutAlarmMuteRule',
    'PutLogAlarm', // overwrites one of the same name, as the next
    'PutMetricAlarm',
    'DeleteLogGroup',
    'DeleteMetricFilter',
    'PutAccountPolicy', // as the next, for every log group
    'PutDataProtectionPolicy', // what it masks, metric filters do not see; a topic may refuse what it finds
    'PutMetricFilter',
    'DeleteTopic',
    'RemovePermission',
    'SetSubscriptionAttributes', // a filter policy that nothing passes
    'SetTopicAttributes', // policy and key
    'Unsubscribe',
    'DisableRule',
    'PutRule',
    'PutTargets', // puts another target in the place of one of the same id
    'RemoveTargets',
  ],
  succeeded: true,
  and: {
    filterPattern: '(($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != "*autoscaling.amazonaws.com"))',
    detail: {
      userIdentity: { invokedBy: [{ exists: false }, { 'anything-but': ['autoscaling.amazonaws.com', 'application-autoscaling.amazonaws.com'] }] },
    },
    queryCondition: '(not ispresent(userIdentity.invokedBy) or userIdentity.invokedBy not in ["autoscaling.amazonaws.com", "application-autoscaling.amazonaws.com"])',
  },
});

/**
 * By the outcome: the error message that the CIS benchmark names (it stays, for scanners) does not stand in every failure, a
 * refusal by a sign-in policy among them.
 */
export const CONSOLE_SIGN_IN_FAILURE: Patterns = {
  filterPattern: '{ ($.eventName = ConsoleLogin) && (($.errorMessage = "Failed authentication") || ($.responseElements.ConsoleLogin = "Failure")) }',
  eventPattern: {
    ...ANY_RECORD,
    detail: {
      eventName: ['ConsoleLogin'],
      $or: [{ errorMessage: ['Failed authentication'] }, { responseElements: { ConsoleLogin: ['Failure'] } }],
    },
  },
  queryCondition: 'eventName = "ConsoleLogin" and (errorMessage = "Failed authentication" or responseElements.ConsoleLogin = "Failure")',
};

/**
 * Codes differ between services: AccessDenied, AccessDeniedException, UnauthorizedOperation, Client.UnauthorizedOperation. What
 * AWS itself tries when it delivers logs, and HeadBucket, with which tools ask whether a bucket is there, are left out as later
 * versions of the CIS benchmark do.
 */
export const UNAUTHORIZED_API_CALL: Patterns = {
  filterPattern: '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*"))'
    + ' && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
  eventPattern: {
    ...ANY_RECORD,
    detail: {
      errorCode: [{ suffix: 'UnauthorizedOperation' }, { prefix: 'AccessDenied' }],
      sourceIPAddress: [{ 'anything-but': ['delivery.logs.amazonaws.com'] }],
      eventName: [{ 'anything-but': ['HeadBucket'] }],
    },
  },
  queryCondition: '(errorCode like /UnauthorizedOperation$/ or errorCode like /^AccessDenied/)'
    + ' and sourceIPAddress != "delivery.logs.amazonaws.com" and eventName != "HeadBucket"',
};

/**
 * What weakens exactly these. Records of calls that IAM refused name neither policy nor group, so that attempts are not seen.
 *
 * IAM does not tell names apart by case, and a record has what the caller wrote. Event patterns ignore case. Filter patterns
 * cannot: of regular expressions a pattern takes two and a log group five, and none can be made of a name that is known at
 * deployment only.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
export function enforcementChange(policyArn: string | undefined, groupNames: readonly string[]): Patterns {
  const { filterPattern, detail, queryCondition } = anyOf(
    ...(policyArn === undefined ? [] : [callsOn('policyArn', [policyArn], [
      'CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'DetachGroupPolicy', 'DetachUserPolicy', 'SetDefaultPolicyVersion',
    ])]),
    ...(groupNames.length === 0 ? [] : [callsOn('groupName', groupNames, [
      'DeleteGroup',
      'RemoveUserFromGroup',
      'UpdateGroup', // renames it
    ])]),
  );
  return {
    filterPattern: `{ ($.eventSource = ${IAM}) && (${filterPattern}) }`, // other services have groups too
    eventPattern: { detailType: ['AWS API Call via CloudTrail'], detail: { eventSource: [IAM], ...detail } },
    queryCondition: `eventSource = "${IAM}" and (${queryCondition})`,
  };
}

function callsOn(parameter: string, values: readonly string[], names: string[]): Alternative {
  return {
    filterPattern: `(${textOr(`$.requestParameters.${parameter}`, values.map(quoted))} && ${textOr('$.eventName', names)})`,
    detail: { requestParameters: { [parameter]: values.map(value => ({ 'equals-ignore-case': value })) }, eventName: names },
    queryCondition: `(requestParameters.${parameter} in [${values.map(quoted).join(', ')}] and eventName in ${JSON.stringify(names)})`,
  };
}

/**
 * The texts that Security Hub's controls compare with, character by character.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const SECURITY_HUB = [
  {
    control: 'CloudWatch.1',
    name: 'SecurityHubRootUsage',
    title: 'The root user was used, as Security Hub counts it',
    filterPattern: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  },
  {
    control: 'CloudWatch.2',
    name: 'SecurityHubUnauthorizedApiCalls',
    title: 'An API call was refused, as Security Hub counts it',
    filterPattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  {
    control: 'CloudWatch.3',
    name: 'SecurityHubSignInWithoutMfa',
    title: 'An IAM user signed in to the console without MFA, as Security Hub counts it',
    filterPattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser")'
      + ' && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    control: 'CloudWatch.4',
    name: 'SecurityHubIamPolicyChange',
    title: 'An IAM policy was changed, as Security Hub counts it',
    filterPattern: `{($.eventSource=${IAM}) && (${CIS_POLICY_CHANGES.map(name => `($.eventName=${name})`).join(' || ')})}`,
  },
  {
    control: 'CloudWatch.5',
    name: 'SecurityHubTrailChange',
    title: 'A CloudTrail trail was changed, as Security Hub counts it',
    filterPattern: `{${CIS_TRAIL_CHANGES.map(name => `($.eventName=${name})`).join(' || ')}}`,
  },
  {
    control: 'CloudWatch.6',
    name: 'SecurityHubSignInFailure',
    title: 'A sign-in to the console failed, as Security Hub counts it',
    filterPattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  },
];
