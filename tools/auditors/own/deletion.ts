import type { Fault } from './fault';
import { ofType, type Resource, type Template } from '../template';

const STAY = ['AWS::IAM::Group', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'];

/** Groups keep the members that were added by hand, logs are lost for good, and so is what their key encrypted. */
export function findWhatDoesNotStay(template: Template): Fault[] {
  const keys = ofType(template, ...STAY).flatMap(([, { Properties }]) => JSON.stringify(Properties ?? {}).match(/(?<="Fn::GetAtt":\[")\w+/g) ?? []);
  const policies = ofType(template, 'AWS::IAM::Group').flatMap(([, { Properties }]) => [Properties?.ManagedPolicyArns ?? []].flat().map(({ Ref }) => Ref));
  const own = [...ofType(template, 'AWS::KMS::Key').filter(([id]) => keys.includes(id)),
    ...ofType(template, 'AWS::IAM::ManagedPolicy').filter(([id]) => policies.includes(id))];
  return [...ofType(template, ...STAY), ...own].flatMap(([id, resource]) => [
    ...isDeleted(resource) ? [['is-deleted', id, `${resource.Type} goes with the stack, and what it holds with it`] as Fault] : [],
    ...resource.UpdateReplacePolicy === 'Retain' ? [] : [['is-deleted', id, `${resource.Type} goes when it is made anew, and what it holds with it`] as Fault],
  ]);
}

function isDeleted({ DeletionPolicy = 'Delete' }: Resource): boolean {
  return DeletionPolicy === 'Delete';
}
