import { Aspects, CfnParameter, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { CfnTrail, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuditTrail } from '../../src';
import { knownStack, synthesize } from '../helpers';

/*
 * What a property injector, an aspect or an escape hatch makes of the trail after we made it: less is an error, more is the user's business.
 */

function auditIn(stack: Stack): { audit: AuditTrail; resource: CfnTrail } {
  const audit = new AuditTrail(stack, 'Audit');
  return { audit, resource: audit.trail.node.defaultChild as CfnTrail };
}

function overridden(property: string, value: unknown): Stack {
  const stack = knownStack();
  auditIn(stack).resource.addPropertyOverride(property, value);
  return stack;
}

const management = (...fields: object[]) => ({ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...fields] });
const DATA = { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }] };

test.each<[string, unknown]>([
  ['IsLogging', false],
  ['IsLogging', 'false'],
  ['IsMultiRegionTrail', false],
  ['IsMultiRegionTrail', undefined],
  ['EnableLogFileValidation', false],
  ['IncludeGlobalServiceEvents', false],
])('fails for %s: %s', (property, value) => {
  expect(() => synthesize(overridden(property, value))).toThrow(`[Stack/Audit] ${property} must be true, got ${value}`);
});

test('fails without a log group, over which the alarms stand', () => {
  expect(() => synthesize(overridden('CloudWatchLogsLogGroupArn', undefined))).toThrow('CloudWatchLogsLogGroupArn must be there');
});

test('so it does where that is taken out of the resource', () => {
  const stack = knownStack();
  auditIn(stack).resource.cloudWatchLogsLogGroupArn = undefined;
  expect(() => synthesize(stack)).toThrow('CloudWatchLogsLogGroupArn must be there');
});

describe('event selectors', () => {
  const selected = (...selectors: object[]) => overridden('EventSelectors', selectors);

  test.each<[string, object[]]>([
    ['write events alone', [{ ReadWriteType: 'WriteOnly' }]],
    ['read events alone', [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }]],
    ['no management events', [{ IncludeManagementEvents: false }]],
    ['all of none and some of the rest', [{ ReadWriteType: 'All', IncludeManagementEvents: false }, { ReadWriteType: 'WriteOnly' }]],
    ['nothing', []],
  ])('fail for %s', (_, selectors) => {
    expect(() => synthesize(selected(...selectors))).toThrow(`EventSelectors must record all management events, got ${JSON.stringify(selectors)}`);
  });

  test.each<[string, object[]]>([
    ['what is so by default', [{}]],
    ['data events beside them', [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }]],
    ['read and write events apart', [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }]],
    ['all but what KMS does', [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }]],
    ['what is known at deployment only', [{ ReadWriteType: { Ref: 'Audit' } }]],
  ])('may be %s', (_, selectors) => {
    expect(() => synthesize(selected(...selectors))).not.toThrow();
  });

  test('may have data events added by the L2', () => {
    const stack = knownStack();
    auditIn(stack).audit.trail.addS3EventSelector([{ bucket: new s3.Bucket(stack, 'Bucket') }]);
    expect(() => synthesize(stack)).not.toThrow();
  });

  test.each([ReadWriteType.WRITE_ONLY, ReadWriteType.READ_ONLY, ReadWriteType.NONE])('fail when a property injector on Trail makes them %s', managementEvents => {
    const stack = knownStack();
    PropertyInjectors.of(stack).add({ constructUniqueId: Trail.PROPERTY_INJECTION_ID, inject: (props: any) => ({ ...props, managementEvents }) });
    auditIn(stack);
    expect(() => synthesize(stack)).toThrow(/EventSelectors must record all management events/);
  });

  test('fail when an aspect changes them', () => {
    const stack = knownStack();
    auditIn(stack);
    Aspects.of(stack).add({ visit: node => { if (CfnTrail.isCfnTrail(node)) { node.eventSelectors = [{ readWriteType: 'WriteOnly' }]; } } });
    expect(() => synthesize(stack)).toThrow(/EventSelectors must record all management events/);
  });
});

describe('advanced event selectors', () => {
  test('fail for data events alone, also where they are written into the resource', () => {
    const stack = knownStack();
    const { resource } = auditIn(stack);
    resource.advancedEventSelectors = [{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['Data'] }] }];
    expect(() => synthesize(stack)).toThrow(/AdvancedEventSelectors must record all management events/);
  });

  function selected(...selectors: object[]): Stack {
    const stack = overridden('AdvancedEventSelectors', selectors);
    ((stack.node.findChild('Audit') as AuditTrail).trail.node.defaultChild as CfnTrail).addPropertyDeletionOverride('EventSelectors');
    return stack;
  }

  test.each<[string, object[]]>([
    ['data events alone', [DATA]],
    ['write events alone', [management({ Field: 'readOnly', Equals: ['false'] }), DATA]],
    ['read events alone', [management({ Field: 'readOnly', Equals: ['true'] })]],
  ])('fail for %s', (_, selectors) => {
    expect(() => synthesize(selected(...selectors))).toThrow(/AdvancedEventSelectors must record all management events/);
  });

  test.each<[string, object[]]>([
    ['management events', [management()]],
    ['data events beside them', [DATA, management()]],
    ['read and write events apart', [management({ Field: 'readOnly', Equals: ['true'] }), management({ Field: 'readOnly', Equals: ['false'] })]],
    ['all but what KMS does', [management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] })]],
    ['what is known at deployment only', [{ FieldSelectors: [{ Field: 'eventCategory', Equals: [{ Ref: 'Audit' }] }] }]],
  ])('may be %s', (_, selectors) => {
    expect(() => synthesize(selected(...selectors))).not.toThrow();
  });
});

test('what is known at deployment only passes', () => {
  const stack = knownStack();
  const { resource } = auditIn(stack);
  new CfnParameter(stack, 'Logging');
  resource.addPropertyOverride('IsLogging', { Ref: 'Logging' });
  expect(() => synthesize(stack)).not.toThrow();
});
