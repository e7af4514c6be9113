import { newestRelease } from './releases';

/*
 * Prints the version to release: the newest that has a snapshot. The release workflow publishes nothing that is published.
 */
console.log(newestRelease() ?? '');
