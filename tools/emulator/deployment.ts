import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { GetRoleCommand, ListAttachedGroupPoliciesCommand, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam';
import type { Clients } from './clients';
import { BASELINE, BOUNDARY, ENFORCED_ROLE } from './example';

/** What a deployed account baseline consists of, as the services' own APIs tell. */
export interface BaselineDeployment {
  readonly groupName: string;
  readonly policyArn: string;
  readonly trailName: string;
  readonly logGroupName: string;
  readonly topicArn: string;
}

/** What the examples that the play needs consist of, deployed into one account. */
export interface Deployment extends BaselineDeployment {
  /** The role that demands MFA. */
  readonly enforcedRoleArn: string;
  /** The user with the boundary, and the enforcement policy that is attached to this user. */
  readonly boundedUserName: string;
  readonly boundedUserPolicyArn: string;
}

export async function readDeployment(admin: Clients): Promise<Deployment> {
  const roleName = only('role', await resourcesOf(admin, ENFORCED_ROLE.stackName, 'AWS::IAM::Role'));
  const boundedUserName = only('user', await resourcesOf(admin, BOUNDARY.stackName, 'AWS::IAM::User'));
  const attached = await admin.iam.send(new ListAttachedUserPoliciesCommand({ UserName: boundedUserName }));
  return {
    ...await readBaseline(admin),
    enforcedRoleArn: (await admin.iam.send(new GetRoleCommand({ RoleName: roleName }))).Role!.Arn!,
    boundedUserName,
    boundedUserPolicyArn: only('policy of the user', attached.AttachedPolicies!.map((policy) => policy.PolicyArn!)),
  };
}

export async function readBaseline(admin: Clients): Promise<BaselineDeployment> {
  const { stackName } = BASELINE;
  const groupName = only('group', await resourcesOf(admin, stackName, 'AWS::IAM::Group'));
  const attached = await admin.iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: groupName }));
  const trailName = only('trail', await resourcesOf(admin, stackName, 'AWS::CloudTrail::Trail'));
  const { trailList } = await admin.cloudTrail.send(new DescribeTrailsCommand({ trailNameList: [trailName] }));
  const logGroupArn = only('trail with a log group', trailList!.flatMap((trail) => trail.CloudWatchLogsLogGroupArn ?? []));
  return {
    groupName,
    trailName,
    policyArn: only('policy of the group', attached.AttachedPolicies!.map((policy) => policy.PolicyArn!)),
    logGroupName: logGroupArn.split(':')[6],
    topicArn: only('topic of the alarms', [...new Set((await alarms(admin)).flatMap((alarm) => alarm.AlarmActions!))]),
  };
}

/** The physical names of a stack's resources of one type. */
export async function resourcesOf(admin: Clients, stackName: string, type: string): Promise<string[]> {
  const { StackResourceSummaries } = await admin.cloudFormation.send(new ListStackResourcesCommand({ StackName: stackName }));
  return StackResourceSummaries!.filter((resource) => resource.ResourceType === type).map((resource) => resource.PhysicalResourceId!);
}

export async function alarms(admin: Clients): Promise<MetricAlarm[]> {
  return (await admin.cloudWatch.send(new DescribeAlarmsCommand({}))).MetricAlarms!;
}

function only<T>(what: string, found: T[]): T {
  if (found.length !== 1) throw new Error(`expected one ${what}, found ${found.length}`);
  return found[0];
}
