import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * The account of a construct: its number where it is known; else all that is certain is that a stack, with those nested in it, is in
 * one account.
 */
export function accountOf(construct: IConstruct): string {
  const { account, nestedStackParent, node } = Stack.of(construct);
  if (nestedStackParent) { return accountOf(nestedStackParent); }
  return Token.isUnresolved(account) ? node.addr : account;
}

/** Whether an account is known by its number. */
export function isKnownAccount(account: string): boolean {
  return /^\d+$/.test(account);
}
