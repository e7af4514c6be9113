import { App, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AccountMfaBaseline } from '../../../src';

// the stack of examples/account-baseline as it looks some time later: other people are told, logs are kept longer
const stack = new Stack(new App(), 'AccountBaseline', {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
});
new AccountMfaBaseline(stack, 'Mfa', {
  alertEmails: ['on-call@example.com'],
  trailProps: { retention: RetentionDays.TWO_YEARS },
});
