import type { Statuses } from './findings';

/** How what was found differs from what is expected, check by check: both ways, since no finding is no pass. */
export function differences(where: string, expected: Statuses, found: Statuses): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort()
    .map((check) => ({ check, wanted: expected[check] ?? 'none', seen: found[check] ?? 'none' }))
    .filter(({ wanted, seen }) => wanted !== seen)
    .map(({ check, wanted, seen }) => `${where}: ${check} is ${seen}, expected ${wanted}`);
}

/** What some checks say. */
export function only(checks: readonly string[], statuses: Statuses): Statuses {
  return Object.fromEntries(Object.entries(statuses).filter(([check]) => checks.includes(check)));
}

/** What a control's loss changes. */
export interface Taken {
  /** The checks that turn from PASS to FAIL. */
  readonly fails: readonly string[];
  /** The checks that find nothing any more. */
  readonly vanishes?: readonly string[];
}

/** What checks say when a control is lost; all others say what they said before. */
export function withLoss(before: Statuses, { fails, vanishes = [] }: Taken): Statuses {
  const unable = [...fails.filter((check) => before[check] !== 'PASS'), ...vanishes.filter((check) => !(check in before))];
  if (unable.length > 0) throw new Error(`${unable.join(', ')} cannot change so: only PASS turns to FAIL, and only what was found vanishes`);
  const left = Object.entries(before).filter(([check]) => !vanishes.includes(check));
  return { ...Object.fromEntries(left), ...Object.fromEntries(fails.map((check) => [check, 'FAIL' as const])) };
}
