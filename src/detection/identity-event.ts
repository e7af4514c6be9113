import { EventPattern } from 'aws-cdk-lib/aws-events';
import { describeEnforcementChange } from './enforcement-change';
import { copyOf } from './event-pattern-fault';
import { checkCustomEvent, checkEventName } from './identity-event-checks';
import { CustomIdentityEventOptions, EnforcementChangeOptions, IdentityEventSeverity } from './identity-event-options';
import * as patterns from './patterns';
import { linesFor, newestFirst } from './queries';

/** Root, sign-ins without MFA, trails: as severe as the events of this library. */
const HIGH_IN_SECURITY_HUB = new Set(['CloudWatch.1', 'CloudWatch.3', 'CloudWatch.5']);

/** The chapter of monitoring is the fourth up to version 5.0.0, and the fifth from 6.0.0 on. */
function cisMonitoring(control: number): string[] {
  return ['1.4.0/4', '3.0.0/4', '5.0.0/4', '7.0.0/5'].map(chapter => `CIS AWS Foundations Benchmark ${chapter}.${control}`);
}

/**
 * Something in the life of identities that somebody should hear of, as CloudTrail records it.
 *
 * `docs/events.md` in the repository says of each what it finds and what not, how much noise to expect and which controls it
 * serves.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 *
 * @example
 * const userCreated = IdentityEvent.custom('UserCreated', {
 *   title: 'An IAM user was created',
 *   filterPattern: '{ $.eventName = "CreateUser" }',
 * });
 */
export class IdentityEvent {
  /**
   * An IAM user signed in to the console without MFA. Sign-ins that failed do not count, nor do those through IAM Identity
   * Center or another identity provider: whether such a person used MFA, AWS cannot see.
   */
  public static readonly USER_SIGN_IN_WITHOUT_MFA = new IdentityEvent('UserSignInWithoutMfa', {
    ...patterns.USER_SIGN_IN_WITHOUT_MFA,
    title: 'An IAM user signed in to the console without MFA',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Find the ConsoleLogin event in CloudTrail, ask the person whether it was them, and put the user under MFA enforcement.',
    controls: cisMonitoring(2),
  });

  /**
   * The root user signed in to the console without MFA.
   */
  public static readonly ROOT_SIGN_IN_WITHOUT_MFA = new IdentityEvent('RootSignInWithoutMfa', {
    ...patterns.ROOT_SIGN_IN_WITHOUT_MFA,
    title: 'The root user signed in to the console without MFA',
    severity: IdentityEventSeverity.CRITICAL,
    nextStep: 'If nobody can explain it, change root\'s password at once; then register an MFA device for root.',
    globalEvents: true,
    controls: cisMonitoring(2),
  });

  /**
   * The root user did something, by console or by access key. Nothing that AWS does on its behalf counts.
   */
  public static readonly ROOT_USER_ACTIVITY = new IdentityEvent('RootUserActivity', {
    ...patterns.ROOT_USER_ACTIVITY,
    title: 'The root user was used',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Few tasks need root. Find the events in CloudTrail (userIdentity.type Root) and ask who did it, and why.',
    readOnlyEvents: true,
    controls: cisMonitoring(3),
  });

  /**
   * Somebody changed the root user's password or e-mail address, or asked for it.
   */
  public static readonly ROOT_CREDENTIAL_CHANGE = new IdentityEvent('RootCredentialChange', {
    ...patterns.ROOT_CREDENTIAL_CHANGE,
    title: 'The root user\'s password or e-mail address was changed, or somebody tried',
    severity: IdentityEventSeverity.CRITICAL,
    nextStep: 'If nobody can explain it, secure root\'s mailbox first, then recover the account\'s root user.',
    globalEvents: true,
  });

  /**
   * Somebody acted as the root of a member account through central root access, or changed who may.
   */
  public static readonly ROOT_ACCESS_MANAGEMENT = new IdentityEvent('RootAccessManagement', {
    ...patterns.ROOT_ACCESS_MANAGEMENT,
    title: 'Central root access was used or changed',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Find the event in CloudTrail of the management or delegated account, and ask who did it, for which member account and why.',
  });

  /**
   * An MFA device was taken from its user, or deleted.
   */
  public static readonly MFA_DEVICE_REMOVED = new IdentityEvent('MfaDeviceRemoved', {
    ...patterns.MFA_DEVICE_REMOVED,
    title: 'An MFA device was removed',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Ask the owner of the device. If it was not lost or replaced, take the user\'s sessions, password and access keys away.',
    globalEvents: true,
  });

  /**
   * An MFA device was registered. Every legitimate enrolment rings it.
   */
  public static readonly MFA_DEVICE_REGISTERED = new IdentityEvent('MfaDeviceRegistered', {
    ...patterns.MFA_DEVICE_REGISTERED,
    title: 'An MFA device was registered',
    severity: IdentityEventSeverity.MEDIUM,
    nextStep: 'Ask the owner of the user whether the device is theirs.',
    globalEvents: true,
  });

