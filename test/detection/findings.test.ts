import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnResource, IPolicyValidationPlugin, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { HIPAASecurityChecks } from 'cdk-nag';
import { AuditTrail } from '../../src';

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

let open: Record<string, string[]>;
beforeAll(() => { open = openFindings(); });

test('cdk-nag reports what it finds about buckets of others, and not what a trail acknowledges about its own', () => {
  expect(open['HIPAA.Security-S3BucketReplicationEnabled']).toEqual(['Stack/Theirs/Resource']);
});

test('cfn-guard reports what it finds about buckets of others', () => {
  expect(open[GUARD_RULE]).toContain('Stack/Theirs/Resource');
});
