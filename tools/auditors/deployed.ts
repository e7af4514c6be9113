import type { Template } from './template';
import { ACCOUNT, REGION } from '../emulator/settings';

const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackName': 'Stack',
  'AWS::URLSuffix': 'amazonaws.com',
};

const GLOBAL = (service: string, resource: string) => (name: string) => `arn:aws:${service}::${ACCOUNT}:${resource}/${name}`;
const REGIONAL = (service: string, resource: string) => (name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}${name}`;

/** The ARNs of the types of resources that templates of ours refer to. */
const ARNS: Record<string, ((name: string) => string) | undefined> = {
  'AWS::CloudTrail::Trail': REGIONAL('cloudtrail', 'trail/'),
  'AWS::CloudWatch::Alarm': REGIONAL('cloudwatch', 'alarm:'),
  'AWS::IAM::Group': GLOBAL('iam', 'group'),
  'AWS::IAM::ManagedPolicy': GLOBAL('iam', 'policy'),
  'AWS::IAM::Role': GLOBAL('iam', 'role'),
  'AWS::IAM::User': GLOBAL('iam', 'user'),
  'AWS::KMS::Key': REGIONAL('kms', 'key/'),
  'AWS::Logs::LogGroup': (name) => `${REGIONAL('logs', 'log-group:')(name)}:*`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::SNS::Topic': REGIONAL('sns', ''),
};

/** Types whose `Ref` is the ARN. */
const REF_IS_ARN = ['AWS::IAM::ManagedPolicy', 'AWS::SNS::Topic'];

/** A value of a template as it will be once it is deployed; resources are named by their logical ids. */
export function deployed(template: Template, value: any): any {
  if (Array.isArray(value)) return value.map((each) => deployed(template, each));
  if (typeof value !== 'object' || value === null) return value;
  const [[key, argument] = []] = Object.entries<any>(value);
  if (key === 'Ref') return PSEUDO_PARAMETERS[argument] ?? named(template, argument);
  if (key === 'Fn::GetAtt') return attribute(template, argument);
  if (key === 'Fn::Join') return argument[1].map((each: any) => deployed(template, each)).join(argument[0]);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, deployed(template, each)]));
}

function named({ body }: Template, id: string): string {
  const type = body.Resources[id]?.Type;
  return REF_IS_ARN.includes(type) ? ARNS[type]!(id) : id;
}

function attribute({ body }: Template, [id, name]: [string, string]): string {
  const arn = ARNS[body.Resources[id]?.Type];
  return arn && ['Arn', 'TopicArn'].includes(name) ? arn(id) : `${id}.${name}`;
}
