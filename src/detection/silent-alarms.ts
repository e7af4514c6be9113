import { CfnResource, Token, Tokenization } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IConstruct } from 'constructs';
import { ALARM_ACTIONS } from '../private/limits';
import { listed } from '../private/plain';
import { referenceIn } from '../private/references';
import { ownProperty, renderedProperty } from '../private/rendered';
import { warnWhenFinished } from '../private/warnings';

interface AlarmOnEvent {
  readonly alarm: Alarm;
  readonly eventName: string;
}

/** What each construct that warns looks at. */
const watched = new WeakMap<IConstruct, AlarmOnEvent[]>();

/**
 * Warns once of the alarms of a construct, and of those right below it, that tell nobody; the construct around it does so in its place,
 * if it warns.
 */
export function warnOfSilentAlarms(scope: IConstruct, ...alarms: AlarmOnEvent[]): void {
  const around = watched.get(scope.node.scope!);
  if (around) {
    around.push(...alarms);
    return;
  }
  watched.set(scope, alarms);
  warnWhenFinished(scope, 'noAlarmAction', () => {
    const silent = alarms.filter(({ alarm }) => isSilent(alarm)).map(({ eventName }) => eventName);
    if (silent.length === 0) { return undefined; }
    const which = silent.length === 1 ? `the alarm on ${silent} has` : `the alarms on ${silent.join(', ')} have`;
    return `${which} no action, or they are switched off, so nobody is told; pass 'alertTopic' or 'alarmActions'`;
  });
}

function isSilent(alarm: Alarm): boolean {
  return listed(actionsOf(alarm)).length === 0
    || [false, 'false'].includes(renderedProperty(alarm.node.defaultChild as CfnResource, 'ActionsEnabled'));
}

/**
 * The actions of an alarm as its template will hold them. Where nobody wrote into its resource, there are some, and no more than an alarm
 * may have, with their tokens: to render them takes longer.
 */
export function actionsOf(alarm: Alarm): any {
  const resource = alarm.node.defaultChild as CfnResource;
  const list = ownProperty(resource, 'AlarmActions');
  const { _alarmActionArns: added, alarmActionArns } = alarm as any; // protected by core: where they are not found, there is more to see
  const isAsAdded = added !== undefined && Array.isArray(list) && Tokenization.reverseList(list) === added;
  const arns: string[] = isAsAdded ? alarmActionArns ?? [] : [];
  return arns.length > 0 && arns.length <= ALARM_ACTIONS && arns.every(isSomething) ? arns : renderedProperty(resource, 'AlarmActions');
}

function isSomething(text: string): boolean {
  return !Token.isUnresolved(text) || CfnResource.isCfnResource(referenceIn(text)?.target);
}
