import type { Fields } from './who';

export const IDENTITY_EVENT_NAMES = [
  'UserSignInWithoutMfa',
  'RootSignInWithoutMfa',
  'RootUserActivity',
  'RootCredentialChange',
  'RootAccessManagement',
  'MfaDeviceRemoved',
  'MfaDeviceRegistered',
  'MfaDeviceRegisteredWithAccessKey',
  'IamPolicyChange',
  'IamAccessChange',
  'AccessDelegated',
  'ConsoleAccessControlChange',
  'AuditTrailChange',
  'AlertingChange',
  'ConsoleSignInFailure',
  'UnauthorizedApiCall',
  'EnforcementChange',
] as const;

export type IdentityEventName = typeof IDENTITY_EVENT_NAMES[number];

/** A CloudTrail event and the identity events that must ring for it. */
export interface LabelledEvent {
  readonly name: string;
  readonly event: Fields;
  /** By what the identity events mean, never by what a pattern happens to find. */
  readonly rings: readonly IdentityEventName[];
  /** Those of `rings` that are not found, each with the reason. */
  readonly missed?: Exceptions;
  /** Those of `rings` that a rule finds and a metric filter does not, each with the reason. */
  readonly missedByFilters?: Exceptions;
  /** Those besides `rings` that ring all the same, each with the reason. */
  readonly ringsAnyway?: Exceptions;
}

export type Exceptions = Readonly<Partial<Record<IdentityEventName, string>>>;
