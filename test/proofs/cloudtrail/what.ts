import type { Fields } from './who';

// What happened.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html

export type Outcome = 'Success' | 'Failure';

export function record(who: Fields, eventType: string, eventSource: string, eventName: string, fields: Fields): Fields {
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
    eventID: '01234567-89ab-cdef-0123-456789abcdef',
    eventType,
    managementEvent: true,
    recipientAccountId: who.accountId,
    eventCategory: 'Management',
    ...fields,
  };
}

/** Whatever happens at the sign-in page; its outcome stands under its own name. */
export function atSignIn(who: Fields, eventName: string, outcome: Outcome, fields: Fields = {}): Fields {
  return record(who, 'AwsConsoleSignIn', 'signin.amazonaws.com', eventName, { responseElements: { [eventName]: outcome }, ...fields });
}

export interface ConsoleLogin {
  readonly who: Fields;
  readonly outcome?: Outcome;
  readonly mfaUsed?: 'Yes' | 'No' | 'YES' | null;
}

export function consoleLogin({ who, outcome = 'Success', mfaUsed }: ConsoleLogin, fields: Fields = {}): Fields {
  const errorMessage = outcome === 'Failure' ? 'Failed authentication' : undefined;
  const additionalEventData = { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: mfaUsed };
  return atSignIn(who, 'ConsoleLogin', outcome, { errorMessage, additionalEventData, ...fields });
}

export function apiCall(who: Fields, service: string, eventName: string, requestParameters: Fields | null = null, fields: Fields = {}): Fields {
  return record(who, 'AwsApiCall', `${service}.amazonaws.com`, eventName, { requestID: 'EXAMPLE', requestParameters, ...fields });
}

/** Names and parameters: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export function iam(who: Fields, eventName: string, requestParameters: Fields | null = null, fields: Fields = {}): Fields {
  return apiCall(who, 'iam', eventName, requestParameters, fields);
}

/**
 * A call that IAM refuses: a public record of RemoveUserFromGroup has the name of the group in errorMessage and
 * requestParameters null.
 */
export function iamRefused(who: Fields, eventName: string, resource = '*'): Fields {
  const errorMessage = `User: ${who.arn} is not authorized to perform: iam:${eventName} on resource: ${resource}`;
  return iam(who, eventName, null, { errorCode: 'AccessDenied', errorMessage });
}

export function serviceEvent(who: Fields, service: string, eventName: string, fields: Fields = {}): Fields {
  return record(who, 'AwsServiceEvent', `${service}.amazonaws.com`, eventName, fields);
}
