import { App, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AlertTopic, IdentityEvent, IdentityLogAlarm } from 'cdk-enforce-mfa';

// a message for each person, with the records of what they did
export const app = new App();
const stack = new Stack(app, 'SignInLogAlarm');
const logGroup = LogGroup.fromLogGroupName(stack, 'TrailLogs', 'aws-cloudtrail-logs');
const alertTopic = new AlertTopic(stack, 'Alerts', { emails: ['security@example.com'] });

for (const event of [IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, IdentityEvent.MFA_DEVICE_REMOVED]) {
  new IdentityLogAlarm(stack, event.name, { event, logGroup, alertTopic });
}
