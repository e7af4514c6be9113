import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kms from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { walk } from './wiring';
import { AlertTopic, IdentityEvent, IdentityMonitor } from '../../src';
import { EXAMPLES, withExample } from '../examples';
import { HERE } from '../helpers';

/*
 * Every alarm and rule that tells a topic of the app really arrives there, and somebody listens; and the walk that says so
 * notices when one of the links is broken.
 */

const EMAILS = ['security@example.com'];
const ELSEWHERE = { ...HERE, account: '210987654321' };
const TELLS = expect.stringMatching(/Monitor.*Alarm\w* tells .*Topic|Rule\w* tells .*Topic/);

function addMonitor(scope: Construct, alertTopic: sns.ITopic): void {
  const logGroup = LogGroup.fromLogGroupName(scope, 'TrailLogs', 'trail');
  new IdentityMonitor(scope, 'Monitor', { logGroup, alertTopic, events: [IdentityEvent.ROOT_USER_ACTIVITY] });
}

function addRule(scope: Construct, topic: sns.ITopic, props?: targets.SnsTopicProps): void {
  new events.Rule(scope, 'Rule', { eventPattern: { source: ['aws.signin'] }, targets: [new targets.SnsTopic(topic, props)] });
}

function addBoth(scope: Construct, topic: sns.ITopic): void {
  addMonitor(scope, topic);
  addRule(scope, topic);
}

function alertsIn(scope: Construct, masterKey?: kms.IKey): AlertTopic {
  return new AlertTopic(scope, 'Alerts', { emails: EMAILS, masterKey });
}

describe('the examples', () => {
  // each load brings a copy of aws-cdk-lib, and each copy wants to hear of the exit
  process.setMaxListeners(0);
  const walkExample = (example: string, environment: object) => walk(withExample(example, environment, app => app.synth()));

  describe.each(EXAMPLES)('%s', example => {
    test.each([
      ['known', HERE],
      ['unknown', {}],
    ])('has no fault with the account %s', async (_, environment) => {
      expect((await walkExample(example, environment)).faults).toEqual([]);
    }, 60_000);
  });

  test.each(['account-baseline', 'existing-trail'])('the walk over %s finds alarms', async example => {
    expect((await walkExample(example, HERE)).wires).toContainEqual(expect.stringMatching(/RootUserActivity.* tells .*Topic/));
  }, 60_000);
});

describe('an alarm and a rule arrive', () => {
  test.each<[string, (app: App) => void]>([
    ['at a topic of their stack', app => {
      const stack = new Stack(app, 'Stack', { env: HERE });
      addBoth(stack, alertsIn(stack));
    }],
    ['at a topic of another stack', app => addBoth(new Stack(app, 'Alarms', { env: HERE }), alertsIn(new Stack(app, 'Topics', { env: HERE })))],
    ['at a topic of another stack, wherever both are deployed', app => addBoth(new Stack(app, 'Alarms'), alertsIn(new Stack(app, 'Topics')))],
    ['at a topic of another stack, by a weak reference', app => {
      app.node.setContext('@aws-cdk/core:defaultCrossStackReferences', 'weak');
      addBoth(new Stack(app, 'Alarms', { env: HERE }), alertsIn(new Stack(app, 'Topics', { env: HERE })));
    }],
    ['at a topic of another stack of their stage', app => {
      const stage = new Stage(app, 'Stage', { env: HERE });
      addBoth(new Stack(stage, 'Alarms'), alertsIn(new Stack(stage, 'Topics')));
    }],
    ['at a topic that is nested beside them', app => {
      const stack = new Stack(app, 'Stack', { env: HERE });
      addBoth(new NestedStack(stack, 'Alarms'), alertsIn(new NestedStack(stack, 'Topics')));
    }],
    ['at a topic that is nested in another stack', app => {
      addBoth(new Stack(app, 'Alarms', { env: HERE }), alertsIn(new NestedStack(new Stack(app, 'Topics', { env: HERE }), 'Nested')));
    }],
    ['at a topic with the key of a third stack', app => {
      const masterKey = new kms.Key(new Stack(app, 'Keys', { env: HERE }), 'Key');
      addBoth(new Stack(app, 'Alarms', { env: HERE }), alertsIn(new Stack(app, 'Topics', { env: HERE }), masterKey));
    }],
    ['at a topic whose key is given by its alias', app => {
      const stack = new Stack(app, 'Stack', { env: HERE });
      addBoth(stack, alertsIn(stack, new kms.Key(stack, 'Key').addAlias('alerts')));
    }],
    ['from another account', app => {
      const topic = alertsIn(new Stack(app, 'Topics', { env: HERE }));
      addMonitor(new Stack(app, 'Alarms', { env: ELSEWHERE }), topic);
      addRule(topic, topic);
    }],
  ])('%s', async (_, build) => {
    const app = new App();
    build(app);
    expect(await walk(app.synth())).toEqual({ wires: [TELLS, TELLS], faults: [], unknown: [] });
  });
});

