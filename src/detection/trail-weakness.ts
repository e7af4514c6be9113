import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { isUntouched, renderedProperties, renderedProperty } from '../private/rendered';

/**
 * Where a trail, as its template will have it, no longer records all management events of all Regions, or delivers them to no log
 * group. Property injectors, aspects and overrides can do that; data events that they add are not looked at, nor is what only the
 * deployment knows.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function findTrailWeaknesses(trail: CfnTrail): string[] {
  if (isWhole(trail)) { return []; }
  const properties = renderedProperties(trail);
  const { AdvancedEventSelectors, CloudWatchLogsLogGroupArn, EventSelectors } = properties;
  const flags = ['EnableLogFileValidation', 'IncludeGlobalServiceEvents', 'IsLogging', 'IsMultiRegionTrail'];
  return [
    ...flags.filter(flag => [undefined, false, 'false'].includes(properties[flag])).map(flag => `${flag} must be true, got ${properties[flag]}`),
    ...CloudWatchLogsLogGroupArn === undefined ? ['CloudWatchLogsLogGroupArn must be there, or no alarm ever rings, got none'] : [],
    ...findGap('EventSelectors', EventSelectors, recordedBy),
    ...findGap('AdvancedEventSelectors', AdvancedEventSelectors, recordedByAdvanced),
  ];
}

/** Whether nobody took from a trail as it was made, which is seen without rendering it. */
function isWhole(trail: CfnTrail): boolean {
  const { advancedEventSelectors, enableLogFileValidation, eventSelectors, includeGlobalServiceEvents, isLogging, isMultiRegionTrail } = trail;
  return isUntouched(trail, 'EventSelectors')
    && [enableLogFileValidation, includeGlobalServiceEvents, isLogging, isMultiRegionTrail].every(flag => flag === true)
    && renderedProperty(trail, 'CloudWatchLogsLogGroupArn') !== undefined
    && advancedEventSelectors === undefined
    && JSON.stringify(eventSelectors) === JSON.stringify([{ includeManagementEvents: true, readWriteType: 'All' }]);
}

/** Which management events a selector records; undefined for what only the deployment knows. */
type Recorded = 'All' | 'ReadOnly' | 'WriteOnly' | 'None' | undefined;

function findGap(property: string, selectors: unknown, recorded: (selector: any) => Recorded): string[] {
  if (!Array.isArray(selectors)) { return []; }
  const found = selectors.map(recorded);
  const all = found.includes('All') || (found.includes('ReadOnly') && found.includes('WriteOnly')) || found.includes(undefined);
  return all ? [] : [`${property} must record all management events, got ${JSON.stringify(selectors)}`];
}

/** Sources that may be left out are those of KMS and of the RDS Data API alone, which nothing here watches. */
function recordedBy({ IncludeManagementEvents = true, ReadWriteType = 'All' }: any): Recorded {
  if ([false, 'false'].includes(IncludeManagementEvents)) { return 'None'; }
  return ['All', 'ReadOnly', 'WriteOnly'].includes(ReadWriteType) ? ReadWriteType : undefined;
}

function recordedByAdvanced({ FieldSelectors }: any): Recorded {
  if (!Array.isArray(FieldSelectors)) { return undefined; }
  const valueOf = (field: string) => FieldSelectors.find(({ Field }) => Field === field)?.Equals?.[0];
  if (valueOf('eventCategory') !== 'Management') { return typeof valueOf('eventCategory') === 'object' ? undefined : 'None'; }
  const readOnly = valueOf('readOnly');
  return readOnly === undefined ? 'All' : ({ true: 'ReadOnly', false: 'WriteOnly' } as const)[String(readOnly)];
}
