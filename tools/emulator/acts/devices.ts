import type { Authenticator } from '../authenticator';
import { ALLOWED, outcomeOf } from '../outcome';
import { createDevice, enableDevice, type Name } from '../people';
import { needed } from '../scene';
import type { Step } from '../step';
import type { Call } from './calls';

export function signsIn(name: Name, does: string): Step {
  return {
    who: name,
    does,
    expected: ALLOWED,
    run: ({ emulator, people: { [name]: person } }) => outcomeOf(async () => {
      person.clients.console = emulator.clients(await emulator.signInToConsole(person.userName));
    }),
  };
}

export const createOwnDevice: Call = {
  does: 'creates a virtual MFA device',
  make: async (clients, _, person) => { person.device = await createDevice(clients, person.userName); },
};

/** @param userName who gets the device: the person who calls unless it is somebody else */
export function enableOwnDevice(does: string, codes: (app: Authenticator) => ReturnType<typeof rightCodes>, userName?: string): Call {
  return {
    does,
    make: (clients, _, person) => {
      const device = needed('device', person.device);
      return enableDevice(clients, device, userName ?? person.userName, codes(device.app));
    },
  };
}

export const rightCodes = (app: Authenticator) => app.twoCodes();
export const wrongCodes = (app: Authenticator) => ({ ...app.twoCodes(), AuthenticationCode2: app.wrongCode() });
