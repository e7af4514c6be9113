import { App, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  AccountMfaBaseline, AccountMfaBaselineProps, AlertTopic, AuditTrail, AuditTrailProps, IdentityDashboard, IdentityEvent, MfaEnforcedGroup,
} from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const alertEmails = ['security@example.com'];

function baselineIn(stack: Stack, props: AccountMfaBaselineProps = { alertEmails }): AccountMfaBaseline {
  return new AccountMfaBaseline(stack, 'Mfa', props);
}

describe('in three words', () => {
  const stack = knownStack();
  const baseline = baselineIn(stack);
  const template = Template.fromStack(stack);

  test('makes a group, a trail, a topic, a dashboard, and an alarm on each recommended event and on the enforcement', () => {
    expect(baseline.group).toBeInstanceOf(MfaEnforcedGroup);
    expect(baseline.trail).toBeInstanceOf(AuditTrail);
    expect(baseline.topic).toBeInstanceOf(AlertTopic);
    expect(baseline.logGroup).toBe(baseline.trail!.logGroup);
    expect(baseline.dashboard).toBeInstanceOf(IdentityDashboard);
    expect(baseline.monitor.events.slice(0, -1)).toEqual(IdentityEvent.recommended());
    expect(baseline.monitor.events.at(-1)!.name).toBe('EnforcementChange');
    template.resourceCountIs('AWS::CloudWatch::Alarm', IdentityEvent.recommended().length + 1);
  });

  test('the alarms watch the log group of the trail', () => {
    template.allResourcesProperties('AWS::Logs::MetricFilter', { LogGroupName: { Ref: only(template, 'AWS::Logs::LogGroup').id } });
  });

  test('the alarms tell the topic, the topic tells people', () => {
    const topic = { Ref: only(template, 'AWS::SNS::Topic').id };
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [topic] });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', TopicArn: topic, Endpoint: 'security@example.com' });
  });

  test('one key for everything', () => {
    template.resourceCountIs('AWS::KMS::Key', 1);
  });

  test('no warning', () => {
    expect(warnings(stack)).toEqual([]);
  });

  test('no Lambda, no custom resource, no name of its own', () => {
    const types = Object.values<any>(template.toJSON().Resources).map(resource => resource.Type);
    expect(types.filter(type => /^(Custom|AWS::Lambda|AWS::CloudFormation)/.test(type))).toEqual([]);
    const names = ['GroupName', 'ManagedPolicyName', 'TrailName', 'BucketName', 'TopicName', 'AlarmName', 'RoleName'];
    Object.values<any>(template.toJSON().Resources).filter(({ Type }) => !Type.endsWith('MetricFilter') && !Type.endsWith('BucketPolicy'))
      .forEach(({ Properties }) => names.forEach(name => expect(Properties).not.toHaveProperty(name)));
  });
});

