import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { TextRule } from './limits';

/**
 * An error that says where it happened, if that is known.
 */
export function misuse(scope: IConstruct | undefined, message: string): Error {
  return new Error(scope ? `${message} (at ${scope.node.path || 'the root'})` : message);
}

/**
 * Throws unless a text is unset, a token, or within its rule.
 */
export function checkText(scope: IConstruct, prop: string, value: string | undefined, rule: TextRule): void {
  if (value === undefined || Token.isUnresolved(value)) { return; }
  if (value.length < rule.minLength || value.length > rule.maxLength || !rule.pattern.test(value)) {
    throw misuse(scope, `'${prop}' must be ${rule.allowed}, got '${value}' (${value.length} characters)`);
  }
}

/**
 * Throws unless a number is unset, a token, or a whole number in a range.
 */
export function checkWholeNumber(scope: IConstruct, prop: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || Token.isUnresolved(value)) { return; }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw misuse(scope, `'${prop}' must be a whole number from ${min} to ${max}, got ${value}`);
  }
}

/**
 * Throws unless a number of seconds is a multiple of a minute, up to a day. Shorter periods are for metrics of high resolution, which
 * neither metric filters nor queries make.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function checkPeriod(scope: IConstruct, seconds: number): void {
  if (seconds <= 0 || seconds % 60 !== 0 || seconds > 86_400) {
    throw misuse(scope, `'period' must be a multiple of a minute, up to a day, got ${seconds} seconds`);
  }
}

/**
 * Throws unless every e-mail address is a token or has the form of one, and no address is there twice. Each becomes a subscription,
 * so that their number has to be known.
 */
export function checkEmails(scope: IConstruct, prop: string, emails: readonly string[]): void {
  if (Token.isUnresolved(emails)) {
    throw misuse(scope, `'${prop}' must be a list whose length is known when the app is synthesized, got a token for all of it; `
      + 'name its members one by one, for instance by Fn.select');
  }
  const seen = new Set<string>();
  for (const email of emails) {
    if (Token.isUnresolved(email)) { continue; }
    if (!/^[^\s@:;,<>]+@[^\s@:;,<>]+$/.test(email)) {
      throw misuse(scope, `'${prop}' must hold e-mail addresses, got '${email}'; write each by itself, as in 'security@example.com'`);
    }
    if (seen.has(email.toLowerCase())) {
      throw misuse(scope, `'${prop}' must name each address once, got '${email}' twice`);
    }
    seen.add(email.toLowerCase());
  }
}

/**
 * Whether two environments (accounts or Regions) are both known and differ.
 */
export function differ(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
