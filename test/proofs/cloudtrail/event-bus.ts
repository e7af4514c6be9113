import type { Fields } from './who';

/**
 * The type of a record decides the type of the event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html prints "Console Signin"; that "Sign In"
 * arrives, https://repost.aws/knowledge-center/root-user-account-eventbridge-rule shows.
 */
const DETAIL_TYPES: Readonly<Record<string, string>> = {
  AwsApiCall: 'AWS API Call via CloudTrail',
  AwsConsoleAction: 'AWS Console Action via CloudTrail',
  AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
  AwsConsoleSignin: 'AWS Console Sign In via CloudTrail',
  AwsServiceEvent: 'AWS Service Event via CloudTrail',
  AwsVpceEvents: 'AWS Network Activity Event via CloudTrail',
};

export function detailTypeOf({ eventType }: Fields): string {
  const detailType = DETAIL_TYPES[String(eventType)];
  if (detailType === undefined) { throw new Error(`no detail-type is known for records of the type '${eventType}'`); }
  return detailType;
}

/** A record as it arrives on the default event bus. */
export function onEventBus(record: Fields): object {
  return {
    'version': '0',
    'id': '01234567-0123-0123-0123-0123456789ab',
    'detail-type': detailTypeOf(record),
    'source': String(record.eventSource).replace(/^(.*)\.amazonaws\.com$/, 'aws.$1'),
    'account': record.recipientAccountId,
    'time': record.eventTime,
    'region': record.awsRegion,
    'resources': [],
    'detail': record,
  };
}
