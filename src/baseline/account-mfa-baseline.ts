import { RemovalPolicy } from 'aws-cdk-lib';
import { IGroup } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic, Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlertTopic } from '../detection/alert-topic';
import { AuditTrail, AuditTrailProps } from '../detection/audit-trail';
import { IdentityEvent } from '../detection/identity-event';
import { IdentityMonitor } from '../detection/identity-monitor';
import { MfaEnforcedGroup, MfaEnforcedGroupProps } from '../enforcement/mfa-enforced-group';
import { checkEmails, misuse } from '../private/checks';
import { createEncryptionKey } from '../private/encryption-key';

/**
 * Properties of an `AccountMfaBaseline`.
 */
export interface AccountMfaBaselineProps {
  /**
   * E-mail addresses that are told when an alarm rings. Each gets a message with a link first, and hears nothing until it
   * is confirmed.
   *
   * @default - none; subscribe to `topic`, or nobody hears (a warning says so)
   */
  readonly alertEmails?: string[];

  /**
   * A topic of yours that is told when an alarm rings.
   *
   * @default - a new `AlertTopic`
   */
  readonly alertTopic?: ITopic;

  /**
   * The log group to which a CloudTrail trail delivers already. Then no trail is made.
   *
   * @default - a new `AuditTrail` with a log group of its own
   */
  readonly logGroup?: ILogGroup;

  /**
   * How the trail is made. Not together with `logGroup`.
   *
   * @default - as `AuditTrail` makes it
   */
  readonly trailProps?: AuditTrailProps;

  /**
   * How the enforced group is made.
   *
   * @default - as `MfaEnforcedGroup` makes it
   */
  readonly groupProps?: MfaEnforcedGroupProps;

  /**
   * Groups that exist already and shall be enforced too. Those of this app get the policy from their own side.
   *
   * @default - none; the new group alone
   */
  readonly enforcedGroups?: IGroup[];

  /**
   * What to be told of.
   *
   * @default IdentityEvent.recommended()
   */
  readonly events?: IdentityEvent[];
}

/**
 * A whole account in which people use MFA: a group that enforces it, a trail that records what happens, and alarms that
 * tell somebody when a person gets in without it.
 *
 * Put one into each account, in one Region: IAM is global and the trail covers all Regions. Then add people to the group,
 * in the app or by hand.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
 *
 * @example
 * new AccountMfaBaseline(this, 'Mfa', { alertEmails: ['security@example.com'] });
 */
export class AccountMfaBaseline extends Construct {
  /**
   * The group whose members must use MFA.
   */
  public readonly group: MfaEnforcedGroup;

  /**
   * The trail, unless a log group was handed in.
   */
  public readonly trail?: AuditTrail;

  /**
   * The log group that the alarms watch.
   */
  public readonly logGroup: ILogGroup;

  /**
   * The alarms.
   */
  public readonly monitor: IdentityMonitor;

  /**
   * The topic that is told.
   */
  public readonly topic: ITopic;

  /**
   * @throws if `logGroup` and `trailProps` are both given, an e-mail address is none or is there twice, or for what the
   * parts throw for
   */
  constructor(scope: Construct, id: string, props: AccountMfaBaselineProps = {}) {
    super(scope, id);
    if (props.logGroup && props.trailProps) {
      throw misuse(this, '\'trailProps\' has no meaning with \'logGroup\', since no trail is made then; pass one of the two');
    }
    checkEmails(this, 'alertEmails', props.alertEmails ?? []);

    this.group = new MfaEnforcedGroup(this, 'Group', props.groupProps);
    props.enforcedGroups?.forEach(group => this.group.enforcementPolicy.attachToGroup(group));

    // one key for all that is made here
    const trailNeedsKey = !props.logGroup && !props.trailProps?.encryptionKey;
    const key = trailNeedsKey
      ? createEncryptionKey(this, 'Key', 'Encrypts the trail and the alerts of the MFA baseline', RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
      : props.trailProps?.encryptionKey;
    if (!props.logGroup) {
      this.trail = new AuditTrail(this, 'Trail', { ...props.trailProps, encryptionKey: key });
    }
    this.logGroup = props.logGroup ?? this.trail!.logGroup;

    if (props.alertTopic) {
      this.topic = props.alertTopic;
      this.subscribe(props.alertTopic, props.alertEmails ?? []);
    } else {
      this.topic = new AlertTopic(this, 'Topic', { emails: props.alertEmails, masterKey: key });
    }
    this.monitor = new IdentityMonitor(this, 'Monitor', {
      logGroup: this.logGroup,
      alertTopic: this.topic,
      events: props.events,
    });
  }

  /** Subscriptions of ours to a topic of somebody else's stand here, not there. */
  private subscribe(topic: ITopic, emails: string[]): void {
    emails.forEach((endpoint, index) => {
      new Subscription(this, `Email${index + 1}`, { topic, endpoint, protocol: SubscriptionProtocol.EMAIL });
    });
  }
}
