import { EventPattern } from 'aws-cdk-lib/aws-events';

/** How one identity event is found. */
export interface Patterns {
  readonly filterPattern: string;
  readonly eventPattern?: EventPattern;
  readonly queryCondition?: string;
}

/** A condition on a record, for each transport. */
export interface Alternative {
  readonly filterPattern: string;
  readonly detail: Record<string, unknown>;
  readonly queryCondition: string;
}

/** Calls of AWS APIs, by the names of their operations. */
export interface ApiCalls {
  readonly sources: string[];
  readonly names: string[];
  /** Attempts that were refused or failed do not count. */
  readonly succeeded?: boolean;
  readonly and?: Alternative;
}

/** Whatever CloudTrail sends. Of sign-ins one page of AWS prints another spelling than arrives. */
export const ANY_RECORD: EventPattern = {
  detailType: [
    'AWS API Call via CloudTrail',
    'AWS Console Action via CloudTrail',
    'AWS Console Sign In via CloudTrail',
    'AWS Console Signin via CloudTrail',
    'AWS Service Event via CloudTrail',
  ],
};

/** A record of a call that succeeded has no error code. */
export function apiCalls({ sources, names, succeeded, and }: ApiCalls): Patterns {
  return {
    filterPattern: `{ ${[
      textOr('$.eventSource', sources),
      ...(succeeded ? ['($.errorCode NOT EXISTS)'] : []),
      ...(and ? [and.filterPattern] : []),
      textOr('$.eventName', names),
    ].join(' && ')} }`,
    eventPattern: {
      detailType: ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: sources,
        eventName: names,
        ...(succeeded ? { errorCode: [{ exists: false }] } : {}),
        ...and?.detail,
      },
    },
    queryCondition: [
      `eventSource in ${JSON.stringify(sources)}`,
      ...(succeeded ? ['not ispresent(errorCode)'] : []),
      ...(and ? [and.queryCondition] : []),
      `eventName in ${JSON.stringify(names)}`,
    ].join(' and '),
  };
}

export function anyOf(...alternatives: Alternative[]): Alternative {
  const details = alternatives.map(({ detail }) => detail);
  return {
    filterPattern: alternatives.map(({ filterPattern }) => filterPattern).join(' || '),
    detail: details.length === 1 ? details[0] : { $or: details }, // it wants two at least
    queryCondition: alternatives.map(({ queryCondition }) => queryCondition).join(' or '),
  };
}

/** A selector that has one of several values, as part of a filter pattern. */
export function textOr(selector: string, values: readonly string[]): string {
  const each = values.map(value => `(${selector} = ${value})`);
  return each.length === 1 ? each[0] : `(${each.join(' || ')})`;
}

export function quoted(value: string): string {
  return `"${value}"`;
}
