import { CfnResource } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IConstruct } from 'constructs';
import { listed } from '../private/plain';
import { renderedProperty } from '../private/rendered';
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
  const rendered = (name: string) => renderedProperty(alarm.node.defaultChild as CfnResource, name);
  return listed(rendered('AlarmActions')).length === 0 || [false, 'false'].includes(rendered('ActionsEnabled'));
}
