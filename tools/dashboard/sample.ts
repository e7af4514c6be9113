/** What the picture shows: nobody's data. */
const ARN = 'arn:aws:iam::111122223333:user/alice';
/** As CloudTrail writes them. */
const TIMES = ['2026-03-04T08:12:31Z', '2026-03-03T17:40:02Z', '2026-03-02T09:05:47Z'];

export const SAMPLE_ROWS: Record<string, readonly string[]> = {
  'additionalEventData.MFAUsed': ['Yes', 'No', 'No'],
  'awsRegion': ['us-east-1', 'eu-north-1', 'us-east-1'],
  'errorCode': ['', '', ''],
  'eventID': ['EXAMPLE-1', 'EXAMPLE-2', 'EXAMPLE-3'],
  'eventName': ['EnableMFADevice', 'CreateVirtualMFADevice', 'DeactivateMFADevice'],
  'eventTime': TIMES,
  'latestSignIn': TIMES,
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
