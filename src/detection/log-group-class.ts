import { CfnLogGroup, ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { renderedProperty } from '../private/rendered';

/** What a log group is used for, and the classes that can do it. */
export enum LogGroupUse {
  METRIC_FILTERS = 'takes metric filters',
  QUERIES = 'can be queried',
  DELIVERY_OF_A_TRAIL = 'keeps what a trail delivers',
}

const CLASSES: Record<LogGroupUse, readonly string[]> = {
  [LogGroupUse.METRIC_FILTERS]: ['STANDARD'],
  [LogGroupUse.QUERIES]: ['STANDARD', 'INFREQUENT_ACCESS'],
  [LogGroupUse.DELIVERY_OF_A_TRAIL]: ['STANDARD', 'INFREQUENT_ACCESS'],
};

/**
 * Fails at synthesis for a log group of this app whose class cannot be used so. Of others the class is not known.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export function checkLogGroupClass(scope: Construct, logGroup: ILogGroup, use: LogGroupUse): void {
  scope.node.addValidation({
    validate: () => {
      const resource = logGroup.node.defaultChild;
      const logClass = CfnLogGroup.isCfnLogGroup(resource) ? renderedProperty(resource, 'LogGroupClass') : undefined;
      return typeof logClass !== 'string' || CLASSES[use].includes(logClass) ? [] : [
        `a log group of the class ${CLASSES[use].join(' or ')} ${use}, got '${logGroup.node.path}' of the class ${logClass}; `
        + 'use another log group: the class of one that exists cannot be changed',
      ];
    },
  });
}
