import { Lazy, Stack, Token } from 'aws-cdk-lib';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { checkText, differ, misuse } from '../private/checks';
import { LOG_GROUP_NAME, METRIC_FILTERS_PER_LOG_GROUP } from '../private/limits';
import { plain } from '../private/plain';

/**
 * Throws where a log group was imported by something else than its name, or is known to be in another account or Region: trails
 * deliver to, and alarms watch, one of their own place only.
 */
export function checkLogGroup(scope: Construct, logGroup: ILogGroup): void {
  const here = Stack.of(scope);
  const stacks = checked.get(logGroup) ?? new WeakSet();
  checked.set(logGroup, stacks);
  if (stacks.has(here)) { return; }
  checkText(scope, 'logGroup', logGroup.logGroupName, LOG_GROUP_NAME);
  for (const what of ['region', 'account'] as const) {
    if (differ(logGroup.env[what], here[what])) {
      throw misuse(scope, `the log group '${logGroup.node.path}' is in ${what} ${logGroup.env[what]}, the construct in ${here[what]}, `
        + 'and both must be in one place; put the construct where the log group is: that of an organization trail holds '
        + 'the events of every member');
    }
  }
  stacks.add(here);
}

/** The stacks from which a log group can be used. */
const checked = new WeakMap<ILogGroup, WeakSet<Stack>>();

/**
 * The ARN of a log group with the star at its end that stands for its streams. CloudTrail refuses a log group without it, and a
 * role could not write. The CDK leaves it out where it puts the ARN together itself: between a stack whose account and Region are
 * known and one that can be deployed anywhere.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export function streamsOf(scope: Construct, logGroup: ILogGroup): string {
  if (Stack.of(logGroup) === Stack.of(scope)) { return logGroup.logGroupArn; }
  return Lazy.uncachedString({
    produce: context => {
      const arn = plain(context.resolve(logGroup.logGroupArn)); // empty where only the deployment knows it: then it has its star
      return arn === '' || arn.endsWith(':*') ? logGroup.logGroupArn : `${logGroup.logGroupArn}:*`;
    },
  });
}

/** How many metric filters of ours each log group of an app has. */
const filters = new WeakMap<IConstruct, Map<string, number>>();

/**
 * Counts one more metric filter of ours on a log group, and throws for one that CloudWatch Logs would refuse.
 */
export function countMetricFilter(scope: Construct, logGroup: ILogGroup): void {
  const ofApp = filters.get(scope.node.root) ?? new Map<string, number>();
  filters.set(scope.node.root, ofApp);
  const where = Token.isUnresolved(logGroup.logGroupName) ? logGroup.node.path : `${placeOf(Stack.of(scope))} ${logGroup.logGroupName}`;
  const count = (ofApp.get(where) ?? 0) + 1;
  if (count > METRIC_FILTERS_PER_LOG_GROUP) {
    throw misuse(scope, `a log group can have ${METRIC_FILTERS_PER_LOG_GROUP} metric filters, got one more on '${logGroup.node.path}'; `
      + 'watch fewer events');
  }
  ofApp.set(where, count);
}

/** Stacks that may be deployed to any account or Region count as places of their own. */
function placeOf(stack: Stack): string {
  const { account, region, nestedStackParent } = stack;
  if (nestedStackParent) { return placeOf(nestedStackParent); }
  return Token.isUnresolved(account) || Token.isUnresolved(region) ? stack.node.addr : `${account} ${region}`;
}
