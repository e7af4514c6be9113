import type { Fault } from './fault';
import { ofType, type Template } from '../template';

const STAY = ['AWS::IAM::Group', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'];

/** Groups keep the members that were added by hand, logs are lost for good, and so is what their key encrypted. */
export function findWhatDoesNotStay(template: Template): Fault[] {
  const keys = ofType(template, ...STAY).flatMap(([, { Properties }]) => JSON.stringify(Properties ?? {}).match(/(?<="Fn::GetAtt":\[")\w+/g) ?? []);
  return [...ofType(template, ...STAY), ...ofType(template, 'AWS::KMS::Key').filter(([id]) => keys.includes(id))]
    .filter(([, { DeletionPolicy = 'Delete' }]) => DeletionPolicy === 'Delete')
    .map(([id, { Type }]) => ['is-deleted', id, `${Type} goes with the stack, and what it holds with it`]);
}
