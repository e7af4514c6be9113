import { CfnResource } from 'aws-cdk-lib';
import { CfnTopic, ITopic } from 'aws-cdk-lib/aws-sns';
import { IConstruct } from 'constructs';
import { exactText, listed } from '../private/plain';
import { referredTo } from '../private/references';
import { onceInApp, onceInStage, renderedProperty, resourcesAnywhere, resourcesOfType, shareRendering } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

/** Subscriptions, chat channels that show topics, and functions of SAM: the property in which each names its topics. */
const LISTENERS: Record<string, string> = {
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration': 'SnsTopicArns',
  'AWS::Chatbot::SlackChannelConfiguration': 'SnsTopicArns',
  'AWS::SNS::Subscription': 'TopicArn',
  'AWS::Serverless::Function': 'Events',
};
const TYPES = Object.keys(LISTENERS);

const NOBODY = 'nothing in this app subscribes to this topic, so nobody is told; call addSubscription, or acknowledge this if somebody subscribes elsewhere';

const watched = new WeakSet<IConstruct>();

/**
 * Warns, once for each topic, where nothing in the finished app listens to a topic of it. Who listens to one that is not of this app
 * is not known.
 */
export function warnWithoutListener(topic: ITopic, text = NOBODY): void {
  const resource = topic.node.defaultChild;
  if (!CfnTopic.isCfnTopic(resource) || watched.has(resource)) { return; }
  watched.add(resource);
  shareRendering(topic);
  warnWhenFinished(topic, 'noSubscription', () => isHeard(resource) ? undefined : text);
}

function isHeard(topic: CfnTopic): boolean {
  if (listed(renderedProperty(topic, 'Subscription')).length > 0) { return true; }
  const isIn = ({ topics, names }: Heard) => topics.has(topic) || names.has(renderedProperty(topic, 'TopicName'));
  return isIn(onceInStage(topic, 'heard', () => heardBy(TYPES.flatMap(type => resourcesOfType(topic, type)))))
    // in another Stage only where that is in another account or Region, by a name that the topic is given as it is looked at
    || isIn(onceInApp(topic, 'heard', () => heardBy(resourcesAnywhere(topic, ...TYPES))));
}

/** Topics that are referred to, and the names of those whose ARN is written out. */
interface Heard {
  readonly topics: Set<CfnResource>;
  readonly names: Set<string>;
}

function heardBy(listeners: CfnResource[]): Heard {
  const named = listeners.flatMap(listener => {
    const property = LISTENERS[listener.cfnResourceType];
    return listed(renderedProperty(listener, property)).map(value => ({ listener, property, value }));
  });
  return {
    topics: new Set(named.flatMap(({ listener, property, value }) => referredTo(listener, property, value, 'AWS::SNS::Topic'))),
    names: new Set(named.map(({ value }) => /:sns:.*:([^:>]+)$/.exec(exactText(value))?.[1] ?? '')),
  };
}
