import { Annotations, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Group, IGroup } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic, Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlertTopic } from '../detection/alert-topic';
import { AuditTrail, AuditTrailProps } from '../detection/audit-trail';
import { IdentityDashboard } from '../detection/identity-dashboard';
import { IdentityEvent } from '../detection/identity-event';
import { IdentityMonitor } from '../detection/identity-monitor';
import { MfaEnforcedGroup, MfaEnforcedGroupProps } from '../enforcement/mfa-enforced-group';
import { checkEmails, differ, misuse } from '../private/checks';
import { createEncryptionKey } from '../private/encryption-key';
import { groupNameOf } from '../private/group-name';

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
   * A topic of yours that is told when an alarm rings. Given later, the baseline's own goes, with whoever subscribed to it by hand.
   *
   * @default - a new `AlertTopic`
   */
  readonly alertTopic?: ITopic;

  /**
   * The log group to which a CloudTrail trail delivers already. Then no trail is made. Given later, the
   * trail goes; its buckets, log group and key stay.
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
   * How the enforced group is made. Another `groupName` replaces the group: whoever was added by hand stays in the old one.
   *
   * @default - as `MfaEnforcedGroup` makes it
   */
  readonly groupProps?: MfaEnforcedGroupProps;

  /**
   * Groups that exist already and shall be enforced too. Those of this app get the policy from their own side. One that
   * is taken out is enforced no longer.
   *
   * @default - none; the new group alone
   */
  readonly enforcedGroups?: IGroup[];

  /**
   * What to be told of, each event once. Changes of the policy, the new group and `enforcedGroups` are always watched beside these, as
   * `EnforcementChange` and, with `enforcedGroups`, `EnforcementChange2` and so on; an event of yours needs another name.
   *
   * @default IdentityEvent.recommended()
   */
  readonly events?: IdentityEvent[];

  /**
   * Whether there is a dashboard. CloudWatch charges $3 a month for each after the third of an account.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}

/**
 * A whole account in which people use MFA: a group that enforces it, a trail that records what happens, alarms that
 * tell somebody when a person gets in without it, and a dashboard.
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
   * The dashboard, unless it was not wanted.
   */
  public readonly dashboard?: IdentityDashboard;

  /**
   * @throws if `logGroup` and `trailProps` are both given, an e-mail address is none or is there twice, a group is there twice, `events`
   * is empty or holds a name that the baseline uses, or for what the parts throw for
   */
  constructor(scope: Construct, id: string, props: AccountMfaBaselineProps = {}) {
    super(scope, id);
    if (props.logGroup && props.trailProps) {
      throw misuse(this, '\'trailProps\' has no meaning with \'logGroup\', since no trail is made then; pass one of the two');
    }
    checkEmails(this, 'alertEmails', props.alertEmails ?? []);

    this.group = new MfaEnforcedGroup(this, 'Group', props.groupProps);
    const enforcedGroups = props.enforcedGroups ?? [];
    const twice = enforcedGroups.find((group, index) => enforcedGroups.indexOf(group) !== index);
    if (twice) { throw misuse(this, `'enforcedGroups' must hold each group once, got '${twice.node.path}' twice`); }
    enforcedGroups.forEach(group => this.group.enforcementPolicy.attachToGroup(group));

    // one key for all that is made here, if it is of this Region
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
      const masterKey = key && differ(key.env.region, Stack.of(this).region) ? undefined : key;
      this.topic = new AlertTopic(this, 'Topic', { emails: props.alertEmails, masterKey });
    }
    this.monitor = new IdentityMonitor(this, 'Monitor', {
      logGroup: this.logGroup,
      alertTopic: this.topic,
      events: this.watched(props.events ?? IdentityEvent.recommended(), this.enforcementChanges(enforcedGroups)),
    });
    if (props.dashboard ?? true) {
      this.dashboard = new IdentityDashboard(this, 'Dashboard', { monitor: this.monitor });
    }
  }

  private watched(asked: IdentityEvent[], always: IdentityEvent[]): IdentityEvent[] {
    if (asked.length === 0) {
      throw misuse(this, '\'events\' must hold at least one event, got none; leave it out for IdentityEvent.recommended()');
    }
    const clash = asked.find(({ name }) => always.some(each => each.name === name));
    if (clash) {
      throw misuse(this, `'events' must not hold '${clash.name}', which is the name of the baseline's own event on changes of its enforcement, `
        + 'always watched; leave it out, or give yours another \'name\'');
    }
    return [...asked, ...always];
  }

  /** Four groups at a time, which fit into one pattern whatever their names. */
  private enforcementChanges(enforcedGroups: IGroup[]): IdentityEvent[] {
    const events = [IdentityEvent.enforcementChange({ policy: this.group.enforcementPolicy, groups: [this.group] })];
    const groups = enforcedGroups.filter(group => this.canWatch(group));
    for (let first = 0; first < groups.length; first += 4) {
      events.push(IdentityEvent.enforcementChange({
        name: `EnforcementChange${events.length + 1}`,
        groups: groups.slice(first, first + 4),
      }));
    }
    return events;
  }

  /** A group of another stack has the policy from its own side, so that its stack needs this one; this one cannot need it too. */
  private canWatch(group: IGroup): boolean {
    const known = !(group instanceof Group) || Stack.of(group) === Stack.of(this) || !Token.isUnresolved(groupNameOf(this, group));
    if (!known) {
      Annotations.of(this).addWarningV2('cdk-enforce-mfa:unwatchedGroup',
        `changes of the group '${group.node.path}' are not watched, since its name is known to its own stack only; give it a 'groupName', or `
        + 'watch it there with IdentityEvent.enforcementChange');
    }
    return known;
  }

  /** Subscriptions of ours to a topic of somebody else's stand here, not there; by their address, so that each stays when another goes. */
  private subscribe(topic: ITopic, emails: string[]): void {
    emails.forEach((endpoint, index) => {
      const id = Token.isUnresolved(endpoint) ? `Email${index + 1}` : endpoint;
      new Subscription(this, id, { topic, endpoint, protocol: SubscriptionProtocol.EMAIL });
    });
  }
}
