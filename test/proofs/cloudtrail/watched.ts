import { Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Group, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { GROUP_NAME, POLICY_ARN } from './enforcement';
import { ACCOUNT } from './who';
import { IdentityEvent } from '../../../src';
import { agnosticStack, only } from '../../helpers';

const imported = agnosticStack();

/** Every identity event of the library, with the one that watches a policy and a group of the corpus. */
export const IDENTITY_EVENTS: readonly IdentityEvent[] = [
  ...Object.values(IdentityEvent).filter((each): each is IdentityEvent => each instanceof IdentityEvent),
  IdentityEvent.enforcementChange({
    policy: ManagedPolicy.fromManagedPolicyArn(imported, 'Policy', POLICY_ARN),
    groups: [Group.fromGroupArn(imported, 'Group', `arn:aws:iam::${ACCOUNT}:group/${GROUP_NAME}`)],
  }),
];

/** The event pattern as a rule of the CDK hands it to EventBridge. */
export function eventPatternOf({ eventPattern }: IdentityEvent): object {
  const stack = agnosticStack();
  new Rule(stack, 'Rule', { eventPattern });
  return only(Template.fromStack(stack), 'AWS::Events::Rule').properties.EventPattern;
}
