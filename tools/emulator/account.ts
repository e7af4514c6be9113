import { DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { GetDashboardCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetGroupCommand, GetPolicyVersionCommand, GetUserCommand, ListAttachedGroupPoliciesCommand, ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand, ListGroupsCommand, ListPoliciesCommand, ListRolesCommand, ListUsersCommand,
} from '@aws-sdk/client-iam';
import { DescribeKeyCommand, GetKeyPolicyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand, GetBucketPolicyCommand, GetBucketVersioningCommand, ListBucketsCommand, ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import type { Clients } from './clients';
import { alarms } from './deployment';

export type Account = Awaited<ReturnType<typeof readAccount>>;

/**
 * What there is in an account and how it is set, as the services' own APIs tell; without what `cdk bootstrap` made, and without
 * what only a deployment gives (ids of subscriptions and of policy versions, times of changes). Two of them can be compared.
 */
export async function readAccount(admin: Clients) {
  return {
    ...await identities(admin),
    ...await records(admin),
    ...await alerts(admin),
  };
}

const WITH_ID = ['groups', 'policies', 'roles', 'users', 'keys', 'buckets', 'logGroups', 'trails', 'topics'] as const;

/** The names and ids of what people are in and what data is in: after an update in place they are the same. */
export function idsOf(account: Account): Record<typeof WITH_ID[number], string[]> {
  const ids = WITH_ID.map(kind => [kind, Object.entries(account[kind]).map(([name, { id }]) => `${name} ${id}`)]);
  return Object.fromEntries(ids);
}

async function identities({ iam }: Clients) {
  const arns = (policies: { PolicyArn?: string }[]) => policies.map(({ PolicyArn }) => PolicyArn!).sort();
  const { Groups } = await iam.send(new ListGroupsCommand({}));
  const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  const { Roles } = await iam.send(new ListRolesCommand({}));
  const { Users } = await iam.send(new ListUsersCommand({}));
  return {
    groups: await byName(Groups!, each => each.GroupName!, async ({ GroupName }) => {
      const { Group, Users: members } = await iam.send(new GetGroupCommand({ GroupName }));
      const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName }));
      return { id: Group!.GroupId!, arn: Group!.Arn!, members: members!.map(({ UserName }) => UserName!).sort(), policies: arns(AttachedPolicies!) };
    }),
    policies: await byName(Policies!, each => each.Arn!, async ({ Arn, PolicyId, DefaultVersionId }) => {
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: Arn, VersionId: DefaultVersionId }));
      return { id: PolicyId!, document: JSON.parse(decodeURIComponent(PolicyVersion!.Document!)) };
    }),
    roles: await byName(Roles!.filter(({ RoleName }) => !isOfBootstrap(RoleName!)), each => each.RoleName!, async (role) => {
      const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role.RoleName }));
      const trust = JSON.parse(decodeURIComponent(role.AssumeRolePolicyDocument!));
      return { id: role.RoleId!, description: role.Description, trust, policies: arns(AttachedPolicies!) };
    }),
    users: await byName(Users!, each => each.UserName!, async ({ UserName }) => {
      const { User } = await iam.send(new GetUserCommand({ UserName }));
      const { AttachedPolicies } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
      return { id: User!.UserId!, boundary: User!.PermissionsBoundary?.PermissionsBoundaryArn, policies: arns(AttachedPolicies!) };
    }),
  };
}

/** What is kept for later: buckets with what is in them, log groups, keys that can be used, and trails. */
async function records({ s3, logs, kms, cloudTrail }: Clients) {
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
  const { Keys } = await kms.send(new ListKeysCommand({}));
  const keys = await Promise.all(Keys!.map(async ({ KeyId }) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata!));
  const { trailList } = await cloudTrail.send(new DescribeTrailsCommand({}));
  return {
    buckets: await byName(Buckets!.filter(({ Name }) => !isOfBootstrap(Name!)), each => each.Name!, async ({ Name: Bucket, CreationDate }) => ({
      id: String(CreationDate?.toISOString()),
      policy: JSON.parse((await ifAny(s3.send(new GetBucketPolicyCommand({ Bucket }))))?.Policy ?? '{}'),
      encryption: (await ifAny(s3.send(new GetBucketEncryptionCommand({ Bucket }))))?.ServerSideEncryptionConfiguration!.Rules,
      versioning: (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status,
      objects: ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key!),
    })),
    logGroups: await byName(logGroups!, each => each.logGroupName!, async ({ logGroupName, creationTime, retentionInDays, kmsKeyId }) => {
      const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName }));
      const filters = metricFilters!.map(({ filterName, filterPattern, metricTransformations }) =>
        [filterName!, { filterPattern, metricTransformations }]);
      return { id: String(creationTime), retention: retentionInDays, key: kmsKeyId, filters: Object.fromEntries(filters) };
    }),
    keys: await byName(keys.filter(({ KeyState }) => KeyState === 'Enabled'), each => each.KeyId!, async ({ KeyId, CreationDate, Description }) => ({
      id: CreationDate!.toISOString(),
      description: Description,
      policy: JSON.parse((await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))).Policy!),
    })),
    trails: await byName(trailList!, each => each.Name!, async trail => ({
      ...trail,
      id: trail.TrailARN!,
      logging: (await cloudTrail.send(new GetTrailStatusCommand({ Name: trail.Name }))).IsLogging,
    })),
  };
}

async function alerts(admin: Clients) {
  const { sns, cloudWatch } = admin;
  const { Topics } = await sns.send(new ListTopicsCommand({}));
  const { DashboardEntries } = await cloudWatch.send(new ListDashboardsCommand({}));
  return {
    topics: await byName(Topics ?? [], each => each.TopicArn!, async ({ TopicArn }) => {
      const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      return {
        id: TopicArn!,
        emails: Subscriptions!.filter(({ Protocol }) => Protocol === 'email').map(({ Endpoint }) => Endpoint!).sort(),
        key: Attributes!.KmsMasterKeyId,
        policy: JSON.parse(Attributes!.Policy!),
      };
    }),
    alarms: await byName(await alarms(admin), each => each.AlarmName!, async alarm => {
      const { AlarmDescription, AlarmActions, Namespace, MetricName, Period, Threshold, EvaluationPeriods, DatapointsToAlarm } = alarm;
      return { AlarmDescription, AlarmActions, Namespace, MetricName, Period, Threshold, EvaluationPeriods, DatapointsToAlarm };
    }),
    dashboards: await byName(DashboardEntries ?? [], each => each.DashboardName!, async ({ DashboardName }) =>
      JSON.parse((await cloudWatch.send(new GetDashboardCommand({ DashboardName }))).DashboardBody!)),
  };
}

function isOfBootstrap(name: string): boolean {
  return name.startsWith('cdk-');
}

/** S3 answers with an error where nothing is set. */
async function ifAny<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: Error) => {
    if (/^NoSuchBucketPolicy$|NotFoundError$/.test(error.name)) return undefined;
    throw error;
  });
}

async function byName<T, V>(things: T[], nameOf: (thing: T) => string, read: (thing: T) => Promise<V>): Promise<Record<string, V>> {
  const entries = await Promise.all(things.map(async thing => [nameOf(thing), await read(thing)] as const));
  return Object.fromEntries(entries.sort(([one], [other]) => one.localeCompare(other)));
}
