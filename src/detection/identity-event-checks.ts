import { Token } from 'aws-cdk-lib';
import { findEventPatternFault } from './event-pattern-fault';
import { CustomIdentityEventOptions } from './identity-event-options';
import { findConditionFault, findPatternFault } from './pattern-fault';

/** Throws for a name that cannot be part of the names of metric filter and metric. */
export function checkEventName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name)) {
    throw new Error(`the name of an identity event must be 1 to 64 letters and digits that begin with a letter, got '${name}'`);
  }
}

/** Throws for an event that could not be found, or would tell nothing. */
export function checkCustomEvent(name: string, options: CustomIdentityEventOptions): void {
  const { eventPattern, filterPattern, nextStep, queryCondition, title } = options;
  for (const [what, fault, got] of [
    ['title', title.trim() === '' ? 'must say what happened' : undefined, title],
    ['next step', nextStep?.trim() === '' ? 'must say what to do' : undefined, nextStep],
    ['filter pattern', Token.isUnresolved(filterPattern) ? undefined : findPatternFault(filterPattern), filterPattern],
    ['event pattern', eventPattern && findEventPatternFault(eventPattern), JSON.stringify(eventPattern)],
    ['query condition', queryCondition === undefined ? undefined : findConditionFault(queryCondition), queryCondition],
  ]) {
    if (fault) { throw new Error(`the ${what} of the identity event '${name}' ${fault}, got '${got}'`); }
  }
}
