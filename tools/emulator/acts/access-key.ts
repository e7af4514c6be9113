import { REFUSED } from '../outcome';
import { ALICE, enableDevice } from '../people';
import { act, type Act } from '../step';
import { CALLS, createDeviceByKey, step, type Call } from './calls';

const enableDeviceByKey: Call = {
  does: 'enables a device, with right codes',
  make: (clients, { spareDevice }, { userName }) => enableDevice(clients, spareDevice, userName),
};

/** A long-term access key opens nothing, and is no way to an MFA device that would. */
export const ACCESS_KEY_ACT: Act = act('an access key', [...Object.values(CALLS), createDeviceByKey, enableDeviceByKey]
  .map((call) => step(ALICE, 'accessKey', call, REFUSED)));
