import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { differ, misuse } from './checks';

/**
 * A key that rotates every year, and on which nobody but AWS services may create grants.
 */
export function createEncryptionKey(scope: Construct, id: string, description: string, removalPolicy: RemovalPolicy): Key {
  const key = new Key(scope, id, { description, enableKeyRotation: true, removalPolicy });
  key.addToResourcePolicy(new PolicyStatement({
    sid: 'DenyGrantsExceptForAwsServices',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'kms:GrantIsForAWSResource': 'false' } },
  }));
  return key;
}

/**
 * Throws for a key that is handed in from another Region, where nothing here could use it.
 */
export function checkKeyRegion(scope: Construct, key?: IKey): void {
  const { region } = Stack.of(scope);
  if (key && differ(key.env.region, region)) {
    throw misuse(scope, `a key can be used in its own Region only, got '${key.node.path}' in ${key.env.region} for ${region}; use a key there`);
  }
}