describe('handed in from outside', () => {
  const trailLogs = (stack: Stack) => logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');

  test('a log group: no trail is made, and the topic has a key of its own', () => {
    const stack = knownStack();
    const logGroup = trailLogs(stack);
    const baseline = baselineIn(stack, { alertEmails, logGroup });
    const template = Template.fromStack(stack);
    expect(baseline.trail).toBeUndefined();
    expect(baseline.logGroup).toBe(logGroup);
    template.resourceCountIs('AWS::CloudTrail::Trail', 0);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.allResourcesProperties('AWS::Logs::MetricFilter', { LogGroupName: 'trail' });
  });

  test('a topic: it is told, and addresses are subscribed to it from here', () => {
    const stack = knownStack();
    const alertTopic = new sns.Topic(new Stack(stack.node.root, 'Topics', { env: HERE }), 'Topic');
    expect(baselineIn(stack, { alertEmails, alertTopic }).topic).toBe(alertTopic);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SNS::Topic', 0);
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'security@example.com' });
  });

  test('an address stays subscribed when another is taken out', () => {
    const [both, one] = [['alice@example.com', 'bob@example.com'], ['bob@example.com']].map(emails => {
      const stack = knownStack();
      baselineIn(stack, { alertEmails: emails, alertTopic: sns.Topic.fromTopicArn(stack, 'Theirs', `arn:aws:sns:us-east-1:${HERE.account}:alerts`) });
      return Object.keys(Template.fromStack(stack).findResources('AWS::SNS::Subscription'));
    });
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(one));
  });

  test('both: no key is made', () => {
    const stack = knownStack();
    baselineIn(stack, { logGroup: trailLogs(stack), alertTopic: new sns.Topic(stack, 'Topic') });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
  });

  test('a key for the trail: the topic uses it too', () => {
    const stack = knownStack();
    baselineIn(stack, { alertEmails, trailProps: { encryptionKey: new kms.Key(stack, 'Key') } });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
  });

  test('key, bucket and log group of a trail that keeps its files in another Region: the topic has a key of its own', () => {
    const stack = knownStack();
    const trailProps = {
      encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1234'),
      bucket: s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'central', region: 'eu-west-1' }),
      logGroup: trailLogs(stack),
    };
    const { topic } = baselineIn(stack, { alertEmails, trailProps });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CloudTrail::Trail', { KMSKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1234' });
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: stack.resolve(topic.masterKey!.keyArn) });
    template.resourceCountIs('AWS::KMS::Key', 1);
  });

  test.each<[string, (stack: Stack) => AuditTrailProps, RegExp]>([
    ['a bucket', stack => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'central', region: 'eu-west-1' }) }),
      /key and bucket of a trail must be in one Region, got a bucket in eu-west-1 and a key in us-east-1; pass an 'encryptionKey' or a 'bucket' of one Region/],
    ['a key', stack => ({ encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1234') }),
      /a key can be used in its own Region only, got 'Stack\/Key' in eu-west-1 for us-east-1; use a key there/],
    ['a log group', stack => ({ logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:eu-west-1:123456789012:log-group:trail') }),
      /the log group 'Stack\/Logs' is in region eu-west-1, the construct in us-east-1/],
  ])('%s of another Region alone fails with what to do', (_, propsIn, error) => {
    const stack = knownStack();
    expect(() => baselineIn(stack, { trailProps: propsIn(stack) })).toThrow(error);
  });

  test('groups: they are enforced too, those of the app from their own side', () => {
    const stack = knownStack();
    const ofTheApp = new iam.Group(stack, 'Admins');
    baselineIn(stack, { alertEmails, enforcedGroups: [ofTheApp, iam.Group.fromGroupName(stack, 'Developers', 'developers')] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', { Groups: ['developers'] });
    const policies = template.findResources('AWS::IAM::ManagedPolicy', { Properties: { Groups: ['developers'] } });
    template.allResourcesProperties('AWS::IAM::Group', { ManagedPolicyArns: [{ Ref: Object.keys(policies)[0] }] });
  });

  test('props of the parts', () => {
    const stack = knownStack();
    baselineIn(stack, {
      alertEmails,
      events: [IdentityEvent.ROOT_USER_ACTIVITY],
      groupProps: { groupName: 'people', removalPolicy: RemovalPolicy.DESTROY },
      trailProps: { trailName: 'audit', retention: logs.RetentionDays.SIX_MONTHS },
    });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::IAM::Group', { Properties: { GroupName: 'people' }, DeletionPolicy: 'Delete' });
    template.hasResourceProperties('AWS::CloudTrail::Trail', { TrailName: 'audit' });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 180 });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2); // and that on the enforcement
  });
});

