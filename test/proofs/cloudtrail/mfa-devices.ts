import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall, iam, iamRefused } from './what';
import { ACCOUNT, ADMIN, byKey, DELEGATE, inConsole, inMember, root, ROOT_SESSION, user } from './who';

const REGISTERED: readonly IdentityEventName[] = ['MfaDeviceRegistered'];
const BY_KEY: readonly IdentityEventName[] = ['MfaDeviceRegistered', 'MfaDeviceRegisteredWithAccessKey'];
const REMOVED: readonly IdentityEventName[] = ['MfaDeviceRemoved'];
const REFUSED: readonly IdentityEventName[] = ['UnauthorizedApiCall'];

const device = (userName: string, serialNumber = `arn:aws:iam::${ACCOUNT}:mfa/${userName}`) => ({ userName, serialNumber });
const ALICE = device('alice');
const SECURITY_KEY = device('alice', `arn:aws:iam::${ACCOUNT}:u2f/user/alice/default`);
const OF_ROOT = device('AWS ROOT USER', `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`);
const SERIAL_NUMBER = { serialNumber: ALICE.serialNumber };

const NO_SUCH_ENTITY = { errorCode: 'NoSuchEntityException' };

/**
 * IAM's MFA devices; only successes count. Parameters: elastic/beats, x-pack/filebeat/module/aws/cloudtrail/test; root's: "Root
 * user, MFA changed" of the page on sign-in events.
 */
export const MFA_DEVICES: readonly LabelledEvent[] = [
  { name: 'device registered in a session with MFA', event: iam(inConsole(user(), 'true'), 'EnableMFADevice', ALICE), rings: REGISTERED },
  { name: 'device registered in a session without MFA', event: iam(inConsole(user(), 'false'), 'EnableMFADevice', ALICE), rings: REGISTERED },
  { name: 'security key registered', event: iam(inConsole(user()), 'EnableMFADevice', SECURITY_KEY), rings: REGISTERED },
  { name: 'device registered by an administrator', event: iam(ADMIN, 'EnableMFADevice', ALICE), rings: REGISTERED },
  { name: 'device registered by a delegate', event: iam(DELEGATE, 'EnableMFADevice', ALICE), rings: REGISTERED },
  { name: 'device of root registered', event: iam(inConsole(root(), 'false'), 'EnableMFADevice', OF_ROOT), rings: ['RootUserActivity', 'MfaDeviceRegistered'] },
  { name: 'device registered in a member account', event: iam(inConsole(inMember(user())), 'EnableMFADevice', ALICE), rings: REGISTERED },
  { name: 'device registered with a key', event: iam(byKey(user()), 'EnableMFADevice', ALICE), rings: BY_KEY },
  { name: "somebody else's device registered with a key", event: iam(byKey(user()), 'EnableMFADevice', device('bob')), rings: BY_KEY },
  { name: 'device registered with a key in a member account', event: iam(byKey(inMember(user())), 'EnableMFADevice', ALICE), rings: BY_KEY },
  { name: 'device of root registered with a key', event: iam(byKey(root()), 'EnableMFADevice', OF_ROOT), rings: ['RootUserActivity', ...BY_KEY] },
  { name: 'device registered, refused', event: iamRefused(inConsole(user(), 'false'), 'EnableMFADevice'), rings: REFUSED },
  { name: 'device registered with a key, refused', event: iamRefused(byKey(user()), 'EnableMFADevice'), rings: REFUSED },
  { name: 'device registered with a key, wrong user', event: iam(byKey(user()), 'EnableMFADevice', ALICE, NO_SUCH_ENTITY), rings: [] },
  { name: 'virtual device made, nobody has it yet', event: iam(inConsole(user()), 'CreateVirtualMFADevice', { virtualMFADeviceName: 'alice' }), rings: [] },
  { name: 'virtual device made with a key', event: iam(byKey(user()), 'CreateVirtualMFADevice', { virtualMFADeviceName: 'alice' }), rings: [] },
  { name: 'clock of a device set', event: iam(byKey(user()), 'ResyncMFADevice', ALICE), rings: [] },
  { name: 'devices listed', event: iam(byKey(user()), 'ListMFADevices', { userName: 'alice' }, { readOnly: true }), rings: [] },

  { name: 'device taken from its user, with MFA', event: iam(inConsole(user(), 'true'), 'DeactivateMFADevice', ALICE), rings: REMOVED },
  { name: 'device taken from its user, without MFA', event: iam(inConsole(user(), 'false'), 'DeactivateMFADevice', ALICE), rings: REMOVED },
  { name: 'device taken from its user with a key', event: iam(byKey(user()), 'DeactivateMFADevice', ALICE), rings: REMOVED },
  { name: 'device taken from its user by an administrator', event: iam(ADMIN, 'DeactivateMFADevice', ALICE), rings: REMOVED },
  { name: 'device taken from its user by root', event: iam(inConsole(root()), 'DeactivateMFADevice', ALICE), rings: ['RootUserActivity', 'MfaDeviceRemoved'] },
  { name: 'device taken from its user by a delegate', event: iam(DELEGATE, 'DeactivateMFADevice', ALICE), rings: REMOVED },
  // "Delete root credentials": https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
  { name: "device taken from a member's root", event: iam(ROOT_SESSION, 'DeactivateMFADevice', SERIAL_NUMBER), rings: ['RootUserActivity', 'MfaDeviceRemoved'] },
  { name: 'virtual device deleted', event: iam(inConsole(user()), 'DeleteVirtualMFADevice', SERIAL_NUMBER), rings: REMOVED },
  { name: 'virtual device deleted in the console', event: iam({ ...inConsole(user()), invokedBy: 'signin.amazonaws.com' }, 'DeleteVirtualMFADevice', SERIAL_NUMBER), rings: REMOVED },
  { name: 'virtual device deleted by CloudFormation', event: iam({ ...ADMIN, invokedBy: 'cloudformation.amazonaws.com' }, 'DeleteVirtualMFADevice', SERIAL_NUMBER), rings: REMOVED },
  { name: 'device taken from its user, refused', event: iamRefused(byKey(user()), 'DeactivateMFADevice'), rings: REFUSED },
  { name: 'device taken from its user, has none', event: iam(ADMIN, 'DeactivateMFADevice', ALICE, NO_SUCH_ENTITY), rings: [] },
  { name: 'virtual device deleted, refused', event: iamRefused(inConsole(user(), 'false'), 'DeleteVirtualMFADevice'), rings: REFUSED },

  // Devices of Identity Center are none of IAM's:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenterdirectory.html
  { name: 'Identity Center, device registered', event: apiCall(inConsole(user()), 'sso-directory', 'CompleteVirtualMfaDeviceRegistration'), rings: [] },
  { name: 'Identity Center, device removed', event: apiCall(inConsole(user()), 'sso-directory', 'DeleteMfaDeviceForUser'), rings: [] },
];
