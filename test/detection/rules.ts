import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CustomIdentityEventOptions, IdentityEvent, IdentityEventRule, IdentityEventRuleProps } from '../../src';
import { only } from '../helpers';

export const EVENT = IdentityEvent.MFA_DEVICE_REMOVED;

export function ruleIn(stack: Stack, props: Partial<IdentityEventRuleProps> = {}, id = 'Rule'): IdentityEventRule {
  return new IdentityEventRule(stack, id, { event: EVENT, ...props });
}

export function custom(options: Partial<CustomIdentityEventOptions> = {}): IdentityEvent {
  return IdentityEvent.custom('Mine', { title: 'Mine', filterPattern: '{ $.a = 1 }', eventPattern: { source: ['mine'] }, ...options });
}

export function rendered(stack: Stack): any {
  return only(Template.fromStack(stack), 'AWS::Events::Rule').properties;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export const RECORD = {
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: 'arn:aws:iam::123456789012:user/alice', accountId: '123456789012', userName: 'alice' },
  eventTime: '2026-01-01T00:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'DeactivateMFADevice',
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.1',
  requestParameters: { userName: 'bob', serialNumber: 'arn:aws:iam::123456789012:mfa/bob' },
  responseElements: null,
  eventID: '11111111-2222-3333-4444-555555555555',
  recipientAccountId: '123456789012',
};

/**
 * What EventBridge makes of a record by the input transformer of a target: a field that is missing leaves its place empty.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function delivered({ InputTemplate, InputPathsMap }: any, record: object): string {
  return InputTemplate.replace(/<([^<>]*)>/g, (_: string, variable: string) => {
    if (!(variable in InputPathsMap)) { throw new Error(`no path for <${variable}>`); }
    const [root, ...fields] = InputPathsMap[variable].split('.');
    expect(root).toBe('$');
    return fields.reduce((value: any, field: string) => value?.[field], { detail: record }) ?? '';
  });
}

/** Lines of text, each a JSON string of its own. */
export function asText(message: string): string[] {
  return message.split('\n').map(line => {
    const text = JSON.parse(line);
    expect(text).toEqual(expect.any(String));
    return text;
  });
}
