import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { STACK, type Copy } from './account';
import type { Clients } from '../emulator/clients';
import { resourcesOf } from '../emulator/deployment';

/** What a deployed baseline consists of, by its names in the account. */
export interface Deployed extends Clients {
  readonly trail: string;
  readonly trailRole: string;
  readonly bucket: string;
  readonly logGroup: string;
  readonly key: string;
  readonly topic: string;
  readonly group: string;
}

export async function lookUp({ clients }: Copy): Promise<Deployed> {
  const one = async (type: string) => {
    const found = await resourcesOf(clients, STACK, type);
    if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
    return found[0];
  };
  const trail = await one('AWS::CloudTrail::Trail');
  const { trailList } = await clients.cloudTrail.send(new DescribeTrailsCommand({ trailNameList: [trail] }));
  return {
    ...clients,
    trail,
    bucket: trailList![0].S3BucketName!,
    trailRole: await one('AWS::IAM::Role'),
    logGroup: await one('AWS::Logs::LogGroup'),
    key: await one('AWS::KMS::Key'),
    topic: await one('AWS::SNS::Topic'),
    group: await one('AWS::IAM::Group'),
  };
}
