import { CfnManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib';
import { ACCOUNT } from './engine';
import { plain } from '../../src/private/rendered';

/** The document of a managed policy as it will be deployed in a partition, in the account of the engine. */
export function documentOf(policy: ManagedPolicy, partition = 'aws'): any {
  const values: Record<string, string> = { 'AWS::AccountId': ACCOUNT, 'AWS::Partition': partition };
  const { policyDocument } = policy.node.defaultChild as CfnManagedPolicy;
  return plain(Stack.of(policy).resolve(policyDocument), name => {
    if (!(name in values)) { throw new Error(`the document of ${policy.node.path} refers to ${name}`); }
    return values[name];
  });
}
