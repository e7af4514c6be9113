import { App, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AlertTopic, IdentityMonitor } from 'cdk-enforce-mfa';

export const app = new App();

const stack = new Stack(app, 'ExistingTrail');
new IdentityMonitor(stack, 'Monitor', {
  logGroup: LogGroup.fromLogGroupName(stack, 'TrailLogs', 'aws-cloudtrail-logs'),
  alertTopic: new AlertTopic(stack, 'Alerts', { emails: ['security@example.com'] }),
});
