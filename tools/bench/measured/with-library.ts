import { Stack } from 'aws-cdk-lib';
import { AccountMfaBaseline } from 'cdk-enforce-mfa';

/** A stack as people write it who use the library. */
export function addTo(stack: Stack): void {
  new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'] });
}
