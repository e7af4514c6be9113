/** What the picture shows: nobody's data. */
const ARN = 'arn:aws:iam::111122223333:user/alice';

export const SAMPLE_ROWS: Record<string, readonly string[]> = {
  '@timestamp': ['2026-03-04 08:12:31', '2026-03-03 17:40:02', '2026-03-02 09:05:47'],
  'additionalEventData.MFAUsed': ['Yes', 'No', 'No'],
  'awsRegion': ['us-east-1', 'eu-north-1', 'us-east-1'],
  'errorCode': ['', '', ''],
  'eventID': ['EXAMPLE-1', 'EXAMPLE-2', 'EXAMPLE-3'],
  'eventName': ['EnableMFADevice', 'CreateVirtualMFADevice', 'DeactivateMFADevice'],
  'latestSignIn': ['2026-03-04 08:12:31', '2026-03-03 17:40:02', '2026-03-02 09:05:47'],
  'recipientAccountId': ['111122223333', '111122223333', '444455556666'],
  'requestParameters.serialNumber': ['…:mfa/alice-phone', '', '…:mfa/bob-key'],
  'requestParameters.userName': ['alice', '', 'bob'],
  'signIns': ['14', '3', '1'],
  'sourceIPAddress': ['192.0.2.1', '198.51.100.7', '203.0.113.9'],
  'userIdentity.arn': [ARN, ARN.replace('alice', 'bob'), 'arn:aws:iam::444455556666:root'],
  'userIdentity.type': ['IAMUser', 'AssumedRole', 'Root'],
};

/** In tables of root alone, other values. */
export const SAMPLE_ROWS_OF_ROOT: Record<string, readonly string[]> = {
  ...SAMPLE_ROWS,
  'eventName': ['ConsoleLogin', 'GetAccountSummary', 'ListAccessKeys'],
  'recipientAccountId': ['111122223333', '111122223333', '111122223333'],
  'userIdentity.arn': Array(3).fill('arn:aws:iam::111122223333:root'),
  'userIdentity.type': ['Root', 'Root', 'Root'],
};

/** How often an event happened on each of seven days, for the graphs in turn. */
export const SAMPLE_GRAPHS: readonly (readonly number[])[] = [
  [0, 1, 0, 0, 3, 0, 1],
  [0, 0, 0, 0, 0, 1, 0],
  [0, 2, 0, 0, 0, 1, 0],
  [0, 0, 0, 0, 0, 0, 0],
];