  /**
   * An MFA device was registered by somebody who used a long-term access key: what a thief of such a key would do.
   */
  public static readonly MFA_DEVICE_REGISTERED_WITH_ACCESS_KEY = new IdentityEvent('MfaDeviceRegisteredWithAccessKey', {
    ...patterns.MFA_DEVICE_REGISTERED_WITH_ACCESS_KEY,
    title: 'An MFA device was registered by means of an access key',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Ask the owner of the user. If the device is not theirs, deactivate the access key and remove the device.',
    globalEvents: true,
  });

  /**
   * A policy of users, groups or roles was changed, or somebody tried: the list of the CIS benchmark. Deployments ring it.
   */
  public static readonly IAM_POLICY_CHANGE = new IdentityEvent('IamPolicyChange', {
    ...patterns.IAM_POLICY_CHANGE,
    title: 'An IAM policy was changed, or somebody tried',
    severity: IdentityEventSeverity.MEDIUM,
    nextStep: 'Compare with your deployments. If it belongs to none, find the event in CloudTrail and ask whoever did it.',
    globalEvents: true,
    controls: cisMonitoring(4),
  });

  /**
   * Somebody got new power in other ways than by a policy, or left the groups and boundaries that hold them: users, passwords,
   * keys, memberships, boundaries, role trusts, identity providers.
   */
  public static readonly IAM_ACCESS_CHANGE = new IdentityEvent('IamAccessChange', {
    ...patterns.IAM_ACCESS_CHANGE,
    title: 'Somebody\'s access in IAM was changed',
    severity: IdentityEventSeverity.MEDIUM,
    nextStep: 'Compare with your own changes. A new user belongs into the enforced group before it gets a password.',
    globalEvents: true,
  });

  /**
   * Somebody delegated their permissions for a time, or let AWS identities be used as tokens elsewhere.
   */
  public static readonly ACCESS_DELEGATED = new IdentityEvent('AccessDelegated', {
    ...patterns.ACCESS_DELEGATED,
    title: 'Access to the account was delegated',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Find the event in CloudTrail, ask whoever did it, and look at what the delegate may do and for how long.',
    globalEvents: true,
  });

  /**
   * Somebody changed who may open the console.
   */
  public static readonly CONSOLE_ACCESS_CONTROL_CHANGE = new IdentityEvent('ConsoleAccessControlChange', {
    ...patterns.CONSOLE_ACCESS_CONTROL_CHANGE,
    title: 'Who may sign in to the console was changed',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'Find the event in CloudTrail and compare the new statements with what you mean to allow.',
    globalEvents: true,
  });

  /**
   * A trail was made, changed, stopped or deleted, or somebody tried.
   */
  public static readonly AUDIT_TRAIL_CHANGE = new IdentityEvent('AuditTrailChange', {
    ...patterns.AUDIT_TRAIL_CHANGE,
    title: 'A CloudTrail trail was changed, or somebody tried',
    severity: IdentityEventSeverity.HIGH,
    nextStep: 'See whether the trail still logs all management events. If it belongs to no deployment, ask whoever did it.',
    controls: cisMonitoring(5),
  });

  /**
   * Somebody silenced or changed what tells people: alarms, metric filters, rules, topics, subscriptions, log groups. It does
   * not ask whose they are, so that deployments of any alarm ring it.
   *
   * Whoever takes the topic away silences this event with it. Send it to a topic that the same people cannot change, best in
   * another account.
   */
  public static readonly ALERTING_CHANGE = new IdentityEvent('AlertingChange', {
    ...patterns.ALERTING_CHANGE,
    title: 'Alarms, or what they need to be heard, were changed',
    nextStep: 'Compare with your deployments. If it belongs to none, restore by a deployment, then look at what was done in between.',
  });

  /**
   * A sign-in to the console failed. People mistype passwords: give the alarm a `threshold`; a rule has none, and tells of each.
   */
  public static readonly CONSOLE_SIGN_IN_FAILURE = new IdentityEvent('ConsoleSignInFailure', {
    ...patterns.CONSOLE_SIGN_IN_FAILURE,
    title: 'A sign-in to the console failed',
    severity: IdentityEventSeverity.MEDIUM,
    nextStep: 'Look at user and address. Many failures of one user or address are somebody who guesses passwords.',
    controls: cisMonitoring(6),
  });

  /**
   * An API call was refused. Under MFA enforcement every call without MFA is one: give the alarm a `threshold`; a rule has
   * none, and tells of each.
   */
  public static readonly UNAUTHORIZED_API_CALL = new IdentityEvent('UnauthorizedApiCall', {
    ...patterns.UNAUTHORIZED_API_CALL,
    title: 'An API call was refused',
    severity: IdentityEventSeverity.MEDIUM,
    nextStep: 'Group the events by userIdentity.arn and eventName. One identity that tries many things is worth a look.',
    readOnlyEvents: true,
    controls: cisMonitoring(1),
  });

