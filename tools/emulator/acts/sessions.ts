import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { Clients, Credentials } from '../clients';
import type { Person } from '../people';
import { needed } from '../scene';
import type { Call } from './calls';

const TWO_HOURS = 2 * 60 * 60;

/** What a call needs that shows a code of the person's device. */
export function mfaOf({ device }: Person, right = true) {
  const { serialNumber, app } = needed('device', device);
  return { SerialNumber: serialNumber, TokenCode: right ? app.code() : app.wrongCode() };
}

async function getSession({ sts }: Clients, mfa: Partial<ReturnType<typeof mfaOf>> = {}): Promise<Credentials> {
  const { Credentials: got } = await sts.send(new GetSessionTokenCommand(mfa));
  return { accessKeyId: got!.AccessKeyId!, secretAccessKey: got!.SecretAccessKey!, sessionToken: got!.SessionToken! };
}

/** The calls that make sessions. */
export const SESSIONS = {
  withoutCode: {
    does: 'gets a session without a code',
    make: async (clients, { emulator }, person) => {
      person.clients.plainSession = emulator.clients(await getSession(clients));
    },
  },
  withWrongCode: {
    does: 'gets a session with a wrong code',
    make: (clients, _, person) => getSession(clients, mfaOf(person, false)),
  },
  withRightCode: {
    does: 'gets a session with a right code',
    make: async (clients, { emulator }, person) => {
      person.clients.mfaSession = emulator.clients(await getSession(clients, mfaOf(person)));
    },
  },
  withRightCodeTwoHoursAgo: {
    does: 'gets a session with a right code, and two hours pass',
    make: async (clients, { emulator }, person) => {
      const session = await getSession(clients, mfaOf(person));
      await emulator.letSessionGrowOlder(session, TWO_HOURS);
      person.clients.oldMfaSession = emulator.clients(session);
    },
  },
} satisfies Record<string, Call>;
