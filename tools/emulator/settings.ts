import { devNull, tmpdir } from 'node:os';
import { resolve } from 'node:path';

/** The account and the Region that the emulator plays. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** The emulator takes these for the account's root credentials: whoever holds them may do everything. */
export const ADMIN = { accessKeyId: 'test', secretAccessKey: 'test' };

export const REPOSITORY = resolve(__dirname, '..', '..');

/** Git-ignored, kept between runs: what is installed for the emulator and for people's tools. Nothing that happened in an account is kept. */
export const INSTALLATIONS = resolve(REPOSITORY, '.emulator');

/**
 * The environment of every process started here: nothing of the person's own AWS settings, so that no real account can
 * be reached by mistake.
 */
export function cleanEnvironment(home: string, extra: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    TMPDIR: process.env.TMPDIR ?? tmpdir(),
    AWS_ACCESS_KEY_ID: ADMIN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...extra,
  };
}
