import { EventPattern } from 'aws-cdk-lib/aws-events';
import { IGroup, IManagedPolicy } from 'aws-cdk-lib/aws-iam';

/**
 * How much an identity event matters.
 */
export enum IdentityEventSeverity {
  /**
   * Somebody may be in the account who should not be. Look at once.
   */
  CRITICAL = 'CRITICAL',

  /**
   * A protection was passed or weakened. Look on the same day.
   */
  HIGH = 'HIGH',

  /**
   * Worth knowing, often legitimate.
   */
  MEDIUM = 'MEDIUM',
}

/**
 * What a custom identity event looks for, and what it tells.
 */
export interface CustomIdentityEventOptions {
  /**
   * What happened, in a few words: not empty. They begin the description of the alarm.
   */
  readonly title: string;

  /**
   * A JSON filter pattern of CloudWatch Logs over CloudTrail events: `{ … }`, at most 1,024 characters. Names and ARNs that only the
   * deployment knows count as long as IAM lets them be.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
   */
  readonly filterPattern: string;

  /**
   * How much the event matters.
   *
   * @default IdentityEventSeverity.MEDIUM
   */
  readonly severity?: IdentityEventSeverity;

  /**
   * What whoever is told should do first. It ends the description of the alarm.
   *
   * @default - a sentence that points to the event in CloudTrail
   */
  readonly nextStep?: string;

  /**
   * The same event for an EventBridge rule, over what CloudTrail sends to the default event bus: each value is a list, as in
   * `{ detail: { eventName: ['CreateUser'] } }`, and the whole at most 4,096 characters. Over 2,048, EventBridge's default quota, a rule
   * warns.
   *
   * @default - the event cannot be used in an `IdentityEventRule`
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
   */
  readonly eventPattern?: EventPattern;

  /**
   * The same event as the condition of a Logs Insights query: what stands behind `filter`, without a further command.
   *
   * @default - the event has no `query`, and cannot be used in an `IdentityLogAlarm`
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
   */
  readonly queryCondition?: string;

  /**
   * Whether CloudTrail records some of these events as read-only (Get, List, Describe, AssumeRole). A rule sees those only in
   * a state of its own, which `IdentityEventRule` then takes.
   *
   * @default false
   */
  readonly readOnlyEvents?: boolean;

  /**
   * Whether CloudTrail records all of these events in one Region of the partition: us-east-1, us-gov-west-1 or cn-north-1, as it
   * does for IAM. A rule elsewhere never sees them, and `IdentityEventRule` then warns.
   *
   * @default false
   */
  readonly globalEvents?: boolean;

  /**
   * The controls of benchmarks and standards that alarms on this event serve, in your own words.
   *
   * @default - none
   */
  readonly controls?: string[];
}

/**
 * What must not be tampered with.
 */
export interface EnforcementChangeOptions {
  /**
   * The policy that enforces MFA, or the permissions boundary that does. That a boundary is taken from a user is heard by
   * `IAM_ACCESS_CHANGE` only.
   *
   * @default - no policy is watched
   */
  readonly policy?: IManagedPolicy;

  /**
   * The groups whose members must use MFA. If their names are known at deployment only, at most 5; 2 beside a policy of this app, and
   * none beside one whose ARN is known at deployment only.
   *
   * @default - no group is watched
   */
  readonly groups?: IGroup[];

  /**
   * The name of the event: 1 to 64 letters and digits that begin with a letter. One monitor needs different names for several.
   *
   * @default 'EnforcementChange'
   */
  readonly name?: string;
}
