import { DeactivateMFADeviceCommand, EnableMFADeviceCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import type { Authenticator } from '../authenticator';
import { ALLOWED, outcomeOf, REFUSED, WRONG_CODE } from '../outcome';
import { ALICE, BOB, createDevice, needed, type Scene } from '../scene';
import { act, type Act, type Step } from '../step';
import { CALLS, step, type Call } from './calls';

const HOW = 'console, no MFA';

const signIn: Step = {
  who: 'alice',
  does: 'signs in to the console with her password',
  expected: ALLOWED,
  run: async (scene) => outcomeOf(async () => {
    scene.console = scene.emulator.clients(await scene.emulator.signInToConsole(ALICE));
  }),
};

function enable(does: string, userName: string, codes: (app: Authenticator) => ReturnType<typeof rightCodes>): Call {
  return {
    does,
    make: async ({ iam }, scene) => {
      const { serialNumber, app } = needed('device', scene.device);
      await iam.send(new EnableMFADeviceCommand({ UserName: userName, SerialNumber: serialNumber, ...codes(app) }));
    },
  };
}

const rightCodes = (app: Authenticator) => app.twoCodes();
const wrongCodes = (app: Authenticator) => ({ ...app.twoCodes(), AuthenticationCode2: app.wrongCode() });

const createOwnDevice: Call = {
  does: 'creates a virtual MFA device',
  make: async (clients, scene) => { scene.device = await createDevice(clients, ALICE); },
};

const listOwnDevices: Call = {
  does: 'lists her MFA devices and finds it',
  make: async ({ iam }) => {
    // as the console asks: without a name, for whoever calls
    const { MFADevices } = await iam.send(new ListMFADevicesCommand({}));
    if (MFADevices?.length !== 1) throw new Error(`expected one device, found ${MFADevices?.length}`);
  },
};

const deactivateOwnDevice: Call = {
  does: 'deactivates her device',
  make: ({ iam }, { device }) => iam.send(new DeactivateMFADeviceCommand({
    UserName: ALICE, SerialNumber: needed('device', device).serialNumber,
  })),
};

/** Signed in with a password only, a person can register a device of her own, and nothing else. */
export const CONSOLE_ACT: Act = act('a console session without MFA', [
  signIn,
  ...[CALLS.listBuckets, CALLS.listUsers, CALLS.createAccessKey, CALLS.assumeRole, CALLS.stopTrail, CALLS.leaveGroup]
    .map((call) => step(HOW, withConsole, call, REFUSED)),
  step(HOW, withConsole, createOwnDevice, ALLOWED),
  step(HOW, withConsole, enable('enables it for bob, with right codes', BOB, rightCodes), REFUSED),
  step(HOW, withConsole, enable('enables it for herself, with a wrong code', ALICE, wrongCodes), WRONG_CODE),
  step(HOW, withConsole, enable('enables it for herself, with right codes', ALICE, rightCodes), ALLOWED),
  step(HOW, withConsole, listOwnDevices, ALLOWED),
  step(HOW, withConsole, deactivateOwnDevice, REFUSED),
]);

function withConsole(scene: Scene) {
  return scene.console;
}
