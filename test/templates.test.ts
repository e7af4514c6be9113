import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { app } from '../tools/auditors/apps/everything';

/*
 * What holds whichever constructs are in a template, on an app that has all of them. Each line cost people of other libraries a
 * deployment, or an alarm that never rang; the pages say how.
 */

const { directory } = app.synth();
const templates = readdirSync(directory).filter(file => file.endsWith('.template.json')).map(file => readFileSync(join(directory, file), 'utf8'));
const resources = templates.flatMap(text => Object.values<any>(JSON.parse(text).Resources));
const propertiesOf = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const filters = propertiesOf('AWS::Logs::MetricFilter');
const alarms = propertiesOf('AWS::CloudWatch::Alarm');

test('kinds of resources: no function, no custom resource, no Config recorder or rule, no policy of an organization', () => {
  expect([...new Set(resources.map(({ Type }) => Type))].sort()).toEqual([
    'AWS::CloudFormation::Stack',
    'AWS::CloudTrail::Trail',
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::CloudWatch::LogAlarm',
    'AWS::Events::Rule',
    'AWS::IAM::Group',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Role',
    'AWS::IAM::User',
    'AWS::KMS::Key',
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::SNS::Subscription',
    'AWS::SNS::Topic',
    'AWS::SNS::TopicPolicy',
  ]);
});

// https://github.com/serverless/serverless/issues/2601, https://github.com/aws-cloudformation/cfn-lint/issues/764
test('policy variables stand in plain strings and joins: Fn::Sub would take ${aws:username} for one of its own', () => {
  expect(templates.filter(text => text.includes('${aws:username}')).length).toBeGreaterThanOrEqual(2);
  const substituted: string[] = [];
  templates.forEach(text => JSON.parse(text, (key, value) => {
    if (key === 'Fn::Sub') { substituted.push(JSON.stringify(value)); }
    return value;
  }));
  expect(substituted.length).toBeGreaterThan(0); // the CDK itself uses it, for the URLs of nested stacks
  expect(substituted.filter(text => text.includes('${aws:'))).toEqual([]);
});

// https://github.com/aws-solutions/automated-security-response-on-aws/issues/323
test('nothing of IAM has a name of its own, which a second Region would find taken', () => {
  const iam = resources.filter(({ Type }) => Type.startsWith('AWS::IAM::')).flatMap(({ Properties = {} }) => Object.keys(Properties));
  expect(iam.filter(property => ['GroupName', 'ManagedPolicyName', 'RoleName', 'UserName'].includes(property))).toEqual([]);
});

// https://github.com/virtualjj/cis-aws-benchmark-section-3-monitoring-remediate/issues/5
test('every alarm watches the metric of one filter, and every filter has an alarm', () => {
  const sent = filters.map(({ MetricTransformations: [{ MetricName, MetricNamespace }] }) => `${MetricNamespace} ${MetricName}`);
  expect(sent.length).toBeGreaterThanOrEqual(6);
  expect(alarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`).sort()).toEqual(sent.sort());
});

// https://github.com/aws/aws-cdk/issues/16874 and 33568: not every Region takes an account there, and none another Region
test('no alarm names an account or a Region for its metric', () => {
  expect(alarms.filter(alarm => 'Metrics' in alarm || /"(AccountId|Region)":/.test(JSON.stringify(alarm)))).toEqual([]);
});

// https://github.com/aws/aws-cdk/issues/17626
test('every filter has the name of its metric, and no two have one name', () => {
  const names = filters.map(({ FilterName }) => FilterName);
  expect(names).toEqual(filters.map(({ MetricTransformations }) => MetricTransformations[0].MetricName));
  expect(new Set(names).size).toBe(names.length);
});

// https://github.com/pulumi/pulumi-awsx/pull/1763, https://github.com/aws/aws-cdk/issues/14076
test('every trail has a log group and a role for it, and records all management events', () => {
  const trails = propertiesOf('AWS::CloudTrail::Trail');
  expect(trails.length).toBeGreaterThan(0);
  trails.forEach(trail => {
    expect(Object.keys(trail)).toEqual(expect.arrayContaining(['CloudWatchLogsLogGroupArn', 'CloudWatchLogsRoleArn']));
    expect(trail.EventSelectors ?? []).not.toContainEqual(expect.not.objectContaining({ IncludeManagementEvents: true, ReadWriteType: 'All' }));
  });
});

// https://github.com/aws/aws-cdk/pull/38724: the ARN of a log group ends with a star, and log alarms are refused with it
test('every log alarm names its log group by name', () => {
  const identifiers = propertiesOf('AWS::CloudWatch::LogAlarm').flatMap(({ ScheduledQueryConfiguration }) => ScheduledQueryConfiguration.LogGroupIdentifiers);
  expect(identifiers.length).toBeGreaterThan(0);
  identifiers.forEach(identifier => expect(JSON.stringify(identifier)).not.toMatch(/Arn|:\*/));
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
test('every Sid is of letters and digits', () => {
  const sids = templates.flatMap(text => [...text.matchAll(/"Sid": ?"([^"]*)"/g)].map(([, sid]) => sid));
  expect(sids.length).toBeGreaterThan(10);
  expect(sids.filter(sid => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
});
