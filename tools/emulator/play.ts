import { ACCESS_KEY_ACT } from './acts/access-key';
import { BOUNDARY_ACT } from './acts/boundary';
import { CONSOLE_ACT } from './acts/console';
import { ENFORCED_ROLE_ACT } from './acts/enforced-role';
import { MFA_SESSION_ACT } from './acts/mfa-session';
import { SIGN_IN_ACT } from './acts/sign-ins';
import type { Act } from './step';

/**
 * People under enforcement, a role and a boundary that demand MFA, and sign-ins that must and must not be heard. The steps
 * build on each other: play them in order, once in an account.
 */
export const PLAY: Act[] = [ACCESS_KEY_ACT, CONSOLE_ACT, MFA_SESSION_ACT, ENFORCED_ROLE_ACT, BOUNDARY_ACT, SIGN_IN_ACT];
