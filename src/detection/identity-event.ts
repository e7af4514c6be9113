import { Token } from 'aws-cdk-lib';
import { findPatternFault } from './pattern-fault';
import { ROOT_SIGN_IN_WITHOUT_MFA, ROOT_USER_ACTIVITY, USER_SIGN_IN_WITHOUT_MFA } from './patterns';

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
   * What happened, in a few words. They begin the description of the alarm.
   */
  readonly title: string;

  /**
   * A JSON filter pattern of CloudWatch Logs over CloudTrail events: `{ … }`, at most 1,024 characters.
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
}

/**
 * Something in the life of identities that somebody should hear of, as CloudTrail records it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 *
 * @example
 * const accessKeyCreated = IdentityEvent.custom('AccessKeyCreated', {
 *   title: 'An access key was created',
 *   filterPattern: '{ $.eventName = "CreateAccessKey" }',
 * });
 */
export class IdentityEvent {
  /**
   * An IAM user signed in to the console without MFA. Sign-ins that failed do not count, nor do those through IAM Identity
   * Center or another identity provider: whether such a person used MFA, AWS cannot see.
   */
  public static readonly USER_SIGN_IN_WITHOUT_MFA = new IdentityEvent('UserSignInWithoutMfa', {
    title: 'An IAM user signed in to the console without MFA',
    filterPattern: USER_SIGN_IN_WITHOUT_MFA,
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Find the ConsoleLogin event in CloudTrail, ask the person whether it was them, and put the user under MFA enforcement.',
  });

  /**
   * The root user signed in to the console without MFA.
   */
  public static readonly ROOT_SIGN_IN_WITHOUT_MFA = new IdentityEvent('RootSignInWithoutMfa', {
    title: 'The root user signed in to the console without MFA',
    filterPattern: ROOT_SIGN_IN_WITHOUT_MFA,
    severity: IdentityEventSeverity.CRITICAL,
    nextStep: 'If nobody can explain it, change root\'s password at once; then register an MFA device for root.',
  });

  /**
   * The root user did something, by console or by access key. Nothing that AWS does on its behalf counts.
   */
  public static readonly ROOT_USER_ACTIVITY = new IdentityEvent('RootUserActivity', {
    title: 'The root user was used',
    filterPattern: ROOT_USER_ACTIVITY,
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Few tasks need root. Find the events in CloudTrail (userIdentity.type Root) and ask who did it, and why.',
  });

  /**
   * The events that every account should hear of: sign-ins without MFA, of users and of root, and any use of root.
   */
  public static recommended(): IdentityEvent[] {
    return [
      IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
      IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA,
      IdentityEvent.ROOT_USER_ACTIVITY,
    ];
  }

  /**
   * An event of your own.
   *
   * @param name 1 to 64 letters and digits that begin with a letter; part of the names of metric filter and metric
   * @throws if the name is none, or the pattern is empty, no JSON pattern, unbalanced or too long
   */
  public static custom(name: string, options: CustomIdentityEventOptions): IdentityEvent {
    if (!/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name)) {
      throw new Error(`the name of an identity event must be 1 to 64 letters and digits that begin with a letter, got '${name}'`);
    }
    const fault = Token.isUnresolved(options.filterPattern) ? undefined : findPatternFault(options.filterPattern);
    if (fault) {
      throw new Error(`the filter pattern of the identity event '${name}' ${fault}, got '${options.filterPattern}'`);
    }
    return new IdentityEvent(name, options);
  }

  /**
   * The name, unique among the events that a monitor watches.
   */
  public readonly name: string;

  /**
   * What happened, in a few words.
   */
  public readonly title: string;

  /**
   * How much it matters.
   */
  public readonly severity: IdentityEventSeverity;

  /**
   * The JSON filter pattern of CloudWatch Logs that finds the event in a trail's log group.
   */
  public readonly filterPattern: string;

  /**
   * What whoever is told should do first.
   */
  public readonly nextStep: string;

  private constructor(name: string, options: CustomIdentityEventOptions) {
    this.name = name;
    this.title = options.title;
    this.severity = options.severity ?? IdentityEventSeverity.MEDIUM;
    this.filterPattern = options.filterPattern;
    this.nextStep = options.nextStep ?? 'Find the event in CloudTrail and ask whoever did it.';
  }
}
