import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { ListAttachedGroupPoliciesCommand } from '@aws-sdk/client-iam';
import type { Clients } from './clients';

/** What a deployed account baseline consists of, as the services' own APIs tell. */
export interface Deployment {
  readonly groupName: string;
  readonly policyArn: string;
  readonly trailName: string;
  readonly logGroupName: string;
  readonly topicArn: string;
}

export async function readDeployment(admin: Clients, stackName: string): Promise<Deployment> {
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
