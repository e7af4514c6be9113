import type { Account } from './account';
import { lastLines, type Ended } from '../emulator/run-process';

/** Why something is refused, or that it is not. */
export enum Kind {
  /** MFA was not used: refused by the enforcement, and by nothing else. */
  WITHOUT_MFA = 'without MFA',
  WRONG_CODE = 'wrong code',
  /** A way to use the tool that cannot work, enforced or not. */
  MISTAKE = 'mistake',
  RIGHT_CODE = 'right code',
}

export const WORKS = 'works';

/** Something that a person does with a tool, and what must come of it. */
export interface Check {
  readonly kind: Kind;
  readonly does: string;
  /** What the tool must say, or that it works. */
  readonly expected: string;
  run(account: Account): Promise<Ended>;
}

/** A check that was played. */
export interface Result {
  readonly check: Check;
  readonly expected: string;
  readonly seen: string;
}

export async function play(check: Check, account: Account, expected = check.expected): Promise<Result> {
  const seen = await check.run(account).then(
    ({ fault, output }) => (fault ? refusal(output, expected, fault) : WORKS),
    (error: Error) => `could not be played: ${error.message}`,
  );
  return { check, expected, seen };
}

/** What is looked for, if it was said, and everything else as it is. */
function refusal(output: string, expected: string, fault: string): string {
  // colors, and line ends wherever a tool breaks its lines
  const said = output.replace(/\u001b\[[\d;]*m/g, '').replace(/\s+/g, ' ');
  return said.includes(expected) ? expected : `${fault}: ${lastLines(output, 6)}`;
}

export function differs({ expected, seen }: Result): boolean {
  return expected !== seen;
}
