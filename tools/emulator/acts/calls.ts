import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateAccessKeyCommand, DeleteAccessKeyCommand, ListUsersCommand, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetFederationTokenCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../clients';
import { outcomeOf } from '../outcome';
import { ALICE, needed, type Scene } from '../scene';
import type { Step } from '../step';

export interface Call {
  readonly does: string;
  make(clients: Clients, scene: Scene): Promise<unknown>;
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
    make: async ({ iam }, { emulator }) => {
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: ALICE }));
      // a user can have two, and the play makes more than one
      await emulator.admin.iam.send(new DeleteAccessKeyCommand({ UserName: ALICE, AccessKeyId: AccessKey!.AccessKeyId }));
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
    make: ({ iam }, { deployment }) => iam.send(new RemoveUserFromGroupCommand({ GroupName: deployment.groupName, UserName: ALICE })),
  },
} satisfies Record<string, Call>;

/** A step in which Alice makes a call with some of her credentials. */
export function step(how: string, credentials: (scene: Scene) => Clients | undefined, call: Call, expected: string): Step {
  return {
    who: `alice, ${how}`,
    does: call.does,
    expected,
    run: (scene) => outcomeOf(() => call.make(needed('session', credentials(scene)), scene)),
  };
}
