import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateAccessKeyCommand, DeleteAccessKeyCommand, ListUsersCommand, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetFederationTokenCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../clients';
import { outcomeOf } from '../outcome';
import { createDevice, WAYS, type Name, type Person, type Way } from '../people';
import { needed, type Scene } from '../scene';
import type { Step } from '../step';

export interface Call {
  readonly does: string;
  make(clients: Clients, scene: Scene, person: Person): Promise<unknown>;
}

/** Calls that a person with broad permissions may make, and nobody without MFA. */
export const CALLS = {
  listBuckets: {
    does: 'lists the buckets',
    make: ({ s3 }) => s3.send(new ListBucketsCommand({})),
  },
  listUsers: {
    does: 'lists the users',
    make: ({ iam }) => iam.send(new ListUsersCommand({})),
  },
  createAccessKey: {
    does: 'makes herself another access key',
    make: async ({ iam }, { emulator }, { userName }) => {
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
      // a user can have two, and the play makes more than one
      await emulator.admin.iam.send(new DeleteAccessKeyCommand({ UserName: userName, AccessKeyId: AccessKey!.AccessKeyId }));
    },
  },
  assumeRole: {
    does: 'assumes a role',
    make: ({ sts }, { roleArn }) => sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'play' })),
  },
  federate: {
    does: 'gets a federation token',
    make: ({ sts }) => sts.send(new GetFederationTokenCommand({ Name: 'play' })),
  },
  stopTrail: {
    does: 'stops the trail',
    make: ({ cloudTrail }, { deployment }) => cloudTrail.send(new StopLoggingCommand({ Name: deployment.trailName })),
  },
  leaveGroup: {
    does: 'leaves the enforced group',
    make: ({ iam }, { deployment }, { userName }) => iam.send(new RemoveUserFromGroupCommand({
      GroupName: deployment.groupName, UserName: userName,
    })),
  },
} satisfies Record<string, Call>;

/** No way to MFA for whoever found an access key. */
export const createDeviceByKey: Call = {
  does: 'creates a virtual MFA device',
  make: (clients, _, { userName }) => createDevice(clients, `made-by-key-of-${userName}`),
};

/** A step in which somebody makes a call in one of the ways in. */
export function step(name: Name, way: Way, call: Call, expected: string): Step {
  return {
    who: `${name}, ${WAYS[way]}`,
    does: call.does,
    expected,
    run: (scene) => outcomeOf(async () => {
      const person = scene.people[name];
      await call.make(needed('session', person.clients[way]), scene, person);
    }),
  };
}
