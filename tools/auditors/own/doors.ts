import type { Fault } from './fault';
import { ofType, type Template } from '../template';

const OWNER: Record<string, string> = { 'AWS::S3::Bucket': 'AWS::S3::BucketPolicy', 'AWS::SNS::Topic': 'AWS::SNS::TopicPolicy' };

/** Buckets and topics that take requests without TLS, and buckets that take ACLs. */
export function findOpenDoors(template: Template): Fault[] {
  const plain = ofType(template, ...Object.keys(OWNER)).filter(([id, { Type }]) => !ofType(template, OWNER[Type]).some(([, { Properties }]) =>
    [Properties.Bucket, ...Properties.Topics ?? []].some((each) => each?.Ref === id) && Properties.PolicyDocument.Statement.some(asksForTls)))
    .map(([id]): Fault => ['takes-plain-http', id, 'requests without TLS are not denied']);
  const acls = ofType(template, 'AWS::S3::Bucket').filter(([, { Properties }]) => Properties.OwnershipControls?.Rules[0].ObjectOwnership !== 'BucketOwnerEnforced')
    .map(([id]): Fault => ['takes-acls', id, 'an ACL could give objects to others']);
  return [...plain, ...acls];
}

function asksForTls({ Condition, Effect }: any): boolean {
  return Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false';
}
