import { DeactivateMFADeviceCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { ALLOWED, REFUSED, WRONG_CODE } from '../outcome';
import { ALICE, BOB } from '../people';
import { needed } from '../scene';
import { act, type Act } from '../step';
import { CALLS, step, type Call } from './calls';
import { createOwnDevice, enableOwnDevice, rightCodes, signsIn, wrongCodes } from './devices';

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
  make: ({ iam }, _, { userName, device }) => iam.send(new DeactivateMFADeviceCommand({
    UserName: userName, SerialNumber: needed('device', device).serialNumber,
  })),
};

/** Signed in with a password only, a person can register a device of her own, and nothing else. */
export const CONSOLE_ACT: Act = act('a console session without MFA', [
  signsIn(ALICE, 'signs in to the console with her password'),
  ...[CALLS.listBuckets, CALLS.listUsers, CALLS.createAccessKey, CALLS.assumeRole, CALLS.stopTrail, CALLS.leaveGroup]
    .map((call) => step(ALICE, 'console', call, REFUSED)),
  step(ALICE, 'console', createOwnDevice, ALLOWED),
  step(ALICE, 'console', enableOwnDevice('enables it for bob, with right codes', rightCodes, BOB), REFUSED),
  step(ALICE, 'console', enableOwnDevice('enables it for herself, with a wrong code', wrongCodes), WRONG_CODE),
  step(ALICE, 'console', enableOwnDevice('enables it for herself, with right codes', rightCodes), ALLOWED),
  step(ALICE, 'console', listOwnDevices, ALLOWED),
  step(ALICE, 'console', deactivateOwnDevice, REFUSED),
]);
