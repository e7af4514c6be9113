import { readFileSync } from 'fs';
import { join } from 'path';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountMfaBaseline } from '../../src';
import { knownStack } from '../helpers';

const COSTS = readFileSync(join(__dirname, '../../docs/costs-and-delays.md'), 'utf8');

test.each([
  ['alarms', 'AWS::CloudWatch::Alarm'],
  ['metrics of the alarms', 'AWS::Logs::MetricFilter'],
  ['KMS key', 'AWS::KMS::Key'],
  ['dashboard', 'AWS::CloudWatch::Dashboard'],
  ['trail', 'AWS::CloudTrail::Trail'],
  ['log group', 'AWS::Logs::LogGroup'],
  ['buckets', 'AWS::S3::Bucket'],
  ['topic', 'AWS::SNS::Topic'],
])('the baseline has as many of %s as the table says', (part, type) => {
  const stack = knownStack();
  new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'] });

  const [, count] = new RegExp(`^\\| ${part} \\| (\\d+) \\|`, 'm').exec(COSTS) ?? [];
  Template.fromStack(stack).resourceCountIs(type, Number(count));
});
