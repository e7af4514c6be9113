import { Stack } from 'aws-cdk-lib';
import { AccountMfaBaseline } from 'cdk-enforce-mfa';

/** Asked for at once, or its files would be loaded, and counted, with the first stack. */
export const USED = [AccountMfaBaseline];

/** A stack as people write it who use the library. */
export function addTo(stack: Stack): void {
  new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'] });
}
