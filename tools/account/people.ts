import {
  AddUserToGroupCommand, AttachGroupPolicyCommand, CreateGroupCommand, CreateLoginProfileCommand, CreateUserCommand, EnableMFADeviceCommand,
} from '@aws-sdk/client-iam';
import type { Clients } from '../emulator/clients';
import { ACCOUNT } from '../emulator/settings';

export const ALICE = 'alice';
const ADMINISTRATORS = 'administrators';

/** A security key: hardware, not virtual. */
export const DEVICE = `arn:aws:iam::${ACCOUNT}:u2f/user/${ALICE}/key-ABCDEFGH`;

/** An account has people: an administrator with a password, and without a device. */
export async function addAlice({ iam }: Clients): Promise<void> {
  await iam.send(new CreateGroupCommand({ GroupName: ADMINISTRATORS }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: ADMINISTRATORS, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await iam.send(new CreateUserCommand({ UserName: ALICE }));
  await iam.send(new CreateLoginProfileCommand({ UserName: ALICE, Password: 'correct Horse 4 battery!' }));
  await iam.send(new AddUserToGroupCommand({ GroupName: ADMINISTRATORS, UserName: ALICE }));
}

export async function enroll({ iam }: Clients): Promise<void> {
  await iam.send(new EnableMFADeviceCommand({
    UserName: ALICE, SerialNumber: DEVICE, AuthenticationCode1: '123456', AuthenticationCode2: '654321',
  }));
}
