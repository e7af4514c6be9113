import type { Fault } from './fault';
import { ofType, type Template } from '../template';

/** A trail sees what people do in all Regions, and IAM and sign-in too. */
const NEEDS: Record<string, unknown> = { IncludeGlobalServiceEvents: true, IsLogging: true, IsMultiRegionTrail: true };

export function findBlindTrails(template: Template): Fault[] {
  return ofType(template, 'AWS::CloudTrail::Trail').flatMap(([id, { Properties, DependsOn = [] }]) => [
    ...Object.keys(NEEDS).filter((name) => Properties[name] !== NEEDS[name]).map((name): Fault => ['trail-is-blind', id, `${name} is ${Properties[name]}`]),
    ...(Properties.EventSelectors ?? []).filter(({ ReadWriteType = 'All', IncludeManagementEvents = true }) =>
      ReadWriteType !== 'All' || !IncludeManagementEvents).map((): Fault => ['trail-is-blind', id, 'not all management events are recorded']),
    ...ofType(template, 'AWS::S3::BucketPolicy').some(([policy]) => [DependsOn].flat().includes(policy)) ? [] : [
      ['trail-comes-too-early', id, 'CloudTrail tries the bucket before its policy is there'] as Fault,
    ],
  ]);
}
