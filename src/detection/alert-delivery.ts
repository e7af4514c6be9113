import { Annotations, Stack } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { differ, misuse } from '../private/checks';
import { statementForPeople } from '../private/rendered';

/** A topic or key whose policy may be of this app. */
interface PolicyOwner extends IConstruct {
  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;
}

/**
 * Lets the CloudWatch alarms of a construct publish to a topic: by statements on the topic and its key where those are
 * of this app, by a warning with the exact statements where they are not.
 */
export function letAlarmsPublish(scope: Construct, topic: ITopic): void {
  refuseDeafTopic(scope, topic);
  const whenFromThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } };
  const principals = [new ServicePrincipal('cloudwatch.amazonaws.com')];

  // without Sids, which would be the same for alarms of several accounts
  const publish = new PolicyStatement({
    principals,
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: whenFromThisAccount,
  });
  const useKey = new PolicyStatement({
    principals,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: whenFromThisAccount,
  });
  const landed = addTo(topic, publish);
  if (!landed) {
    warn(scope, 'alertTopicPolicy', `the topic '${topic.node.path}' is not of this app: for alarms to arrive its policy needs `
      + statementForPeople(scope, publish)
      + (topic.masterKey ? '' : ` and, if it is encrypted, the policy of its key ${statementForPeople(scope, useKey)}`));
  }
  if (topic.masterKey && !addTo(topic.masterKey, useKey)) {
    warn(scope, 'alertTopicKeyPolicy', `the key '${topic.masterKey.node.path}' of the topic is not of this app: for alarms to arrive `
      + `its policy needs ${statementForPeople(scope, useKey)}`);
  }
}

/** An error for topics at which alarms of this construct can never arrive. */
function refuseDeafTopic(scope: Construct, topic: ITopic): void {
  const { region } = Stack.of(scope);
  if (differ(topic.env.region, region)) {
    throw misuse(scope, `alarms can notify a topic of their own Region only, got '${topic.node.path}' in ${topic.env.region} for alarms in ${region}; `
      + 'use a topic there');
  }
  if (topic.fifo) {
    throw misuse(scope, `people cannot subscribe to a FIFO topic, got '${topic.node.path}'; use a standard topic`);
  }
  if (usesAwsManagedKey(topic)) {
    throw misuse(scope, `CloudWatch may not use the AWS managed key alias/aws/sns, got it on '${topic.node.path}'; `
      + 'encrypt the topic with a key of your own');
  }
}

function usesAwsManagedKey(topic: ITopic): boolean {
  const resource = topic.node.defaultChild;
  const keys = [topic.masterKey?.keyArn, CfnTopic.isCfnTopic(resource) ? resource.kmsMasterKeyId : undefined];
  return keys.some(key => String(key).endsWith('alias/aws/sns'));
}

/** Whether the statement landed: a grant reports success on things that are not of this app, too. */
function addTo(owner: PolicyOwner, statement: PolicyStatement): boolean {
  return owner.addToResourcePolicy(statement).statementAdded;
}

function warn(scope: Construct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(`cdk-enforce-mfa:${id}`, message);
}
