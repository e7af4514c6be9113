import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../clients';
import { ALLOWED, REFUSED_BY_TRUST, WRONG_CODE } from '../outcome';
import { ALICE, CAROL } from '../people';
import type { Scene } from '../scene';
import { act, type Act, type Step } from '../step';
import { step, type Call } from './calls';
import { mfaOf, SESSIONS } from './sessions';

async function assume({ sts }: Clients, { deployment }: Scene, mfa: Partial<ReturnType<typeof mfaOf>> = {}): Promise<void> {
  await sts.send(new AssumeRoleCommand({ RoleArn: deployment.enforcedRoleArn, RoleSessionName: 'play', ...mfa }));
}

const assumeRole: Call = {
  does: 'assumes the enforced role',
  make: (clients, scene) => assume(clients, scene),
};

const withWrongCode: Call = {
  does: 'assumes the enforced role, with a wrong code in the call',
  make: (clients, scene, person) => assume(clients, scene, mfaOf(person, false)),
};

const withRightCode: Call = {
  does: 'assumes the enforced role, with a right code in the call',
  make: (clients, scene, person) => assume(clients, scene, mfaOf(person)),
};

/** The steps of somebody whom nothing but the role asks for MFA. */
export const OUTSIDER_STEPS: Step[] = [
  step(CAROL, 'accessKey', assumeRole, REFUSED_BY_TRUST),
  step(CAROL, 'accessKey', SESSIONS.withoutCode, ALLOWED),
  step(CAROL, 'plainSession', assumeRole, REFUSED_BY_TRUST),
  step(CAROL, 'accessKey', SESSIONS.withRightCode, ALLOWED),
  step(CAROL, 'mfaSession', assumeRole, ALLOWED),
  step(CAROL, 'accessKey', SESSIONS.withRightCodeTwoHoursAgo, ALLOWED),
  step(CAROL, 'oldMfaSession', assumeRole, REFUSED_BY_TRUST),
  step(CAROL, 'accessKey', withWrongCode, WRONG_CODE),
  step(CAROL, 'accessKey', withRightCode, ALLOWED),
];

/** The role lets in whoever used MFA within the hour, and nobody else. Alice has her session from an earlier act. */
export const ENFORCED_ROLE_ACT: Act = act('a role that demands MFA of the last hour', [
  ...OUTSIDER_STEPS,
  step(ALICE, 'mfaSession', assumeRole, ALLOWED),
]);
