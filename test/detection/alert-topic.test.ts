import { App, aws_chatbot as chatbot, aws_sam as sam, CfnParameter, CfnResource, Fn, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kms from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlertTopic, IdentityMonitor } from '../../src';
import { agnosticStack, HERE, knownStack, only, synthesize, warnings } from '../helpers';

const EMAILS = ['security@example.com'];
const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
const cloudWatch = { Service: 'cloudwatch.amazonaws.com' };

describe('a topic that delivers', () => {
  const stack = knownStack();
  new AlertTopic(stack, 'Alerts', { emails: [...EMAILS, 'on-call@example.com'] });
  const template = Template.fromStack(stack);
  const topic = { Ref: only(template, 'AWS::SNS::Topic').id };
  const key = only(template, 'AWS::KMS::Key');

  test('is encrypted with its own key, which rotates and goes with it', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] } });
    expect(key.properties.EnableKeyRotation).toBe(true);
    expect(key.resource.DeletionPolicy).toBe('Delete');
  });

  test('lets CloudWatch publish for alarms of its account, and use the key', () => {
    expect(only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toContainEqual({
      Sid: expect.any(String),
      Effect: 'Allow',
      Principal: cloudWatch,
      Action: 'sns:Publish',
      Resource: topic,
      Condition: ofThisAccount,
    });
    expect(key.properties.KeyPolicy.Statement).toContainEqual({
      Effect: 'Allow',
      Principal: cloudWatch,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: ofThisAccount,
    });
  });

  test('refuses requests without TLS', () => {
    expect(only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement).toContainEqual(expect.objectContaining({
      Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
  });

  test('lets the account list who is subscribed, which Security Hub asks for', () => {
    expect(only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement)
      .toContainEqual(expect.objectContaining({ Effect: 'Allow', Action: 'sns:ListSubscriptionsByTopic', Resource: topic }));
  });

  test('keeps grants on its key to AWS services', () => {
    expect(key.properties.KeyPolicy.Statement).toContainEqual(expect.objectContaining({ Effect: 'Deny', Action: 'kms:CreateGrant' }));
  });

  test('tells each e-mail address', () => {
    const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription')).map(each => each.Properties);
    expect(subscriptions).toEqual(['security@example.com', 'on-call@example.com']
      .map(Endpoint => ({ Protocol: 'email', TopicArn: topic, Endpoint })));
  });
});

describe('used as a topic', () => {
  test('has one policy, whoever adds to it', () => {
    const stack = knownStack();
    const topic = new AlertTopic(stack, 'Alerts', { emails: EMAILS });
    new events.Rule(stack, 'Rule', { eventPattern: { source: ['aws.signin'] }, targets: [new targets.SnsTopic(topic)] });
    const template = Template.fromStack(stack);
    const statement = only(template, 'AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement
      .find((each: any) => each.Principal?.Service === 'events.amazonaws.com');
    expect(statement).toMatchObject({ Effect: 'Allow', Action: 'sns:Publish' });
    expect(statement).not.toHaveProperty('Condition'); // SNS does not support one for EventBridge
    expect(only(template, 'AWS::KMS::Key').properties.KeyPolicy.Statement)
      .toContainEqual(expect.objectContaining({ Principal: { Service: 'events.amazonaws.com' } }));
  });

  test('has its resource as default child', () => {
    expect(new AlertTopic(knownStack(), 'Alerts').node.defaultChild).toBeInstanceOf(sns.CfnTopic);
  });
});

test('can be told by alarms of another account, and has a name of its own only then', () => {
  const app = new App();
  const topics = new Stack(app, 'Topics', { env: HERE });
  const alertTopic = new AlertTopic(topics, 'Alerts', { emails: EMAILS });
  const alarms = new Stack(app, 'Alarms', { env: { ...HERE, account: '210987654321' } });
  new IdentityMonitor(alarms, 'Monitor', { logGroup: LogGroup.fromLogGroupName(alarms, 'TrailLogs', 'trail'), alertTopic });
  const { TopicName } = only(Template.fromStack(topics), 'AWS::SNS::Topic').properties;
  expect(TopicName).toMatch(/topics/i);
  expect(JSON.stringify(Template.fromStack(alarms).toJSON())).toContain(`:sns:us-east-1:123456789012:${TopicName}`);
});

describe('a key that is handed in', () => {
  test('of the app: its policy lets CloudWatch use it', () => {
    const stack = knownStack();
    const masterKey = new kms.Key(stack, 'Key');
    expect(new AlertTopic(stack, 'Alerts', { emails: EMAILS, masterKey }).masterKey).toBe(masterKey);
    expect(only(Template.fromStack(stack), 'AWS::KMS::Key').properties.KeyPolicy.Statement)
      .toContainEqual(expect.objectContaining({ Principal: cloudWatch, Condition: ofThisAccount }));
  });

  test('that is imported: a warning gives the statement that its owner must add', () => {
    const stack = knownStack();
    const masterKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234');
    new AlertTopic(stack, 'Alerts', { emails: EMAILS, masterKey });
    expect(warnings(stack)).toEqual([expect.stringMatching(/the key 'Stack\/Key' of the topic is not of this app.*cdk-enforce-mfa:alertTopicKeyPolicy/)]);
  });

  test('fails for a key of another Region', () => {
    const stack = knownStack();
    const masterKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1234');
    expect(() => new AlertTopic(stack, 'Alerts', { masterKey })).toThrow(/in its own Region only, got 'Stack\/Key' in eu-west-1 for us-east-1/);
  });

  test('fails for the AWS managed key', () => {
    const stack = knownStack();
    const masterKey = kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns');
    expect(() => new AlertTopic(stack, 'Alerts', { masterKey })).toThrow(/alias\/aws\/sns/);
  });
});

describe('nobody listens', () => {
  const noSubscription = [expect.stringMatching(/nothing subscribes to this topic.*\[ack: cdk-enforce-mfa:noSubscription\]/)];

  test('a warning', () => {
    const stack = knownStack();
    new AlertTopic(stack, 'Alerts');
    expect(warnings(stack)).toEqual(noSubscription);
  });

  test('an empty list of subscriptions in the topic itself is none', () => {
    const stack = knownStack();
    (new AlertTopic(stack, 'Alerts').node.defaultChild as sns.CfnTopic).subscription = [];
    expect(warnings(stack)).toEqual(noSubscription);
  });

  test('a function that is only told the ARN is none', () => {
    const stack = knownStack();
    const topic = new AlertTopic(stack, 'Alerts');
    new sam.CfnFunction(stack, 'Function', {
      handler: 'index.handler', runtime: 'nodejs22.x', codeUri: 's3://bucket/key', environment: { variables: { TOPIC: topic.topicArn } },
    });
    expect(warnings(stack)).toEqual(noSubscription);
  });

  test('a subscription to another topic is none', () => {
    const stack = knownStack();
    new AlertTopic(stack, 'Alerts');
    new sns.Topic(stack, 'Other').addSubscription(new EmailSubscription('security@example.com'));
    expect(warnings(stack)).toEqual(noSubscription);
  });

  test.each<[string, (stack: Stack, topic: AlertTopic) => void]>([
    ['an address that is added later', (_, topic) => topic.addSubscription(new EmailSubscription('security@example.com'))],
    ['a queue, whose subscription lives elsewhere', (stack, topic) => topic.addSubscription(new SqsSubscription(new sqs.Queue(stack, 'Queue')))],
    ['a queue of another stack', (stack, topic) => {
      topic.addSubscription(new SqsSubscription(new sqs.Queue(new Stack(stack.node.root, 'Queues', { env: HERE }), 'Queue')));
    }],
    ['a resource without a class of its own', (stack, topic) => new CfnResource(stack, 'Subscription', {
      type: 'AWS::SNS::Subscription', properties: { TopicArn: topic.topicArn, Protocol: 'email', Endpoint: 'security@example.com' },
    })],
    ['a resource without a class of its own, in another stack', (stack, topic) => new CfnResource(new Stack(stack.node.root, 'Other', { env: HERE }), 'Subscription', {
      type: 'AWS::SNS::Subscription', properties: { TopicArn: topic.topicArn, Protocol: 'email', Endpoint: 'security@example.com' },
    })],
    ['a reference that is written by hand', (stack, topic) => new CfnResource(stack, 'Subscription', {
      type: 'AWS::SNS::Subscription', properties: { TopicArn: { Ref: stack.getLogicalId(topic.node.defaultChild as CfnResource) } },
    })],
    ['an override', (stack, topic) => new sns.CfnSubscription(stack, 'Subscription', { topicArn: 'arn:aws:sns:us-east-1:123456789012:x', protocol: 'email' })
      .addPropertyOverride('TopicArn', topic.topicArn)],
    ['a subscription under a condition', (stack, topic) => new sns.CfnSubscription(stack, 'Subscription', {
      topicArn: Fn.conditionIf('Yes', topic.topicArn, 'arn:aws:sns:us-east-1:123456789012:x').toString(), protocol: 'email',
    })],
    ['a subscription in the topic itself', (_, topic) => {
      (topic.node.defaultChild as sns.CfnTopic).subscription = [{ protocol: 'email', endpoint: 'security@example.com' }];
    }],
    ['an override in the topic itself', (_, topic) => (topic.node.defaultChild as sns.CfnTopic)
      .addPropertyOverride('Subscription', [{ Protocol: 'email', Endpoint: 'security@example.com' }])],
    ['a function of SAM', (stack, topic) => new sam.CfnFunction(stack, 'Function', {
      handler: 'index.handler', runtime: 'nodejs22.x', codeUri: 's3://bucket/key', events: { Alert: { type: 'SNS', properties: { topic: topic.topicArn } } },
    })],
    ['the name of the topic in another stack', (stack, topic) => {
      (topic.node.defaultChild as sns.CfnTopic).topicName = 'alerts';
      const other = new Stack(stack.node.root, 'Other');
      sns.Topic.fromTopicArn(other, 'Topic', other.formatArn({ service: 'sns', resource: 'alerts' })).addSubscription(new EmailSubscription('security@example.com'));
    }],
    ['a Slack channel', (stack, topic) => new chatbot.SlackChannelConfiguration(stack, 'Slack', {
      slackChannelConfigurationName: 'alerts', slackWorkspaceId: 'T1', slackChannelId: 'C1', notificationTopics: [topic],
    })],
    ['a Teams channel', (stack, topic) => new chatbot.CfnMicrosoftTeamsChannelConfiguration(stack, 'Teams', {
      configurationName: 'alerts',
      iamRoleArn: 'arn:aws:iam::123456789012:role/chat',
      teamId: 't',
      teamsChannelId: 'c',
      teamsTenantId: 'x',
      snsTopicArns: [topic.topicArn],
    })],
  ])('%s is enough', (_, listen) => {
    const stack = knownStack();
    listen(stack, new AlertTopic(stack, 'Alerts'));
    expect(warnings(stack)).toEqual([]);
  });
});

test('somebody listens: a queue of another Stage, in another Region', () => {
  const app = new App();
  const [here, there] = ['us-east-1', 'eu-west-1'].map(region => new Stack(new Stage(app, region, { env: { ...HERE, region } }), 'Stack'));
  new AlertTopic(here, 'Alerts').addSubscription(new SqsSubscription(new sqs.Queue(there, 'Queue')));
  new AlertTopic(here, 'Other');
  synthesize(app);
  expect(warnings(here)).toEqual([expect.stringMatching(/us-east-1\/Stack\/Other nothing subscribes/)]);
});

describe('e-mail addresses', () => {
  test.each([
    '', 'security', '@example.com', 'security@', 'a b@example.com', 'security@example.com ', 'mailto:security@example.com', 'Security<security@example.com>', 'a@example.com,b@example.com',
  ])('fails for %j', email => {
    expect(() => new AlertTopic(knownStack(), 'Alerts', { emails: [email] })).toThrow(`'emails' must hold e-mail addresses, got '${email}'`);
  });

  test('fails for one that is there twice', () => {
    expect(() => new AlertTopic(knownStack(), 'Alerts', { emails: ['security@example.com', 'Security@example.com'] }))
      .toThrow(/'emails' must name each address once, got 'Security@example.com' twice/);
  });

  test('tokens pass', () => {
    const stack = knownStack();
    const emails = ['One', 'Two'].map(id => new CfnParameter(stack, id).valueAsString);
    new AlertTopic(stack, 'Alerts', { emails });
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 2);
  });
});

test('two in one stack, and one in each of two Regions', () => {
  const app = new App();
  const stack = new Stack(app, 'One', { env: HERE });
  ['One', 'Two'].forEach(id => new AlertTopic(stack, id, { emails: EMAILS }));
  new AlertTopic(new Stack(app, 'Two', { env: { ...HERE, region: 'eu-west-1' } }), 'One', { emails: EMAILS });
  expect(() => synthesize(stack)).not.toThrow();
});

test('snapshot, with the logical ids that deployed stacks rely on', () => {
  const stack = agnosticStack();
  new AlertTopic(stack, 'Alerts', { emails: EMAILS });
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Resources)).toEqual([
    'AlertsKey9E1197AF',
    'AlertsTopicCF7C81C9',
    'AlertsTopicPolicyFF1F97BA',
    'Alertssecurityexamplecom61B21368',
  ]);
  expect(Resources).toMatchSnapshot();
});
