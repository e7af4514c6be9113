import { Annotations, Stack } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { warnWithoutListener } from './listeners';
import { differ, misuse } from '../private/checks';
import { plain } from '../private/plain';
import { onceInStage, renderedProperty, shareRendering, statementForPeople, writtenProperty } from '../private/rendered';

/** A topic or key whose policy may be of this app. */
interface PolicyOwner extends IConstruct {
  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;
}

/**
 * Lets the CloudWatch alarms of a construct publish to a topic: by statements on the topic and its key where those are
 * of this app, by a warning with the exact statements where they are not.
 *
 * That CloudWatch names the account as it publishes is documented for metric alarms; that log alarms do as well is assumed, since AWS
 * says that their notifications are those of alarms.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function letAlarmsPublish(scope: Construct, topic: ITopic): void {
  letPublish(scope, topic, 'cloudwatch.amazonaws.com', { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } });
}

/**
 * Lets EventBridge rules publish to a topic, in the same way. EventBridge supports no condition there, on topic or key.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function letRulesPublish(scope: Construct, topic: ITopic): void {
  letPublish(scope, topic, 'events.amazonaws.com');
}

/** What has been granted on topics of this app and on their keys. */
const granted = new WeakMap<ITopic, Set<string>>();

function letPublish(scope: Construct, topic: ITopic, service: string, conditions?: Record<string, object>): void {
  refuseDeafTopic(scope, topic);
  warnWithoutListener(topic);
  const grants = granted.get(topic) ?? new Set();
  granted.set(topic, grants);
  const grant = JSON.stringify([service, conditions]);
  if (grants.has(grant)) { return; }
  const { masterKey } = topic;
  const principals = [new ServicePrincipal(service)];
  // without Sids, which would be the same for alarms of several accounts
  const publish = new PolicyStatement({ principals, actions: ['sns:Publish'], resources: [topic.topicArn], conditions });
  const useKey = new PolicyStatement({ principals, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'], conditions });
  const onTopic = addTo(topic, publish);
  const onKey = !masterKey || addTo(masterKey, useKey);
  if (onTopic && onKey) { grants.add(grant); }
  if (!onTopic) {
    warn(scope, 'alertTopicPolicy', `the topic '${topic.node.path}' is not of this app: for alerts to arrive its policy needs `
      + statementForPeople(scope, publish)
      + (masterKey ? '' : ` and, if it is encrypted, the policy of its key ${statementForPeople(scope, useKey)}`));
  }
  if (masterKey && !onKey) {
    warn(scope, 'alertTopicKeyPolicy', `the key '${masterKey.node.path}' of the topic is not of this app: for alerts to arrive `
      + `its policy needs ${statementForPeople(scope, useKey)}`);
  }
}

/** An error for topics at which alarms and rules of this construct can never arrive. */
function refuseDeafTopic(scope: Construct, topic: ITopic): void {
  const { region } = Stack.of(scope);
  if (differ(topic.env.region, region)) {
    throw misuse(scope, `alarms and rules can notify a topic of their own Region only, got '${topic.node.path}' in ${topic.env.region} for `
      + `${region}; use a topic there`);
  }
  if (topic.fifo) {
    throw misuse(scope, `people cannot subscribe to a FIFO topic, got '${topic.node.path}'; use a standard topic`);
  }
  const resource = topic.node.defaultChild;
  const ofThisApp = CfnTopic.isCfnTopic(resource) ? resource : undefined;
  const keyId = ofThisApp && writtenProperty(ofThisApp, 'KmsMasterKeyId');
  if ([topic.masterKey?.keyArn, keyId].some(isAwsManagedKey)) { throw misuse(scope, managedKeyFault(topic)); }
  if (!ofThisApp) { return; }
  shareRendering(scope);
  scope.node.addValidation({ // it may be given later
    validate: () => onceInStage(scope, `key of ${ofThisApp.node.path}`, () => isAwsManagedKey(plain(renderedProperty(ofThisApp, 'KmsMasterKeyId'))))
      ? [managedKeyFault(topic)]
      : [],
  });
}

function isAwsManagedKey(key: unknown): boolean {
  return String(key).endsWith('alias/aws/sns');
}

function managedKeyFault(topic: ITopic): string {
  return `neither CloudWatch nor EventBridge may use the AWS managed key alias/aws/sns, got it on '${topic.node.path}'; encrypt the topic with a `
    + 'key of your own';
}

/** Whether the statement landed: a grant reports success on things that are not of this app, too. */
function addTo(owner: PolicyOwner, statement: PolicyStatement): boolean {
  return owner.addToResourcePolicy(statement).statementAdded;
}

function warn(scope: Construct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(`cdk-enforce-mfa:${id}`, message);
}
