import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Clients } from './clients';

/** What CloudWatch writes to a topic when an alarm changes its state. */
export interface AlarmMessage {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly NewStateValue: string;
  readonly NewStateReason: string;
}

/** A queue subscribed to the alarms' topic: it hears what the people hear whose addresses are subscribed. */
export class AlertInbox {
  public static async subscribe(admin: Clients, topicArn: string): Promise<AlertInbox> {
    const { QueueUrl } = await admin.sqs.send(new CreateQueueCommand({
      QueueName: 'alert-inbox',
      Attributes: { Policy: letTopicSend(topicArn) },
    }));
    const { Attributes } = await admin.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    await admin.sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: Attributes!.QueueArn }));
    return new AlertInbox(admin, QueueUrl!);
  }

  private constructor(private readonly admin: Clients, private readonly queueUrl: string) {}

  /** The next message, or undefined when none comes in time. */
  public async next(waitSeconds: number): Promise<AlarmMessage | undefined> {
    const { Messages } = await this.admin.sqs.send(new ReceiveMessageCommand({
      QueueUrl: this.queueUrl,
      MaxNumberOfMessages: 1,
      WaitTimeSeconds: waitSeconds,
    }));
    if (!Messages?.length) return undefined;
    const [{ Body, ReceiptHandle }] = Messages;
    await this.admin.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    return JSON.parse(JSON.parse(Body!).Message) as AlarmMessage;
  }
}

function letTopicSend(topicArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '*',
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    }],
  });
}
