import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { CfnRule, EventPattern, IEventBus, IRuleRef, IRuleTarget, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import { letRulesPublish } from './alert-delivery';
import { AlertMessageFormat, messageOf } from './alert-message';
import { copyOf } from './event-pattern-fault';
import { IdentityEvent } from './identity-event';
import { warnWithoutListener } from './listeners';
import { checkText, differ, misuse } from '../private/checks';
import { EVENT_PATTERN_MAX_SIZE, EVENT_PATTERN_SIZE, RULE_DESCRIPTION, RULE_NAME } from '../private/limits';
import { propertyAtLongest } from '../private/longest';
import { listed } from '../private/plain';
import { renderedProperty } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

/**
 * Properties of an `IdentityEventRule`.
 */
export interface IdentityEventRuleProps {
  /**
   * What to be told of. It must have an event pattern.
   */
  readonly event: IdentityEvent;

  /**
   * Who is told. Topics (`targets.SnsTopic`) get a readable message unless they were made with a `message` of their own; other
   * targets get the whole event. Where nothing in the app subscribes to a topic of it, a warning says so.
   *
   * @default - nobody yet; add targets with `addTarget`, or a warning says that nobody is told
   */
  readonly targets?: IRuleTarget[];

  /**
   * How the message to topics is written.
   *
   * @default AlertMessageFormat.TEXT
   */
  readonly messageFormat?: AlertMessageFormat;

  /**
   * The event bus to watch, if events of CloudTrail are forwarded to one of yours. It must be in the Region of the rule.
   *
   * @default - the default event bus, to which CloudTrail sends
   */
  readonly eventBus?: IEventBus;

  /**
   * Whether the rule is enabled.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * A name for the rule: 1 to 64 letters, digits or characters of `._-`. Another name replaces the rule.
   *
   * @default - CloudFormation generates a name
   */
  readonly ruleName?: string;

  /**
   * What the rule is for, up to 512 characters.
   *
   * @default - severity and title of the event
   */
  readonly description?: string;
}

/**
 * A rule that tells of each identity event, usually within seconds: who, what, from which address, when, in which account and Region,
 * and which event to look up. In rare cases EventBridge tells twice, or not at all. A rule has no threshold: of a noisy event
 * (`UNAUTHORIZED_API_CALL`, `CONSOLE_SIGN_IN_FAILURE`) every one is a message.
 *
 * EventBridge sees the calls that CloudTrail records only while some trail of the account logs management events, and each in
 * the Region in which it was recorded:
 *
 * - calls of IAM, and whatever root does at sign-in: in us-east-1 alone (us-gov-west-1 and cn-north-1 in those partitions). A
 *   warning says so where the rule stands elsewhere.
 * - sign-ins of IAM users: in the Region of the sign-in endpoint that answered, which is us-east-1, us-east-2, us-west-2,
 *   eu-north-1 or ap-southeast-2, or the Region in the address of a Regional sign-in page. A rule for `USER_SIGN_IN_WITHOUT_MFA`
 *   has to stand in each of them.
 * - calls of other services, `sts:AssumeRoot` among them: in the Region that was called.
 *
 * An `IdentityAlarm` over the log group of a multi-Region trail sees all Regions, some minutes later.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html#eb-rule-triggered-more-than-once
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 *
 * @example
 * const topic = new AlertTopic(this, 'Alerts', { emails: ['security@example.com'] });
 * new IdentityEventRule(this, 'SignInWithoutMfa', {
 *   event: IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
 *   targets: [new targets.SnsTopic(topic)],
 * });
 */
export class IdentityEventRule extends Rule {
  private readonly message: RuleTargetInput;

  /**
   * @throws if the event has no event pattern, a name or description is one that EventBridge does not take, the message would be too
   * long for a chat, the bus is in another Region, or a topic is in another account or Region, FIFO or encrypted with alias/aws/sns
   */
  constructor(scope: Construct, id: string, props: IdentityEventRuleProps) {
    const { event, targets = [], messageFormat = AlertMessageFormat.TEXT } = props;
    const description = props.description ?? `${event.severity}: ${event.title}`;
    super(scope, id, {
      ruleName: props.ruleName,
      description,
      enabled: props.enabled,
      eventBus: props.eventBus,
      eventPattern: patternOf(scope, event),
    });
    this.message = messageOf(this, event, messageFormat);
    checkText(this, 'ruleName', props.ruleName, RULE_NAME);
    checkText(this, 'description', description, RULE_DESCRIPTION);
    const resource = this.node.defaultChild as CfnRule;
    if (event.readOnlyEvents && resource.state === 'ENABLED') {
      resource.state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'; // enabled alone leaves read-only events out
    }
    this.warnWhereNothingArrives(event, props.eventBus);
    const early = targetsOfInjectors.get(this) ?? [];
    [...early, ...targets].forEach(target => this.addTarget(target)); // not by super, which calls addTarget before there are fields

    this.node.addValidation({ validate: () => this.findProblems(event) });
    warnWhenFinished(this, 'noRuleTarget', () => listed(renderedProperty(resource, 'Targets')).length > 0
      ? undefined
      : `the rule on ${event.name} has no target, so nobody is told; pass 'targets', or call addTarget`);
    warnWhenFinished(this, 'rulePatternSize', () => this.patternSize() > EVENT_PATTERN_SIZE
      ? `the event pattern of ${event.name} can become ${this.patternSize()} characters long, and EventBridge takes ${EVENT_PATTERN_SIZE} unless `
        + 'its quota "Event pattern size" was raised; watch less by one rule, or raise it'
      : undefined);
  }

  /**
   * Adds somebody who is told.
   *
   * @throws if a topic is in another account or Region, FIFO or encrypted with alias/aws/sns
   */
  public addTarget(target?: IRuleTarget): void {
    if (!target) { return; }
    if (!this.message) {
      targetsOfInjectors.set(this, [...targetsOfInjectors.get(this) ?? [], target]);
      return;
    }
    super.addTarget({ bind: (rule, id) => this.bindWithMessage(target, rule, id) });
  }

  private patternSize(): number {
    return JSON.stringify(propertyAtLongest(this.node.defaultChild as CfnRule, 'EventPattern') ?? '').length;
  }

  /** `addEventPattern` and tokens add to what was checked before. */
  private findProblems(event: IdentityEvent): string[] {
    const size = this.patternSize();
    return size > EVENT_PATTERN_MAX_SIZE
      ? [`the event pattern of ${event.name} must have at most ${EVENT_PATTERN_MAX_SIZE} characters, can become ${size} long; watch less by one rule`]
      : [];
  }

  private bindWithMessage(target: IRuleTarget, rule: IRuleRef, id?: string) {
    const config = target.bind(rule, id);
    if (!isTopic(config.targetResource)) { return config; }
    const { account } = Stack.of(this);
    if (differ(config.targetResource.env.account, account)) {
      throw misuse(this, `a rule can notify a topic of its own account only, got '${config.targetResource.node.path}' in `
        + `${config.targetResource.env.account} for ${account}; use a topic of this account, or send the events to a bus of that account`);
    }
    if (config.role) { warnWithoutListener(config.targetResource); } else { letRulesPublish(this, config.targetResource); }
    return { ...config, input: config.input ?? this.message };
  }

  /** To a bus that is not a default one, events may be forwarded from any Region. */
  private warnWhereNothingArrives(event: IdentityEvent, eventBus?: IEventBus): void {
    const { region } = Stack.of(this);
    if (eventBus && differ(eventBus.env.region, region)) {
      throw misuse(this, `a rule can watch a bus of its own Region only, got '${eventBus.node.path}' in ${eventBus.env.region} for ${region}; `
        + `put the rule into a stack in ${eventBus.env.region}`);
    }
    if ((eventBus && eventBus.eventBusName !== 'default') || Token.isUnresolved(region) || !event.globalEvents) { return; }
    const home = homeRegion(region);
    if (home && home !== region) {
      Annotations.of(this).addWarningV2('cdk-enforce-mfa:ruleRegion',
        `${event.name} is recorded in ${home} alone, got a rule in ${region}, which never sees it; put the rule into a stack in ${home}`);
    }
  }
}

function patternOf(scope: Construct, event: IdentityEvent): EventPattern {
  if (!event.eventPattern) {
    throw misuse(scope, `the event '${event.name}' has no event pattern, and a rule cannot find it; use an IdentityAlarm, or pass `
      + '\'eventPattern\' to IdentityEvent.custom');
  }
  return copyOf(event.eventPattern); // addEventPattern writes into it
}

function isTopic(resource?: IConstruct): resource is IConstruct & ITopic {
  return resource !== undefined && 'topicArn' in resource && 'grantPublish' in resource;
}

/** Targets that property injectors add come while the constructor of Rule runs. */
const targetsOfInjectors = new WeakMap<IdentityEventRule, IRuleTarget[]>();

/** Undefined for partitions of which no page says it. */
function homeRegion(region: string): string | undefined {
  if (region.startsWith('cn-')) { return 'cn-north-1'; }
  if (region.startsWith('us-gov-')) { return 'us-gov-west-1'; }
  return /^(us-iso|eu-iso|eusc-)/.test(region) ? undefined : 'us-east-1';
}
