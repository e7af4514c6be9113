import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from './settings';

const USER = { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:user/people/alice`, accountId: ACCOUNT, userName: 'alice' };
const ROOT = { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT };
const SSO_USER = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:alice@example.com',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com`,
  accountId: ACCOUNT,
};

/** Sign-ins to the console as CloudTrail records them. */
export const SIGN_INS = {
  userWithMfa: () => consoleLogin(USER, 'Success', 'Yes'),
  userFailed: () => consoleLogin(USER, 'Failure', 'No'),
  // whatever the identity provider asked for, AWS writes "No"
  ssoUser: () => consoleLogin(SSO_USER, 'Success', 'No'),
  userWithoutMfa: () => consoleLogin(USER, 'Success', 'No'),
  rootWithoutMfa: () => consoleLogin(ROOT, 'Success', 'No'),
};

function consoleLogin(userIdentity: object, outcome: 'Success' | 'Failure', mfaUsed: 'Yes' | 'No') {
  return {
    eventVersion: '1.08',
    userIdentity,
    eventTime: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: REGION,
    sourceIPAddress: '198.51.100.7',
    userAgent: 'Mozilla/5.0',
    ...(outcome === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
    requestParameters: null,
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed: mfaUsed },
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  };
}
