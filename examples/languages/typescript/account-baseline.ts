import { App, Stack } from 'aws-cdk-lib';
import { AccountMfaBaseline } from 'cdk-enforce-mfa';

const app = new App();
const stack = new Stack(app, 'AccountBaseline', {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
});

new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'] });
