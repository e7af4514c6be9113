import { DeactivateMFADeviceCommand, EnableMFADeviceCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { ALLOWED, outcomeOf, REFUSED, WRONG_CODE } from '../outcome';
import { createDevice, type Scene } from '../scene';
import { act, type Act, type Step } from '../step';
import { CALLS, step, type Call } from './calls';

const HOW = 'console, no MFA';

const signIn: Step = {
  who: 'alice',
  does: 'signs in to the console with her password',
  expected: ALLOWED,
  run: async (scene) => await outcomeOf(async () => {
    scene.console = scene.emulator.clients(await scene.emulator.signInToConsole(scene.member));
  }),
};

function enable(does: string, user: (scene: Scene) => string, codes: (scene: Scene) => ReturnType<typeof rightCodes>): Call {
  return {
    does,
    make: ({ iam }, scene) => iam.send(new EnableMFADeviceCommand({
      UserName: user(scene), SerialNumber: scene.device!.serialNumber, ...codes(scene),
    })),
  };
}

const rightCodes = ({ device }: Scene) => device!.app.twoCodes();
const wrongCodes = ({ device }: Scene) => ({ ...device!.app.twoCodes(), AuthenticationCode2: device!.app.wrongCode() });

const createOwnDevice: Call = {
  does: 'creates a virtual MFA device',
  make: async (clients, scene) => { scene.device = await createDevice(clients, scene.member); },
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
  make: ({ iam }, { member, device }) => iam.send(new DeactivateMFADeviceCommand({ UserName: member, SerialNumber: device!.serialNumber })),
};

/** Signed in with a password only, a person can register a device of her own, and nothing else. */
export const CONSOLE_ACT: Act = act('a console session without MFA', [
  signIn,
  ...[CALLS.listBuckets, CALLS.listUsers, CALLS.createAccessKey, CALLS.assumeRole, CALLS.stopTrail, CALLS.leaveGroup]
    .map((call) => step(HOW, withConsole, call, REFUSED)),
  step(HOW, withConsole, createOwnDevice, ALLOWED),
  step(HOW, withConsole, enable('enables it for bob, with right codes', ({ other }) => other, rightCodes), REFUSED),
  step(HOW, withConsole, enable('enables it for herself, with a wrong code', ({ member }) => member, wrongCodes), WRONG_CODE),
  step(HOW, withConsole, enable('enables it for herself, with right codes', ({ member }) => member, rightCodes), ALLOWED),
  step(HOW, withConsole, listOwnDevices, ALLOWED),
  step(HOW, withConsole, deactivateOwnDevice, REFUSED),
]);

function withConsole(scene: Scene) {
  return scene.console;
}
