import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../clients';
import { ALLOWED, INVALID_TOKEN, REFUSED, WRONG_CODE } from '../outcome';
import { needed, type Scene } from '../scene';
import { act, type Act } from '../step';
import { withAccessKey } from './access-key';
import { CALLS, step, type Call } from './calls';

async function getSession({ sts }: Clients, scene: Scene, code?: string): Promise<Clients> {
  const mfa = code === undefined ? {} : { SerialNumber: needed('device', scene.device).serialNumber, TokenCode: code };
  const { Credentials: got } = await sts.send(new GetSessionTokenCommand(mfa));
  return scene.emulator.clients({
    accessKeyId: got!.AccessKeyId!, secretAccessKey: got!.SecretAccessKey!, sessionToken: got!.SessionToken!,
  });
}

const withoutCode: Call = {
  does: 'gets a session without a code',
  make: async (clients, scene) => { scene.plainSession = await getSession(clients, scene); },
};

const withWrongCode: Call = {
  does: 'gets a session with a wrong code',
  make: (clients, scene) => getSession(clients, scene, needed('device', scene.device).app.wrongCode()),
};

const withRightCode: Call = {
  does: 'gets a session with a right code',
  make: async (clients, scene) => {
    scene.mfaSession = await getSession(clients, scene, needed('device', scene.device).app.code());
  },
};

/** With the device registered, the key alone still opens nothing; with a code from it, everything. */
export const MFA_SESSION_ACT: Act = act('a session from the access key and a code', [
  step('access key', withAccessKey, CALLS.listBuckets, REFUSED),
  step('access key', withAccessKey, withoutCode, ALLOWED),
  step('session, no MFA', ({ plainSession }) => plainSession, CALLS.listBuckets, REFUSED),
  step('session, no MFA', ({ plainSession }) => plainSession, CALLS.listUsers, INVALID_TOKEN),
  step('access key', withAccessKey, withWrongCode, WRONG_CODE),
  step('access key', withAccessKey, withRightCode, ALLOWED),
  ...[CALLS.listBuckets, CALLS.listUsers, CALLS.createAccessKey, CALLS.assumeRole]
    .map((call) => step('session with MFA', ({ mfaSession }) => mfaSession, call, ALLOWED)),
]);