test('composite alarms, log alarms, and what is told when all is well again, are followed too', async () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: HERE });
  const topic = new sns.Topic(stack, 'Topic');
  const { attrTopicArn } = topic.node.defaultChild as sns.CfnTopic;
  new cloudwatch.CompositeAlarm(stack, 'Composite', { alarmRule: cloudwatch.AlarmRule.fromBoolean(true) }).addOkAction(new SnsAction(topic));
  new CfnResource(stack, 'Log', { type: 'AWS::CloudWatch::LogAlarm', properties: { AlarmActions: [attrTopicArn] } });
  expect(await walk(app.synth())).toMatchObject({
    wires: [expect.stringContaining('Stack/Composite'), 'Stack/Log tells Stack/TopicBFC7AF6E'],
    faults: ['nobody listens to Stack/TopicBFC7AF6E', expect.stringMatching(/does not let cloudwatch.amazonaws.com sns:Publish; it names no service/)],
  });
});

describe('what is not of the app is told apart', () => {
  test.each<[string, (stack: Stack) => void, string[]]>([
    ['a topic', stack => addBoth(stack, sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:123456789012:alerts')), [
      expect.stringMatching(/^Stack\/Monitor\w+ tells arn:aws:sns:us-east-1:123456789012:alerts$/),
      expect.stringMatching(/^Stack\/Rule\w+ tells arn:aws:sns:us-east-1:123456789012:alerts$/),
    ]],
    ['a key', stack => addBoth(stack, alertsIn(stack, kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234'))), [
      'Stack/AlertsTopicCF7C81C9 is encrypted with arn:aws:kms:us-east-1:123456789012:key/1234',
    ]],
  ])('%s', async (_, build, unknown) => {
    const app = new App();
    build(new Stack(app, 'Stack', { env: HERE }));
    expect(await walk(app.synth())).toMatchObject({ faults: [], unknown });
  });
});

const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const EVENTBRIDGE = 'events.amazonaws.com';
const TOPIC = 'Topics/AlertsTopicCF7C81C9';
const KEY = 'Topics/AlertsKey9E1197AF';
const ALARM = 'Alarms/MonitorRootUserActivityAlarm';
const USE_KEY = 'kms:Decrypt, kms:GenerateDataKey, kms:GenerateDataKeyWithoutPlaintext';

/** An app with an alarm and a rule that arrive at a topic of another stack, and the parts of its templates to alter. */
function arriving() {
  const app = new App();
  addBoth(new Stack(app, 'Alarms', { env: HERE }), alertsIn(new Stack(app, 'Topics', { env: HERE })));
  const assembly = app.synth();
  const { Resources: topics, Outputs: outputs } = assembly.getStackByName('Topics').template;
  const { Resources: alarms } = assembly.getStackByName('Alarms').template;
  const only = (type: string) => Object.values<any>({ ...topics, ...alarms }).find(({ Type }) => Type === type).Properties;
  const onTopic: any[] = only('AWS::SNS::TopicPolicy').PolicyDocument.Statement;
  const onKey: any[] = only('AWS::KMS::Key').KeyPolicy.Statement;
  return { assembly, topics, outputs, topic: only('AWS::SNS::Topic'), rule: only('AWS::Events::Rule'), onTopic, onKey };
}

type Parts = ReturnType<typeof arriving>;

/** The statement of a policy for a service. */
const of = (statements: any[], service: string) => statements.find(({ Principal }) => Principal.Service === service);

const remove = (statements: any[], service: string) => statements.splice(statements.indexOf(of(statements, service)), 1);

const deny = (more: object) => ({ Effect: 'Deny', Principal: '*', Action: ['sns:Publish', 'kms:Decrypt'], Resource: '*', ...more });

async function faultsAfter(edit: (parts: Parts) => void): Promise<string[]> {
  const parts = arriving();
  edit(parts);
  return (await walk(parts.assembly)).faults;
}

describe('negative controls: the walk reports', () => {
  test.each<[string, (parts: Parts) => void, ...faults: unknown[]]>([
    ['no statement for alarms on the topic', ({ onTopic }) => remove(onTopic, CLOUDWATCH),
      `the policy of ${TOPIC} does not let ${CLOUDWATCH} sns:Publish; it names ${EVENTBRIDGE}`],
    ['no statement for rules on the topic', ({ onTopic }) => remove(onTopic, EVENTBRIDGE),
      `the policy of ${TOPIC} does not let ${EVENTBRIDGE} sns:Publish; it names ${CLOUDWATCH}`],
    ['no statement for alarms on the key', ({ onKey }) => remove(onKey, CLOUDWATCH),
      `the policy of ${KEY} does not let ${CLOUDWATCH} ${USE_KEY}; it names ${EVENTBRIDGE}`],
    ['no statement for rules on the key', ({ onKey }) => remove(onKey, EVENTBRIDGE),
      `the policy of ${KEY} does not let ${EVENTBRIDGE} ${USE_KEY}; it names ${CLOUDWATCH}`],
    ['a key that encrypts only', ({ onKey }) => { of(onKey, CLOUDWATCH).Action = 'kms:GenerateDataKey*'; },
      `the policy of ${KEY} does not let ${CLOUDWATCH} kms:Decrypt; it names ${CLOUDWATCH}, ${EVENTBRIDGE}`],
    ['no policy', ({ topics }) => { delete topics.AlertsTopicPolicyFF1F97BA; },
      `the policy of ${TOPIC} does not let ${CLOUDWATCH} sns:Publish; it names no service`,
      `the policy of ${TOPIC} does not let ${EVENTBRIDGE} sns:Publish; it names no service`],
    ['a principal that is misspelt', ({ onTopic }) => { of(onTopic, CLOUDWATCH).Principal.Service = 'cloudwach.amazonaws.com'; },
      `the policy of ${TOPIC} does not let ${CLOUDWATCH} sns:Publish; it names cloudwach.amazonaws.com, ${EVENTBRIDGE}`],
    ['a statement about another topic', ({ onTopic }) => { of(onTopic, CLOUDWATCH).Resource = 'arn:aws:sns:us-east-1:123456789012:other'; },
      `the policy of ${TOPIC} does not let ${CLOUDWATCH} sns:Publish; it names ${CLOUDWATCH}, ${EVENTBRIDGE}`],

    ['a condition on the alarms of another account', ({ onTopic }) => {
      of(onTopic, CLOUDWATCH).Condition = { StringEquals: { 'aws:SourceAccount': '210987654321' } };
    }, expect.stringMatching(`^the policy of ${TOPIC} lets ${CLOUDWATCH} sns:Publish on a condition that fails for ${ALARM}`)],
    ['such a condition on the key', ({ onKey }) => {
      of(onKey, CLOUDWATCH).Condition = { StringEquals: { 'aws:SourceAccount': '210987654321' } };
    }, expect.stringMatching(`^the policy of ${KEY} lets ${CLOUDWATCH} ${USE_KEY} on a condition that fails for ${ALARM}`)],
    ['a condition on another alarm', ({ onTopic }) => {
      of(onTopic, CLOUDWATCH).Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:Other-*' } };
    }, expect.stringMatching(`^the policy of ${TOPIC} lets ${CLOUDWATCH} sns:Publish on a condition that fails for ${ALARM}`)],
    ['a condition for rules on the topic', ({ onTopic }) => {
      of(onTopic, EVENTBRIDGE).Condition = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
    }, `the policy of ${TOPIC} has a condition for ${EVENTBRIDGE}, which supports none`],
    ['a condition for rules beside a statement without', ({ onTopic }) => {
      onTopic.push({ ...of(onTopic, EVENTBRIDGE), Condition: { Bool: { 'aws:SecureTransport': 'true' } } });
    }, `the policy of ${TOPIC} has a condition for ${EVENTBRIDGE}, which supports none`],
    ['a condition for rules on the key', ({ onKey }) => {
      of(onKey, EVENTBRIDGE).Condition = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
    }, `the policy of ${KEY} has a condition for ${EVENTBRIDGE}, which supports none`],
    ['a condition for rules in a statement for everybody', ({ onTopic }) => {
      Object.assign(of(onTopic, EVENTBRIDGE), { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } });
    }, `the policy of ${TOPIC} has a condition for ${EVENTBRIDGE}, which supports none`],

    ['a Deny for everybody on the topic', ({ onTopic }) => onTopic.push(deny({})),
      `the policy of ${TOPIC} denies ${CLOUDWATCH} sns:Publish`, `the policy of ${TOPIC} denies ${EVENTBRIDGE} sns:Publish`],
    ['a Deny for rules on the key', ({ onKey }) => onKey.push(deny({ Principal: { Service: EVENTBRIDGE } })),
      `the policy of ${KEY} denies ${EVENTBRIDGE} kms:Decrypt`],
    ['a Deny for requests that do not name the account, as those of rules', ({ onTopic }) => {
      onTopic.push(deny({ Condition: { StringNotEquals: { 'aws:SourceAccount': '123456789012' } } }));
    }, `the policy of ${TOPIC} denies ${EVENTBRIDGE} sns:Publish`],

    ['alias/aws/sns', ({ topic }) => { topic.KmsMasterKeyId = 'alias/aws/sns'; }, `${TOPIC} is encrypted with alias/aws/sns, which no service may use`],
    ['a FIFO topic', ({ topic }) => { topic.FifoTopic = true; }, `${TOPIC} is a FIFO topic`],
    ['a second policy', ({ topics }) => { topics.Second = topics.AlertsTopicPolicyFF1F97BA; },
      `${TOPIC} has 2 policies, of which the last wins in silence`],
    ['an inline policy beside the other', ({ topics, onTopic }) => {
      topics.Second = { Type: 'AWS::SNS::TopicInlinePolicy', Properties: { TopicArn: onTopic[0].Resource, PolicyDocument: { Statement: onTopic } } };
    }, `${TOPIC} has 2 policies, of which the last wins in silence`],
    ['no subscription', ({ topics }) => { delete topics.Alertssecurityexamplecom61B21368; }, `nobody listens to ${TOPIC}`],
    ['a subscription to another topic', ({ topics }) => {
      topics.Alertssecurityexamplecom61B21368.Properties.TopicArn = 'arn:aws:sns:us-east-1:123456789012:other';
    }, `nobody listens to ${TOPIC}`],

    ['NotAction', ({ onTopic }) => onTopic.push({ Effect: 'Allow', Principal: '*', NotAction: 'sns:Subscribe', Resource: '*' }),
      `the policy of ${TOPIC} cannot be judged`],
    ['NotPrincipal', ({ onKey }) => onKey.push({ Effect: 'Deny', NotPrincipal: { Service: CLOUDWATCH }, Action: 'kms:*', Resource: '*' }),
      `the policy of ${KEY} cannot be judged`],
    ['a statement that only the deployment knows', ({ onTopic }) => onTopic.push(deny({ Principal: { 'Fn::If': ['Open', '*', { AWS: '1' }] } })),
      `the policy of ${TOPIC} cannot be judged`],
    ['a statement that IAM does not take', ({ onTopic }) => { delete of(onTopic, CLOUDWATCH).Action; }, `the policy of ${TOPIC} cannot be judged`],
    ['a rule with a role', ({ rule }) => { rule.Targets[0].RoleArn = 'arn:aws:iam::123456789012:role/tell'; },
      expect.stringMatching(`^the role with which Alarms/Rule\\w+ tells ${TOPIC} cannot be judged$`)],
  ])('%s', async (_, edit, ...faults) => {
    expect(await faultsAfter(edit)).toEqual(faults);
  });

  test('a reference that leads nowhere', async () => {
    const { assembly, outputs } = arriving();
    Object.keys(outputs).forEach(name => delete outputs[name]);
    expect(await walk(assembly)).toEqual({ wires: [], faults: [], unknown: [expect.stringMatching(/ tells <export /), expect.stringMatching(/ tells <export /)] });
  });
});

