import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import type { Clients, Credentials } from './clients';

/** What GitHub writes into the token of a job. */
export interface Claims {
  readonly aud?: string;
  readonly sub: string;
  readonly ref: string;
}

/** Plays a job of GitHub Actions that shows its token to a role. */
export async function assumeFromGitHub({ sts }: Clients, RoleArn: string, claims: Claims): Promise<Credentials> {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const token = [{ alg: 'none' }, { iss: 'https://token.actions.githubusercontent.com', aud: 'sts.amazonaws.com', ...claims }].map(part);
  const { Credentials: session } = await sts.send(new AssumeRoleWithWebIdentityCommand({
    RoleArn, RoleSessionName: 'GitHubActions', WebIdentityToken: [...token, 'nobody looks at this signature'].join('.'),
  }));
  return { accessKeyId: session!.AccessKeyId!, secretAccessKey: session!.SecretAccessKey!, sessionToken: session!.SessionToken! };
}
