import type { App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EXAMPLES, withExample } from '../examples';

// runs on the newest aws-cdk-lib (jest.newest.json): all that ours acknowledge core heeds from 2.271.0 on
const KNOWN = { account: '123456789012', region: 'us-east-1' };
const UNKNOWN = {};

/** What examples do with resources of their own, and why it may stay. */
const ACCEPTED: Record<string, { path: string[]; ids: string[]; reason: string }> = {
  ci: {
    path: ['GitHub', 'Roles', 'Diff'],
    ids: ['us-east-1:123456789012', '<AWS::Region>:<AWS::AccountId>'].map(place =>
      `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:${place}:stack/AccountMfa/*]`),
    reason: 'behind the name of a stack stands an id that only its deployment gives',
  },
};

function accept(app: App, example: string): void {
  const { Validations } = require('aws-cdk-lib');
  const { path, ids, reason } = ACCEPTED[example] ?? { path: [], ids: [], reason: '' };
  const place = path.reduce<IConstruct>((node, id) => node.node.findChild(id), app);
  for (const id of ids) { Validations.of(place).acknowledge({ id, reason }); }
}

/** Synthesizes with cdk-nag's AwsSolutions pack, which throws with the whole report when a finding is open. */
function synthesizeWithChecks(app: App): void {
  const { Validations } = require('aws-cdk-lib');
  const { AwsSolutionsChecks } = require('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

describe.each(EXAMPLES)('AwsSolutionsChecks over the example %s', example => {
  test.each([
    ['known', KNOWN],
    ['unknown', UNKNOWN],
  ])('has no open finding with the account %s', (_, environment) => {
    expect(() => withExample(example, environment, app => {
      accept(app, example);
      synthesizeWithChecks(app);
    })).not.toThrow();
  });
});

describe('negative controls', () => {
  test('a topic that takes requests without TLS is found', () => {
    expect(() => withExample('existing-trail', KNOWN, app => {
      const { Topic } = require('aws-cdk-lib/aws-sns');
      new Topic(app.node.findChild('ExistingTrail'), 'Plain');
      synthesizeWithChecks(app);
    })).toThrow(/AwsSolutions-SNS3/);
  });

  test('a wildcard that a user adds to the enforcement policy is found: ours alone are acknowledged', () => {
    expect(() => withExample('enforced-group', KNOWN, app => {
      const { PolicyStatement } = require('aws-cdk-lib/aws-iam');
      const people: any = app.node.findChild('EnforcedGroup').node.findChild('People');
      people.enforcementPolicy.addStatements(new PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::reports'] }));
      synthesizeWithChecks(app);
    })).toThrow(/AwsSolutions-IAM5\[Action::s3:\*\]/);
  });

  test('so is a statement of theirs on every resource, which is none of the wildcards that ours need', () => {
    expect(() => withExample('enforced-group', KNOWN, app => {
      const { PolicyStatement } = require('aws-cdk-lib/aws-iam');
      const people: any = app.node.findChild('EnforcedGroup').node.findChild('People');
      people.enforcementPolicy.addStatements(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
      synthesizeWithChecks(app);
    })).toThrow(/AwsSolutions-IAM5\[Resource::\*\]/);
  });
});
