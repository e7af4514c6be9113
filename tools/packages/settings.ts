import { readFileSync } from 'fs';
import { devNull } from 'os';
import { join } from 'path';
import { REPOSITORY } from '../emulator/settings';

/** Where the packages are built, as a release builds them. */
export const DIST = join(REPOSITORY, 'dist');

/** Git-ignored, kept between runs: what TypeScript synthesizes, and Maven's local repository. */
export const WORK = join(REPOSITORY, '.packages');

const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));

export const VERSION: string = manifest.version;

/** The lowest versions that we say we work with: in all languages the same, or templates could differ for other reasons. */
export const CDK_VERSION = lowest('aws-cdk-lib');
export const CONSTRUCTS_VERSION = lowest('constructs');

function lowest(name: string): string {
  return manifest.peerDependencies[name].replace('^', '');
}

/** Nothing of the person's own AWS settings: what is synthesized must not depend on them. */
export const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name))),
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'eu-central-1',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_VALIDATION: 'false', // core's own rules cost seconds in every synth and are asked elsewhere
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
};
