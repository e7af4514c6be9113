import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountMfaBaseline } from '../../src';

/** What people know these by; types that are not here only hold others together, and are left out of the picture. */
const NAMES: Record<string, string> = {
  'AWS::IAM::Group': 'group of people',
  'AWS::IAM::ManagedPolicy': 'policy that enforces MFA',
  'AWS::CloudTrail::Trail': 'trail of all Regions',
  'AWS::S3::Bucket': 'buckets for log files and access logs',
  'AWS::Logs::LogGroup': 'log group',
  'AWS::Logs::MetricFilter': 'metric filters',
  'AWS::CloudWatch::Alarm': 'alarms',
  'AWS::SNS::Topic': 'topic',
  'AWS::SNS::Subscription': 'e-mail to people',
  'AWS::CloudWatch::Dashboard': 'dashboard',
};

/** References that a reader expects the other way round: what flows, not what is known to whom. */
const TURNED = new Set(['AWS::Logs::MetricFilter', 'AWS::SNS::Subscription', 'AWS::CloudWatch::Dashboard']);

/** A Mermaid picture of what an `AccountMfaBaseline` deploys: resources of one kind are one box, arrows are their references. */
export function architecture(): string {
  const stack = new Stack(new App(), 'Stack');
  new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'] });
  const resources: Record<string, any> = Template.fromStack(stack).toJSON().Resources;
  const shown = Object.entries(resources).filter(([, resource]) => isShown(resource));
  const types = [...new Set(shown.map(([, { Type }]) => Type as string))];

  const arrows = shown.flatMap(([, resource]) => referencesIn(resource.Properties)
    .map(id => resources[id])
    .filter(target => target && isShown(target) && target.Type !== resource.Type)
    .map(({ Type }) => TURNED.has(resource.Type) ? [Type, resource.Type] : [resource.Type, Type]));
  // a metric filter and its alarm know each other by the name of the metric only
  arrows.push(['AWS::Logs::MetricFilter', 'AWS::CloudWatch::Alarm']);

  return [
    'flowchart LR',
    ...types.map(type => `  ${idOf(type)}["${countOf(shown, type)}${NAMES[type]}"]`),
    ...[...new Set(arrows.map(([from, to]) => `  ${idOf(from)} --> ${idOf(to)}`))].sort(),
  ].join('\n');
}

/** The policy of the trail's role belongs to those that hold others together. */
function isShown({ Type, Properties }: any): boolean {
  return Type in NAMES && !(Type === 'AWS::IAM::ManagedPolicy' && !JSON.stringify(Properties).includes('DenyAllExceptListedIfNoMFA'));
}

function countOf(shown: [string, any][], type: string): string {
  const count = shown.filter(([, { Type }]) => Type === type).length;
  return count > 1 ? `${count} ` : '';
}

function idOf(type: string): string {
  return type.split('::').slice(1).join('');
}

function referencesIn(value: any): string[] {
  if (Array.isArray(value)) { return value.flatMap(referencesIn); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === 'Ref') { return [part as string]; }
    return key === 'Fn::GetAtt' ? [(part as string[])[0]] : referencesIn(part);
  });
}
