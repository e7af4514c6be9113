import { DetachUserPolicyCommand, PutUserPermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { ALLOWED, outcomeOf, REFUSED_BY_BOUNDARY } from '../outcome';
import { CONTRACTOR, makeAdministrator } from '../people';
import { act, type Act, type Step } from '../step';
import { CALLS, createDeviceByKey, step, type Call } from './calls';
import { createOwnDevice, enableOwnDevice, rightCodes, signsIn } from './devices';
import { SESSIONS } from './sessions';

/** From here on nothing but the boundary asks for MFA: the policy beside it denies the same. */
export const swapPolicies: Step = {
  who: 'administrator',
  does: 'gives the contractor AdministratorAccess, and takes the enforcement policy away',
  expected: ALLOWED,
  run: ({ emulator: { admin }, deployment: { boundedUserName, boundedUserPolicyArn } }) => outcomeOf(async () => {
    await makeAdministrator(admin, boundedUserName);
    await admin.iam.send(new DetachUserPolicyCommand({ UserName: boundedUserName, PolicyArn: boundedUserPolicyArn }));
  }),
};

const replaceBoundary: Call = {
  does: 'takes another boundary',
  make: ({ iam }, _, { userName }) => iam.send(new PutUserPermissionsBoundaryCommand({
    UserName: userName, PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
  })),
};

/** What the access key of a user with AdministratorAccess is good for. */
export const BOUNDED_KEY_STEPS: Step[] = [CALLS.listBuckets, CALLS.listUsers, CALLS.assumeRole, createDeviceByKey, replaceBoundary]
  .map((call) => step(CONTRACTOR, 'accessKey', call, REFUSED_BY_BOUNDARY));

/** Within the boundary a user can register a device, and needs MFA for the rest, whatever policies the user has. */
export const BOUNDARY_ACT: Act = act('a user with the permissions boundary', [
  signsIn(CONTRACTOR, 'signs in to the console with a password'),
  step(CONTRACTOR, 'console', createOwnDevice, ALLOWED),
  step(CONTRACTOR, 'console', enableOwnDevice('enables it, with right codes', rightCodes), ALLOWED),
  swapPolicies,
  step(CONTRACTOR, 'console', CALLS.listBuckets, REFUSED_BY_BOUNDARY),
  ...BOUNDED_KEY_STEPS,
  step(CONTRACTOR, 'accessKey', SESSIONS.withoutCode, ALLOWED),
  step(CONTRACTOR, 'plainSession', CALLS.listBuckets, REFUSED_BY_BOUNDARY),
  step(CONTRACTOR, 'accessKey', SESSIONS.withRightCode, ALLOWED),
  ...[CALLS.listBuckets, CALLS.listUsers, CALLS.assumeRole].map((call) => step(CONTRACTOR, 'mfaSession', call, ALLOWED)),
]);
