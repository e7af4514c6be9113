import { EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { IConstruct } from 'constructs';
import { IdentityEvent } from './identity-event';
import { checkText } from '../private/checks';
import { CHAT_NEXT_STEP, CHAT_TITLE } from '../private/limits';

/**
 * How the message of an `IdentityEventRule` is written.
 */
export enum AlertMessageFormat {
  /**
   * Lines of plain text, for e-mail. EventBridge wants each line in double quotes, and these arrive with it; one within a line is
   * escaped, `\"`.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
   */
  TEXT = 'TEXT',

  /**
   * The schema that Amazon Q Developer in chat applications shows in Slack and Microsoft Teams. It shows nothing else.
   *
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
   */
  CHAT = 'CHAT',
}

/** A field that an event does not have leaves its place empty. */
const FACTS: Record<string, string> = {
  'Who': '$.detail.userIdentity.arn',
  'Kind of identity': '$.detail.userIdentity.type',
  'What': '$.detail.eventName',
  'From': '$.detail.sourceIPAddress',
  'When': '$.detail.eventTime',
  'Account': '$.detail.recipientAccountId',
  'Region': '$.detail.awsRegion',
  'Event to look up in CloudTrail': '$.detail.eventID',
};

export function messageOf(scope: IConstruct, event: IdentityEvent, format: AlertMessageFormat): RuleTargetInput {
  const headline = withoutBrackets(`${event.severity}: ${event.title}`);
  const nextStep = withoutBrackets(event.nextStep);
  const facts = Object.entries(FACTS).map(([label, path]) => `${label}: ${EventField.fromPath(path)}`);
  if (format === AlertMessageFormat.TEXT) {
    return RuleTargetInput.fromMultilineText([headline, ...facts, `What to do: ${nextStep}`].join('\n'));
  }
  checkText(scope, 'severity and title of the event', headline, CHAT_TITLE);
  checkText(scope, 'nextStep of the event', nextStep, CHAT_NEXT_STEP);
  return RuleTargetInput.fromObject({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: headline,
      description: facts.join('\n'),
      nextSteps: [nextStep],
    },
  });
}

/** Pointed brackets mark the fields of an event, and nothing escapes them. */
function withoutBrackets(text: string): string {
  return text.replace(/</g, '‹').replace(/>/g, '›');
}
