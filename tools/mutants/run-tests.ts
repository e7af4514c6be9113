import { readFileSync } from 'fs';
import { join } from 'path';
import { kill, lastLines, startProcess } from '../emulator/run-process';

/** What jest found. */
export interface TestRun {
  readonly passed: boolean;
  /** Paths of the test files that ran, within the copy. */
  readonly files: string[];
  /** Titles of tests in which an assertion failed. */
  readonly failedAssertions: string[];
  /** What went wrong otherwise: files that did not load, tests that threw, a run without result. */
  readonly errors: string[];
}

/** The part of jest's JSON output that counts. */
interface Report {
  readonly success: boolean;
  readonly testResults: {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: string[];
      readonly failureDetails: FailureDetail[];
    }[];
  }[];
}

interface FailureDetail {
  /** Of jest's matchers. */
  readonly matcherResult?: unknown;
  /** Of an AssertionError, as the CDK's assertions throw; also of a timeout, which begins with `thrown:`. */
  readonly message?: string;
}

const TIMEOUT_SECONDS = 180;

/** Runs the test files that match one of the patterns in a copy of the repository, of them the tests with a title if one is given. */
export async function runTests(copy: string, patterns: readonly string[], cacheDirectory: string, title?: string): Promise<TestRun> {
  const outputFile = join(copy, 'report.json');
  const complaints = await runJest(copy, [...patterns, `--outputFile=${outputFile}`, `--cacheDirectory=${cacheDirectory}`, ...title ? ['-t', title] : []]);
  try {
    return summaryOf(JSON.parse(readFileSync(outputFile, 'utf8')), copy);
  } catch {
    return { passed: false, files: [], failedAssertions: [], errors: [`jest gave no result:\n${lastLines(complaints)}`] };
  }
}

function summaryOf({ success, testResults }: Report, copy: string): TestRun {
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'failed');
  const byAssertion = failed.filter(({ failureDetails }) => failureDetails.some(isAssertion));
  const whole = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(each => each.status === 'failed'));
  return {
    passed: success,
    files: testResults.map(({ name }) => name.slice(copy.length + 1)),
    failedAssertions: byAssertion.map(({ fullName }) => fullName),
    errors: [
      ...whole.map(({ name, message }) => `${name.slice(copy.length + 1)} did not run:\n${message.trim()}`),
      ...failed.filter(each => !byAssertion.includes(each)).map(({ fullName, failureMessages }) => `'${fullName}' threw:\n${failureMessages.join('\n')}`),
    ],
  };
}

function isAssertion({ matcherResult, message }: FailureDetail): boolean {
  return matcherResult !== undefined || (message !== undefined && !message.startsWith('thrown:'));
}

/** Runs jest to its end, be it a failure, and returns what it complained about. */
async function runJest(cwd: string, args: string[]): Promise<string> {
  const options = ['--json', '--ci', '--silent', '--runInBand', '--coverage=false', '--watchman=false'];
  const child = startProcess(process.execPath, [join(cwd, 'node_modules', 'jest', 'bin', 'jest.js'), ...args, ...options], {
    cwd,
    env: { ...process.env, CDK_VALIDATION: 'false', FORCE_COLOR: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr!.on('data', (data: Buffer) => { complaints += data.toString(); });
  const timer = setTimeout(() => {
    complaints += `\nstopped after ${TIMEOUT_SECONDS} seconds`;
    kill(child);
  }, TIMEOUT_SECONDS * 1000);
  await new Promise<void>((done, fail) => child.once('error', fail).once('close', () => done()));
  clearTimeout(timer);
  return complaints;
}
