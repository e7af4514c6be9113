import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnResource, IPolicyValidationPlugin, Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { HIPAASecurityChecks } from 'cdk-nag';
import { AuditTrail } from '../../src';
import { acknowledgeLogGroupFinding } from '../../src/detection/findings';
import { knownStack } from '../helpers';

const GUARD_RULE = 's3_bucket_object_lock_enabled_check';

/** Finds the same about every bucket, as cfn-guard's plugin does, which does not ask constructs. */
function guard(app: App): IPolicyValidationPlugin {
  return {
    name: 'cdk-validator-cfnguard',
    validate: () => ({
      success: false,
      violations: [{
        ruleName: GUARD_RULE,
        description: 'no Object Lock',
        violatingResources: app.node.findAll()
          .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::S3::Bucket')
          .map(({ logicalId, node, stack }) => ({
            constructPath: node.path, resourceLogicalId: stack.resolve(logicalId), templatePath: '', locations: [],
          })),
      }],
    }),
  };
}

/** The places that each rule is still reported for, in an app with a trail of ours and a bucket of somebody else. */
function openFindings(): Record<string, string[]> {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new AuditTrail(stack, 'Ours');
  new Bucket(stack, 'Theirs');
  Validations.of(app).addPlugins(new HIPAASecurityChecks(), guard(app));
  try { app.synth(); } catch { /* findings end synthesis with an error, and are in the report */ }
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return Object.fromEntries(pluginReports.flatMap(({ violations }: any) => violations).map(({ ruleName, violatingConstructs }: any) =>
    [ruleName.split('::').pop(), violatingConstructs.map(({ constructPath }: any) => constructPath).sort()]));
}

afterEach(() => { jest.restoreAllMocks(); });

describe('what cdk-nag would find about the policy of a role that writes to a log group', () => {
  test.each([
    ['of the same stack: nothing', (stack: Stack) => new LogGroup(stack, 'Logs'), []],
    ['that is imported: the star for its streams', (stack: Stack) => LogGroup.fromLogGroupName(stack, 'Logs', 'trail'),
      ['arn:<AWS::Partition>:logs:us-east-1:123456789012:log-group:trail:*']],
    ['of a stack that can be deployed anywhere: the same, by its name', (stack: Stack) => new LogGroup(new Stack(stack.node.root, 'Anywhere'), 'Logs', { logGroupName: 'trail' }),
      ['arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:trail:*']],
  ])('%s', (_, logGroupIn, arns) => {
    jest.replaceProperty(Validations as any, Symbol.for('jsii.rtti'), { version: '2.271.0' });
    const acknowledged = jest.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
    const stack = knownStack();
    acknowledgeLogGroupFinding(new ManagedPolicy(stack, 'Policy'), logGroupIn(stack));
    expect(acknowledged.mock.calls.flat().map(({ id }) => id)).toEqual(arns.map(arn => `AwsSolutions::AwsSolutions-IAM5[Resource::${arn}]`));
  });
});

let open: Record<string, string[]>;
beforeAll(() => { open = openFindings(); });

test('cdk-nag reports what it finds about buckets of others, and not what a trail acknowledges about its own', () => {
  expect(open['HIPAA.Security-S3BucketReplicationEnabled']).toEqual(['Stack/Theirs/Resource']);
});

test('cfn-guard reports what it finds about buckets of others', () => {
  expect(open[GUARD_RULE]).toContain('Stack/Theirs/Resource');
});
