import type { Fault } from './fault';
import { REGION } from '../../emulator/settings';
import { deployed } from '../deployed';
import { ofType, type Template } from '../template';

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const EVENTS = 'events.amazonaws.com';
const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * Whether the policies of resources name the services that have to get at them. By name and action alone: conditions are
 * proved where they are made.
 */
export function findServicesWithoutAccess(template: Template): Fault[] {
  return [
    ...ofType(template, 'AWS::CloudTrail::Trail').flatMap(([, { Properties }]) => [
      ...needs(template, 'AWS::S3::BucketPolicy', Properties.S3BucketName?.Ref, CLOUDTRAIL, ['s3:GetBucketAcl', 's3:PutObject']),
      ...needs(template, 'AWS::KMS::Key', Properties.KMSKeyId?.['Fn::GetAtt']?.[0], CLOUDTRAIL, ['kms:GenerateDataKey', 'kms:DescribeKey']),
      ...needsRole(template, Properties.CloudWatchLogsRoleArn?.['Fn::GetAtt']?.[0], CLOUDTRAIL, ['logs:CreateLogStream', 'logs:PutLogEvents']),
    ]),
    ...ofType(template, 'AWS::Logs::LogGroup').flatMap(([, { Properties }]) =>
      needs(template, 'AWS::KMS::Key', Properties.KmsKeyId?.['Fn::GetAtt']?.[0], `logs.${REGION}.amazonaws.com`, [...USE_KEY, 'kms:Encrypt'])),
    ...ofType(template, 'AWS::S3::Bucket').flatMap(([, { Properties }]) =>
      needs(template, 'AWS::S3::BucketPolicy', Properties.LoggingConfiguration?.DestinationBucketName?.Ref, 'logging.s3.amazonaws.com', ['s3:PutObject'])),
    ...ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) => needsTopics(template, Properties.AlarmActions, CLOUDWATCH)),
    ...ofType(template, 'AWS::Events::Rule').flatMap(([, { Properties }]) => needsTopics(template, Properties.Targets?.map(({ Arn }: any) => Arn), EVENTS)),
  ];
}

function needsTopics(template: Template, topics: any[] = [], service: string): Fault[] {
  return topics.map(({ Ref }) => Ref).filter((id) => template.body.Resources[id]?.Type === 'AWS::SNS::Topic').flatMap((id) => [
    ...needs(template, 'AWS::SNS::TopicPolicy', id, service, ['sns:Publish']),
    ...needs(template, 'AWS::KMS::Key', template.body.Resources[id].Properties.KmsMasterKeyId?.['Fn::GetAtt']?.[0], service, USE_KEY),
  ]);
}

/** @param id of the resource that the policy is for; undefined: it stands elsewhere, and nothing can be said */
function needs(template: Template, policyType: string, id: string | undefined, service: string, actions: string[]): Fault[] {
  if (!id) return [];
  const policies = ofType(template, policyType).filter(([key, { Properties }]) =>
    key === id || Properties.Bucket?.Ref === id || Properties.Topics?.some(({ Ref }: any) => Ref === id));
  return missing(template, policies.map(([, { Properties }]) => Properties.KeyPolicy ?? Properties.PolicyDocument), id, service, actions);
}

function needsRole(template: Template, id: string | undefined, service: string, actions: string[]): Fault[] {
  if (!id) return [];
  const { AssumeRolePolicyDocument, ManagedPolicyArns = [] } = template.body.Resources[id].Properties;
  const policies = ManagedPolicyArns.map(({ Ref }: any) => template.body.Resources[Ref]?.Properties.PolicyDocument).filter(Boolean);
  return [
    ...missing(template, [AssumeRolePolicyDocument], id, service, ['sts:AssumeRole']),
    ...missing(template, policies, id, undefined, actions),
  ];
}

function missing(template: Template, documents: any[], id: string, service: string | undefined, actions: string[]): Fault[] {
  const statements = documents.flatMap((document) => deployed(template, document).Statement).filter(({ Effect, Principal }) =>
    Effect === 'Allow' && (service === undefined || [Principal?.Service].flat().includes(service)));
  const allowed = statements.flatMap(({ Action }) => Action);
  return actions.filter((action) => !allowed.some((each) => action === each || each.endsWith('*') && action.startsWith(each.slice(0, -1))))
    .map((action) => ['service-without-access', id, `${service ?? 'the role'} needs ${action}`]);
}
