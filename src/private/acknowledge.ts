import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Acknowledges findings of policy validation plugins (cdk-nag and others) on a construct of ours, with the reason.
 *
 * Core refuses ids with brackets before 2.269.0. A finding that cannot be acknowledged is a line in somebody's report;
 * an error here would stop their deployment, so what core refuses is left out.
 */
export function acknowledge(construct: IConstruct, reason: string, ...ids: string[]): void {
  for (const id of ids) {
    try {
      Validations.of(construct).acknowledge({ id, reason });
    } catch {
      continue;
    }
  }
}
