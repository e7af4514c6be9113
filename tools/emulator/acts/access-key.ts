import { EnableMFADeviceCommand } from '@aws-sdk/client-iam';
import { REFUSED } from '../outcome';
import { ALICE, createDevice, type Scene } from '../scene';
import { act, type Act } from '../step';
import { CALLS, step, type Call } from './calls';

const registerDevice: Call[] = [
  {
    does: 'creates a virtual MFA device',
    make: (clients) => createDevice(clients, 'made-by-key'),
  },
  {
    does: 'enables a device, with right codes',
    make: ({ iam }, { spareDevice }) => iam.send(new EnableMFADeviceCommand({
      UserName: ALICE, SerialNumber: spareDevice.serialNumber, ...spareDevice.app.twoCodes(),
    })),
  },
];

/** A long-term access key opens nothing, and is no way to an MFA device that would. */
export const ACCESS_KEY_ACT: Act = act('an access key', [...Object.values(CALLS), ...registerDevice]
  .map((call) => step('access key', withAccessKey, call, REFUSED)));

export function withAccessKey({ emulator, accessKey }: Scene) {
  return emulator.clients(accessKey);
}
