import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall } from './what';
import { ACCOUNT, ADMIN, byKey, DELEGATE, inConsole, root, user, type Fields } from './who';

const TRAIL: readonly IdentityEventName[] = ['AuditTrailChange'];
const NAME = 'audit';
const ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${NAME}`;

const call = (who: Fields, eventName: string, requestParameters: Fields | null, fields: Fields = {}) =>
  apiCall(who, 'cloudtrail', eventName, requestParameters, fields);

/**
 * Trails; attempts count. What the caller sent is recorded, name or ARN:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html. Records: stratus-red-team,
 * docs/detonation-logs/aws.defense-evasion.cloudtrail-*; TrailNotFoundException: "Error code and message log example" of
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
export const TRAILS: readonly LabelledEvent[] = [
  { name: 'trail made', event: call(ADMIN, 'CreateTrail', { name: NAME, s3BucketName: 'bucket' }), rings: TRAIL },
  { name: 'trail changed by name', event: call(ADMIN, 'UpdateTrail', { name: NAME, isMultiRegionTrail: false }), rings: TRAIL },
  { name: 'trail changed by ARN', event: call(ADMIN, 'UpdateTrail', { name: ARN }), rings: TRAIL },
  { name: 'trail deleted by name', event: call(byKey(user()), 'DeleteTrail', { name: NAME }), rings: TRAIL },
  { name: 'trail deleted by ARN', event: call(ADMIN, 'DeleteTrail', { name: ARN }), rings: TRAIL },
  { name: 'trail started by name', event: call(ADMIN, 'StartLogging', { name: NAME }), rings: TRAIL },
  { name: 'trail started by ARN', event: call(ADMIN, 'StartLogging', { name: ARN }), rings: TRAIL },
  { name: 'trail stopped by name', event: call(byKey(user()), 'StopLogging', { name: NAME }), rings: TRAIL },
  { name: 'trail stopped by ARN', event: call(inConsole(user()), 'StopLogging', { name: ARN }), rings: TRAIL },
  { name: 'trail stopped by root', event: call(inConsole(root()), 'StopLogging', { name: NAME }), rings: ['RootUserActivity', 'AuditTrailChange'] },
  { name: 'trail stopped by a delegate', event: call(DELEGATE, 'StopLogging', { name: NAME }), rings: TRAIL },
  { name: 'trail stopped by CloudFormation', event: call({ ...ADMIN, invokedBy: 'cloudformation.amazonaws.com' }, 'StopLogging', { name: NAME }), rings: TRAIL },
  { name: 'trail stopped in another Region', event: call(ADMIN, 'StopLogging', { name: NAME }, { awsRegion: 'eu-central-1' }), rings: TRAIL },
  { name: 'management events left out by name', event: call(ADMIN, 'PutEventSelectors', { trailName: NAME, eventSelectors: [{ includeManagementEvents: false }] }), rings: TRAIL },
  { name: 'management events left out by ARN', event: call(ADMIN, 'PutEventSelectors', { trailName: ARN, advancedEventSelectors: [] }), rings: TRAIL },
  { name: 'trail changed, unknown', event: call(user(), 'UpdateTrail', { name: NAME }, { errorCode: 'TrailNotFoundException' }), rings: TRAIL },
  { name: 'trail stopped, refused', event: call(user(), 'StopLogging', null, { errorCode: 'AccessDeniedException' }), rings: ['AuditTrailChange', 'UnauthorizedApiCall'] },

  { name: 'trail looked at', event: call(ADMIN, 'GetTrailStatus', { name: NAME }, { readOnly: true }), rings: [] },
  { name: 'event data store stopped, no trail', event: call(ADMIN, 'StopEventDataStoreIngestion', { eventDataStore: 'example' }), rings: [] },
  { name: "the trail's log group deleted", event: apiCall(ADMIN, 'logs', 'DeleteLogGroup', { logGroupName: NAME }), rings: ['AlertingChange'] },
  { name: "the trail's bucket changed", event: apiCall(ADMIN, 's3', 'PutBucketLifecycle', { bucketName: 'bucket' }), rings: [] },
];
