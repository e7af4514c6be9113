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

/** Constructs that warn of the alarms below them. */
const warning = new WeakSet<IConstruct>();

/**
 * Warns once of the alarms of a construct that tell nobody, unless the construct around it does so for several.
 */
export function warnOfSilentAlarms(scope: IConstruct, alarms: () => AlarmOnEvent[]): void {
  if (warning.has(scope.node.scope!)) { return; }
  warning.add(scope);
  warnWhenFinished(scope, 'noAlarmAction', () => {
    const silent = alarms().filter(({ alarm }) => isSilent(alarm)).map(({ eventName }) => eventName);
    if (silent.length === 0) { return undefined; }
    const which = silent.length === 1 ? `the alarm on ${silent} has` : `the alarms on ${silent.join(', ')} have`;
    return `${which} no action, or they are switched off, so nobody is told; pass 'alertTopic' or 'alarmActions'`;
  });
}

function isSilent(alarm: Alarm): boolean {
  const rendered = (name: string) => renderedProperty(alarm.node.defaultChild as CfnResource, name);
  return listed(rendered('AlarmActions')).length === 0 || [false, 'false'].includes(rendered('ActionsEnabled'));
}
