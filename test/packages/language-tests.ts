import { App } from '../../tools/packages/apps';
import { filesInTar } from '../../tools/packages/archive';
import { NPM_FILES, NPM_REQUIRED } from '../../tools/packages/contents';
import { Language, missingTools } from '../../tools/packages/language';
import { referenceOf } from '../../tools/packages/reference';

/** What no other library would say in these words. */
export const MISUSE = "'maxMfaAge' must be from 1 minute to 36 hours in whole seconds, got 172800 seconds; pass for instance Duration.hours(12) (at Misuse/People/EnforcementPolicy)";

/** Tests of a language, where its tools are; without them a failure in CI and a message elsewhere. */
export function describePackage(language: Language, tests: () => void): void {
  const missing = missingTools(language);
  if (missing.length === 0) {
    describe(`the ${language.name} package`, tests);
    return;
  }
  const message = `the ${language.name} package is not tested; this takes ${missing.join(', and ')}`;
  if (process.env.CI) {
    test(`the ${language.name} package`, () => { throw new Error(message); });
  } else {
    console.warn(message);
    describe.skip(message, tests);
  }
}

export function expectTemplate(template: string, app: App): void {
  expect(template).toBe(referenceOf(app));
}

/** That there are no files but the allowed ones, and that none of the required is missing. */
export function expectFiles(files: string[], allowed: RegExp, required: string[]): void {
  expect(files.filter(file => !allowed.test(file))).toEqual([]);
  expect(required.filter(file => !files.includes(file))).toEqual([]);
}

/** That a tarball is the npm package: the packages of all languages carry one. */
export function expectLibrary(tarball: string): void {
  expectFiles(filesInTar(tarball).map(file => file.replace(/^package\//, '')), NPM_FILES, NPM_REQUIRED);
}
