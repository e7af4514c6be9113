import { ALLOWED, INVALID_TOKEN, REFUSED, WRONG_CODE } from '../outcome';
import { ALICE } from '../people';
import { act, type Act } from '../step';
import { CALLS, step } from './calls';
import { SESSIONS } from './sessions';

/** With the device registered, the key alone still opens nothing; with a code from it, everything. */
export const MFA_SESSION_ACT: Act = act('a session from the access key and a code', [
  step(ALICE, 'accessKey', CALLS.listBuckets, REFUSED),
  step(ALICE, 'accessKey', SESSIONS.withoutCode, ALLOWED),
  step(ALICE, 'plainSession', CALLS.listBuckets, REFUSED),
  step(ALICE, 'plainSession', CALLS.listUsers, INVALID_TOKEN),
  step(ALICE, 'accessKey', SESSIONS.withWrongCode, WRONG_CODE),
  step(ALICE, 'accessKey', SESSIONS.withRightCode, ALLOWED),
  ...[CALLS.listBuckets, CALLS.listUsers, CALLS.createAccessKey, CALLS.assumeRole]
    .map((call) => step(ALICE, 'mfaSession', call, ALLOWED)),
]);