describe('the walk lets pass', () => {
  test.each<[string, (parts: Parts) => void]>([
    ['the app as it is', () => undefined],
    ['sns:*', ({ onTopic }) => { of(onTopic, CLOUDWATCH).Action = ['sns:*']; }],
    ['kms:*', ({ onKey }) => { of(onKey, EVENTBRIDGE).Action = 'kms:*'; }],
    ['everybody', ({ onTopic }) => { of(onTopic, EVENTBRIDGE).Principal = { AWS: '*' }; }],
    ['both services in one statement', ({ onTopic }) => {
      remove(onTopic, CLOUDWATCH);
      of(onTopic, EVENTBRIDGE).Principal.Service = [EVENTBRIDGE, CLOUDWATCH];
    }],
    ['a condition on the alarms of the stack', ({ onTopic }) => {
      of(onTopic, CLOUDWATCH).Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:Alarms-*' } };
    }],
    ['an inline policy', ({ topics, onTopic }) => {
      topics.AlertsTopicPolicyFF1F97BA = { Type: 'AWS::SNS::TopicInlinePolicy', Properties: { TopicArn: onTopic[0].Resource, PolicyDocument: { Statement: onTopic } } };
    }],
    ['a Deny for another service', ({ onTopic }) => onTopic.push(deny({ Principal: { Service: 'ses.amazonaws.com' } }))],
    ['a Deny of another action', ({ onTopic }) => onTopic.push(deny({ Action: 'sns:DeleteTopic' }))],
    ['the statement that SNS adds for the account, which has a condition', ({ onTopic }) => onTopic.push({
      Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: '*', Condition: { StringEquals: { 'AWS:SourceOwner': '123456789012' } },
    })],
    ['a subscription inside of the topic', ({ topics, topic }) => {
      delete topics.Alertssecurityexamplecom61B21368;
      topic.Subscription = [{ Protocol: 'email', Endpoint: EMAILS[0] }];
    }],
    ['a chat channel in place of a subscription', ({ topics, onTopic }) => {
      topics.Alertssecurityexamplecom61B21368 = { Type: 'AWS::Chatbot::SlackChannelConfiguration', Properties: { SnsTopicArns: [onTopic[0].Resource] } };
    }],
  ])('%s', async (_, edit) => {
    expect(await faultsAfter(edit)).toEqual([]);
  });
});
