import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnRole, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { ACCOUNT } from './engine';
import { plain } from '../../src/private/plain';

/** The document of a managed policy as it will be deployed in a partition, in the account of the engine. */
export function documentOf(policy: ManagedPolicy, partition = 'aws'): any {
  return deployed(Stack.of(policy), (policy.node.defaultChild as CfnManagedPolicy).policyDocument, partition);
}

/** The trust policy of a role, likewise. */
export function trustPolicyOf(role: Role, partition = 'aws'): any {
  return deployed(Stack.of(role), (role.node.defaultChild as CfnRole).assumeRolePolicyDocument, partition);
}

function deployed(stack: Stack, document: unknown, partition: string): any {
  const values: Record<string, string> = { 'AWS::AccountId': ACCOUNT, 'AWS::Partition': partition };
  return plain(stack.resolve(document), name => {
    if (!(name in values)) { throw new Error(`a document of ${stack.node.path} refers to ${name}`); }
    return values[name];
  });
}