  /**
   * The events that every account should hear of.
   *
   * Sign-ins without MFA, of users and of root; any use of root, and changes to its credentials; MFA devices removed, or
   * registered by means of an access key; changes to trails.
   */
  public static recommended(): IdentityEvent[] {
    return [
      IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
      IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA,
      IdentityEvent.ROOT_USER_ACTIVITY,
      IdentityEvent.ROOT_CREDENTIAL_CHANGE,
      IdentityEvent.MFA_DEVICE_REMOVED,
      IdentityEvent.MFA_DEVICE_REGISTERED_WITH_ACCESS_KEY,
      IdentityEvent.AUDIT_TRAIL_CHANGE,
    ];
  }

  /**
   * What the first six monitoring controls of the CIS AWS Foundations Benchmark ask for (4.1 to 4.6; in 7.0, 5.1 to 5.6).
   *
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html
   */
  public static cis(): IdentityEvent[] {
    return [
      IdentityEvent.UNAUTHORIZED_API_CALL,
      IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
      IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA,
      IdentityEvent.ROOT_USER_ACTIVITY,
      IdentityEvent.IAM_POLICY_CHANGE,
      IdentityEvent.AUDIT_TRAIL_CHANGE,
      IdentityEvent.CONSOLE_SIGN_IN_FAILURE,
    ];
  }

  /**
   * The exact filter patterns that the Security Hub controls CloudWatch.1 to CloudWatch.6 look for, under names of their own,
   * for those who need these controls to pass. They have no event pattern and no query. Beside the events of this class
   *
   * - CloudWatch.1 finds less: not what root does in the console.
   * - CloudWatch.2 finds more: what AWS itself is refused when it delivers logs, and HeadBucket.
   * - CloudWatch.3 finds less: not sign-ins of which the record does not say whether MFA was used, and no root.
   * - CloudWatch.4 finds the same.
   * - CloudWatch.5 finds less, not PutEventSelectors, and more: calls of other services that have one of its names.
   * - CloudWatch.6 finds less: not failures with another error message.
   *
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
   */
  public static securityHub(): IdentityEvent[] {
    return patterns.SECURITY_HUB.map(({ name, title, control, filterPattern }) => new IdentityEvent(name, {
      title,
      filterPattern,
      severity: HIGH_IN_SECURITY_HUB.has(control) ? IdentityEventSeverity.HIGH : IdentityEventSeverity.MEDIUM,
      nextStep: `Find the event in CloudTrail and ask whoever did it. The alarm stands for the Security Hub control ${control}.`,
      controls: [`Security Hub ${control}`],
    }));
  }

  /**
   * Somebody weakened exactly these enforcements: changed, detached or deleted the policy, took a user from a group, renamed or
   * deleted a group. Your own deployments ring it when they do so. Attempts that IAM refused cannot be told apart: their records
   * name neither policy nor group. An alarm compares names with case, which IAM does not: a call that writes one otherwise is heard by
   * an `IdentityEventRule` only.
   *
   * @throws if the name is none, nothing is to be watched, a group is there twice or has a name that IAM does not take, or the pattern
   * could become longer than 1,024 characters
   */
  public static enforcementChange(options: EnforcementChangeOptions): IdentityEvent {
    const { name, ...event } = describeEnforcementChange(options);
    return new IdentityEvent(name, event);
  }

  /**
   * An event of your own.
   *
   * @param name 1 to 64 letters and digits that begin with a letter; part of the names of metric filter and metric
   * @throws if the name is none, the title or the next step is empty, the filter pattern is empty, no JSON pattern, unbalanced or too
   * long, the event pattern is empty, too long or has a value that is no list, or the query condition is empty or more than a condition
   */
  public static custom(name: string, options: CustomIdentityEventOptions): IdentityEvent {
    checkEventName(name);
    checkCustomEvent(name, options);
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
   * The event pattern that finds the event on the default event bus.
   */
  public readonly eventPattern?: EventPattern;

  /**
   * The condition of a Logs Insights query that finds the event: what stands behind `filter`.
   */
  public readonly queryCondition?: string;

  /**
   * The Logs Insights query that lists the events, newest first: when, who, what, from where, in which account and Region.
   */
  public readonly query?: string;

  /**
   * Whether a rule must see read-only events to see all of these.
   */
  public readonly readOnlyEvents: boolean;

  /**
   * Whether all of these are recorded in one Region of the partition.
   */
  public readonly globalEvents: boolean;

  /**
   * What whoever is told should do first.
   */
  public readonly nextStep: string;

  /**
   * The controls of benchmarks and standards that an alarm on this event serves.
   */
  public readonly controls: string[];

  private constructor(name: string, options: CustomIdentityEventOptions) {
    this.name = name;
    this.title = options.title;
    this.severity = options.severity ?? IdentityEventSeverity.MEDIUM;
    this.filterPattern = options.filterPattern;
    this.eventPattern = copyOf(options.eventPattern); // not theirs, which they may change
    this.queryCondition = options.queryCondition;
    this.query = options.queryCondition && newestFirst(linesFor(options.queryCondition));
    this.readOnlyEvents = options.readOnlyEvents ?? false;
    this.globalEvents = options.globalEvents ?? false;
    this.nextStep = options.nextStep ?? 'Find the event in CloudTrail and ask whoever did it.';
    this.controls = [...options.controls ?? []];
  }
}
