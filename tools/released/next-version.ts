import { releases, versionToRelease } from './releases';

/*
 * Prints the version to release, or fails; the task `bump` of projen asks, and says what is tagged.
 */
try {
  console.log(versionToRelease(process.env.LATEST_TAG ?? '', releases()));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
