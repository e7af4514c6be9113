import { Token } from 'aws-cdk-lib';
import { CfnGroup, Group, IGroupRef } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { misuse } from './checks';

/**
 * The name of a group: as text where the app gives it one, else as a reference.
 *
 * @throws for a group imported by an ARN with a path, from which CDK makes a name that IAM refuses
 */
export function groupNameOf(scope: IConstruct | undefined, group: IGroupRef): string {
  const resource = group.node.defaultChild;
  const given = CfnGroup.isCfnGroup(resource) ? resource.groupName : undefined;
  const name = given !== undefined && !Token.isUnresolved(given) ? given : group instanceof Group ? group.groupName : group.groupRef.groupName;
  if (!Token.isUnresolved(name) && name.includes('/')) {
    throw misuse(scope, `a group is imported by its name alone, without path or ARN, got '${name}' (Group.fromGroupArn keeps the path); `
      + `import it with Group.fromGroupName(…, '${name.split('/').pop()}')`);
  }
  return name;
}
