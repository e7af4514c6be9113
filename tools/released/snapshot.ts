import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { newestRelease, RELEASED } from './releases';
import { REPOSITORY } from '../emulator/settings';
import { appOf, EXAMPLES } from '../examples';

/*
 * Writes down what a release promises: its API, as compiled last, and the templates of the examples. What has been released
 * stays as it is.
 */
main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(version?: string): Promise<void> {
  if (!version || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`pass the version that is released, got '${version ?? ''}'; the newest is ${newestRelease() ?? 'none'}`);
  }
  const folder = join(RELEASED, version);
  if (existsSync(folder)) { throw new Error(`${version} is written down already; as long as it is not released, delete ${folder} to write it anew`); }

  // the examples are synthesized as without credentials, as the test does that compares with them
  delete process.env.CDK_DEFAULT_ACCOUNT;
  delete process.env.CDK_DEFAULT_REGION;
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(REPOSITORY, '.jsii'), join(folder, '.jsii'));
  for (const example of EXAMPLES) {
    for (const { stackName, template } of (await import(appOf(example))).app.synth().stacks) {
      writeFileSync(join(folder, `${example}.${stackName}.template.json`), `${JSON.stringify(template, undefined, 2)}\n`);
    }
  }
  console.log(`wrote ${folder}`);
}
