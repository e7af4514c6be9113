import { App, Stack } from 'aws-cdk-lib';
import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { AlertMessageFormat, AlertTopic, IdentityEvent, IdentityEventRule } from 'cdk-enforce-mfa';

// usually in seconds, for each event: people read one topic, a channel in Slack shows the other
export const app = new App();
const stack = new Stack(app, 'SignInRule');
const people = new AlertTopic(stack, 'People', { emails: ['security@example.com'] });
const chat = new AlertTopic(stack, 'Chat', { masterKey: people.masterKey });
new SlackChannelConfiguration(stack, 'Channel', {
  slackChannelConfigurationName: 'security',
  slackWorkspaceId: 'T0123456789',
  slackChannelId: 'C0123456789',
  notificationTopics: [chat],
});

for (const event of [IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, IdentityEvent.ROOT_USER_ACTIVITY]) {
  new IdentityEventRule(stack, event.name, { event, targets: [new SnsTopic(people)] });
  new IdentityEventRule(stack, `${event.name}InChat`, { event, targets: [new SnsTopic(chat)], messageFormat: AlertMessageFormat.CHAT });
}
