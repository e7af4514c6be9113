import { PhysicalName, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic, TopicBase } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { letAlarmsPublish } from './alert-delivery';
import { warnWithoutListener } from './listeners';
import { checkEmails } from '../private/checks';
import { checkKeyRegion, createEncryptionKey } from '../private/encryption-key';

/**
 * Properties of an `AlertTopic`.
 */
export interface AlertTopicProps {
  /**
   * E-mail addresses that are told. Each gets a message with a link first, and hears nothing until it is confirmed.
   *
   * @default - none; subscribe with `addSubscription`, or nobody hears (a warning says so)
   */
  readonly emails?: string[];

  /**
   * The key that encrypts messages at rest. Of a key of this app the policy is extended so that CloudWatch may use it.
   * Given later, the topic's own key goes; nothing that is kept was encrypted with it.
   *
   * @default - a new key with rotation, which costs $1 a month and goes with the topic
   */
  readonly masterKey?: IKey;
}

/**
 * An SNS topic at which alarms really arrive: encrypted with a key that CloudWatch may use, open to the alarms of its own
 * account, closed to requests without TLS.
 *
 * It can be used wherever a topic can.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 *
 * @example
 * const topic = new AlertTopic(this, 'Alerts', { emails: ['security@example.com'] });
 */
export class AlertTopic extends TopicBase {
  /**
   * The ARN of the topic.
   */
  public readonly topicArn: string;

  /**
   * The name of the topic.
   */
  public readonly topicName: string;

  /**
   * The key that encrypts messages at rest.
   */
  public readonly masterKey?: IKey;

  /**
   * Always false: people cannot subscribe to a FIFO topic.
   */
  public readonly fifo = false;

  /**
   * Always false: that is for FIFO topics.
   */
  public readonly contentBasedDeduplication = false;

  /**
   * Always false: the policy stands on the wrapped topic.
   */
  protected readonly autoCreatePolicy = false;

  private readonly topic: Topic;

  /**
   * @throws if an e-mail address is none, or is there twice, or the key is in another Region or the AWS managed key alias/aws/sns
   */
  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    const emails = props.emails ?? [];
    checkEmails(this, 'emails', emails);
    checkKeyRegion(this, props.masterKey);

    this.masterKey = props.masterKey
      ?? createEncryptionKey(this, 'Key', 'Encrypts the messages of an alert topic', RemovalPolicy.DESTROY);
    this.topic = new Topic(this, 'Topic', {
      masterKey: this.masterKey,
      enforceSSL: true,
      topicName: PhysicalName.GENERATE_IF_NEEDED, // alarms of another account's stack refer to it by name
    });
    this.node.defaultChild = this.topic.node.defaultChild;
    this.topicArn = this.topic.topicArn;
    this.topicName = this.topic.topicName;

    warnWithoutListener(this, 'nothing subscribes to this topic, so nobody is told; pass \'emails\', or call addSubscription');
    letAlarmsPublish(this, this);
    // Security Hub asks for the subscribers before it accepts an alarm
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'AllowAccountToListSubscriptions',
      principals: [new AccountRootPrincipal()],
      actions: ['sns:ListSubscriptionsByTopic'],
      resources: [this.topicArn],
    }));
    emails.forEach(email => this.addSubscription(new EmailSubscription(email)));
  }

  /**
   * Adds a statement to the policy of the topic.
   */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    return this.topic.addToResourcePolicy(statement);
  }
}
