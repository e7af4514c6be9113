/** What a check says of a whole account: FAIL if it does of anything, MANUAL if somebody has to look, none if it has found nothing to look at. */
export type Status = 'PASS' | 'FAIL' | 'MANUAL' | 'none';

/** By check. What is not in it was not found. */
export type Statuses = Readonly<Record<string, Status>>;

const GRAVITY = ['PASS', 'MANUAL', 'FAIL'] as const;

/** Reads what Prowler writes as CSV. */
export function statusesOf(csv: string): Statuses {
  const [head, ...rows] = records(csv);
  const [check, status, muted] = ['CHECK_ID', 'STATUS', 'MUTED'].map((name) => {
    if (!head?.includes(name)) throw new Error(`the result of Prowler has no column ${name}`);
    return head.indexOf(name);
  });
  const statuses: Record<string, Status> = {};
  for (const row of rows) {
    const gravity = GRAVITY.findIndex((each) => each === row[status]);
    if (gravity === -1 || row[muted] !== 'False') throw new Error(`Prowler says ${row[status]} of ${row[check]}, muted: ${row[muted]}`);
    const before = GRAVITY.findIndex((each) => each === statuses[row[check]]);
    statuses[row[check]] = GRAVITY[Math.max(gravity, before)];
  }
  return statuses;
}

/** Fields between semicolons; in quotes they hold semicolons, ends of lines and doubled quotes. */
function records(csv: string): string[][] {
  const all: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|$)/g)) {
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ';') continue;
    if (record.length > 1) all.push(record);
    record = [];
  }
  return all;
}
