import type { Fault } from './fault';
import { SIGN_INS } from '../../emulator/sign-in-events';
import { FilterPattern } from '../../filter-pattern';
import { ofType, type Template } from '../template';

type Event = Record<string, any>;

/** A record that does not say whether MFA was used, which counts as one that says no. */
function silentOnMfa(event: Event): Event {
  const { MFAUsed: _, ...additionalEventData } = event.additionalEventData;
  return { ...event, additionalEventData };
}

const RINGS: Record<string, Event[]> = {
  UserSignInWithoutMfa: [SIGN_INS.userWithoutMfa(), silentOnMfa(SIGN_INS.userWithoutMfa())],
  RootSignInWithoutMfa: [SIGN_INS.rootWithoutMfa(), silentOnMfa(SIGN_INS.rootWithoutMfa())],
  RootUserActivity: [SIGN_INS.rootWithoutMfa()],
};
const RINGS_NONE: Event[] = [SIGN_INS.userWithMfa(), SIGN_INS.userFailed(), SIGN_INS.ssoUser()];

/** What the log group of a trail of ours has to be watched for. */
const WATCHED = [
  'UserSignInWithoutMfa', 'RootSignInWithoutMfa', 'RootUserActivity', 'RootCredentialChange', 'MfaDeviceRemoved',
  'MfaDeviceRegisteredWithAccessKey', 'AuditTrailChange', 'EnforcementChange',
];

/** Whether sign-ins without MFA are found and counted, whether the count rings an alarm, and whether somebody hears it. */
export function findSilentAlarms(template: Template): Fault[] {
  const filters = ofType(template, 'AWS::Logs::MetricFilter');
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const metrics = filters.flatMap(([, { Properties }]) => Properties.MetricTransformations.map(metricOf));
  const rung = alarms.filter(([, { Properties }]) => Properties.AlarmActions?.length > 0 && Properties.ActionsEnabled !== false);
  return [
    ...filters.flatMap(([id, { Properties }]) => findWrongPattern(id, Properties.MetricTransformations[0].MetricName, Properties.FilterPattern)),
    ...filters
      .filter(([, { Properties }]) =>
        !alarms.some(([, alarm]) => Properties.MetricTransformations.map(metricOf).includes(metricOf(alarm.Properties))))
      .map(([id]): Fault => ['count-without-alarm', id, 'no alarm looks at the metric']),
    ...alarms.filter(([, { Properties }]) => Properties.MetricName && !metrics.includes(metricOf(Properties)))
      .map(([id]): Fault => ['alarm-without-count', id, 'no filter sends the metric']),
    ...alarms.filter((alarm) => !rung.includes(alarm)).map(([id]): Fault => ['alarm-tells-nobody', id, 'the alarm has no action']),
    ...alarms.filter(([, { Properties }]) => Properties.Statistic !== 'Sum' || Properties.Threshold !== 1)
      .map(([id]): Fault => ['alarm-counts-wrongly', id, 'one event is not enough']),
    ...topicsOf(template).filter((topic) => !hasListener(template, topic)).map((topic): Fault => ['topic-without-listener', topic, 'nothing subscribes to it']),
    ...findUnwatched(template),
  ];
}

function findWrongPattern(id: string, metric: any, pattern: unknown): Fault[] {
  const event = String(metric).split('-')[0];
  if (!(event in RINGS) || typeof pattern !== 'string') return [];
  const compiled = FilterPattern.parse(pattern);
  const matches = (each: Event) => compiled.matches(JSON.stringify(each));
  return [
    ...RINGS[event].filter((each) => !matches(each)).map((): Fault => ['sign-in-is-missed', id, 'a sign-in without MFA is not found']),
    ...RINGS_NONE.filter(matches).map((): Fault => ['sign-in-is-false-alarm', id, 'a sign-in that is none without MFA is found']),
  ];
}

/** Only where trail and alarms stand in one template, as the baseline has them. */
function findUnwatched(template: Template): Fault[] {
  const names = ofType(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => String(Properties.MetricTransformations[0].MetricName).split('-')[0]);
  if (names.length === 0) return [];
  return ofType(template, 'AWS::CloudTrail::Trail').flatMap(([id]) => WATCHED.filter((name) => !names.includes(name))
    .map((name): Fault => ['event-is-not-watched', id, `no filter finds ${name}`]));
}

function topicsOf(template: Template): string[] {
  return ofType(template, 'AWS::SNS::Topic').map(([id]) => id);
}

function hasListener(template: Template, topic: string): boolean {
  return ofType(template, 'AWS::SNS::Subscription', 'AWS::Chatbot::SlackChannelConfiguration')
    .some(([, { Properties }]) => [Properties.TopicArn, ...Properties.SnsTopicArns ?? []].some((each) => each?.Ref === topic));
}

function metricOf({ MetricName, Namespace, MetricNamespace }: any): string {
  return JSON.stringify([Namespace ?? MetricNamespace, MetricName]);
}