describe('bad input', () => {
  test('fails for trailProps beside a log group', () => {
    const stack = knownStack();
    const logGroup = logs.LogGroup.fromLogGroupName(stack, 'TrailLogs', 'trail');
    expect(() => baselineIn(stack, { logGroup, trailProps: {} })).toThrow(/'trailProps' has no meaning with 'logGroup'/);
  });

  test.each([true, false])('fails for an address that is there twice (with a topic handed in: %s)', handedIn => {
    const stack = knownStack();
    const alertTopic = handedIn ? new sns.Topic(stack, 'Topic') : undefined;
    expect(() => baselineIn(stack, { alertTopic, alertEmails: ['a@example.com', 'a@example.com'] }))
      .toThrow(/'alertEmails' must name each address once, got 'a@example.com' twice/);
  });

  test('fails for a log group in another Region', () => {
    const stack = knownStack();
    const logGroup = logs.LogGroup.fromLogGroupArn(stack, 'TrailLogs', 'arn:aws:logs:eu-west-1:123456789012:log-group:trail');
    expect(() => baselineIn(stack, { logGroup })).toThrow(/is in region eu-west-1, the construct in us-east-1/);
  });

  test('nobody to tell: a warning', () => {
    const stack = knownStack();
    baselineIn(stack, {});
    expect(warnings(stack)).toEqual([expect.stringContaining('[ack: cdk-enforce-mfa:noSubscription]')]);
  });
});

test('two in one stack, in a nested stack, two Regions and two stages', () => {
  const app = new App();
  const one = new Stack(app, 'One', { env: HERE });
  ['One', 'Two'].forEach(id => new AccountMfaBaseline(one, id, { alertEmails }));
  baselineIn(new NestedStack(one, 'Nested'));
  baselineIn(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }));
  baselineIn(new Stack(new Stage(app, 'Stage'), 'One', { env: HERE }));
  expect(() => app.synth()).not.toThrow();
});

test('fits into China and GovCloud', () => {
  ['cn-north-1', 'us-gov-west-1'].forEach(region => {
    const stack = knownStack('Stack', { env: { account: '123456789012', region } });
    baselineIn(stack);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('arn:aws:');
  });
});

test('a warning appears once, however often the app is synthesized', () => {
  const stack = knownStack();
  baselineIn(stack, {});
  synthesize(stack);
  synthesize(stack);
  expect(warnings(stack)).toHaveLength(1);
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const stack = agnosticStack();
  baselineIn(stack);
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources).sort()).toEqual([
    'MfaDashboard1443DE9B',
    'MfaGroup831AA529',
    'MfaGroupEnforcementPolicyE13987DD',
    'MfaKey7FC5D46B',
    'MfaMonitorAuditTrailChangeAlarm6478DCE7',
    'MfaMonitorAuditTrailChangeFilter5F5C3F3C',
    'MfaMonitorEnforcementChangeAlarm3A0E5D99',
    'MfaMonitorEnforcementChangeFilter09924010',
    'MfaMonitorMfaDeviceRegisteredWithAccessKeyAlarm4BE870E2',
    'MfaMonitorMfaDeviceRegisteredWithAccessKeyFilterDA938798',
    'MfaMonitorMfaDeviceRemovedAlarm1FE10537',
    'MfaMonitorMfaDeviceRemovedFilter498B234D',
    'MfaMonitorRootCredentialChangeAlarm7B19B6FA',
    'MfaMonitorRootCredentialChangeFilterE95B804F',
    'MfaMonitorRootSignInWithoutMfaAlarm89244139',
    'MfaMonitorRootSignInWithoutMfaFilter38B47A43',
    'MfaMonitorRootUserActivityAlarm8E9D586E',
    'MfaMonitorRootUserActivityFilter7B544A2B',
    'MfaMonitorUserSignInWithoutMfaAlarm558AA637',
    'MfaMonitorUserSignInWithoutMfaFilter9708C561',
    'MfaTopicFF2BF4D5',
    'MfaTopicPolicyA7412B96',
    'MfaTopicsecurityexamplecomDFB3D202',
    'MfaTrail118241CC',
    'MfaTrailAccessLogsFC80991F',
    'MfaTrailAccessLogsPolicy8DA77D6C',
    'MfaTrailBucket1004DE19',
    'MfaTrailBucketPolicy5D8E7C8C',
    'MfaTrailLogGroupA08BA744',
    'MfaTrailLogsPolicy74BD0D17',
    'MfaTrailLogsRole5BBDAA22',
  ]);
  expect(Resources).toMatchSnapshot();
});
