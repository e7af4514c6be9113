import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Group, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IdentityEvent } from '../../src';

/** What the event on the enforcement watches here. */
export const WATCHED = {
  policyArn: 'arn:aws:iam::111122223333:policy/enforce-mfa',
  groupName: 'mfa-required',
};

/** Every event of the library but those of Security Hub. That on the enforcement needs something to watch. */
export const IDENTITY_EVENTS: readonly IdentityEvent[] = identityEvents();

export function allEvents(): IdentityEvent[] {
  return [...IDENTITY_EVENTS, ...IdentityEvent.securityHub()];
}

function identityEvents(): IdentityEvent[] {
  const stack = new Stack(new App(), 'Stack');
  const enforcement = IdentityEvent.enforcementChange({
    policy: ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', WATCHED.policyArn),
    groups: [Group.fromGroupName(stack, 'Group', WATCHED.groupName)],
  });
  const named = Object.values(IdentityEvent).filter((value): value is IdentityEvent => value instanceof IdentityEvent);
  return [...named, enforcement];
}

/** The event pattern as a rule of the CDK hands it to EventBridge. */
export function eventPatternOf({ eventPattern }: IdentityEvent): object {
  const stack = new Stack(new App(), 'Stack');
  new Rule(stack, 'Rule', { eventPattern });
  const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  return rule.Properties.EventPattern;
}
