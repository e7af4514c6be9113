import type { Scene } from './scene';

/** One step of a play. What was seen comes back from the emulator, it is never assumed. */
export interface Step {
  readonly who: string;
  readonly does: string;
  readonly expected: string;
  run(scene: Scene): Promise<string>;
}

/** Steps that belong together. */
export interface Act {
  readonly title: string;
  readonly steps: Step[];
}

export function act(title: string, steps: Step[]): Act {
  return { title, steps };
}

/** A step that was played. */
export interface Row {
  readonly who: string;
  readonly does: string;
  readonly expected: string;
  readonly seen: string;
}

export async function playStep(step: Step, scene: Scene): Promise<Row> {
  const { who, does, expected } = step;
  const seen = await step.run(scene).catch((error: Error) => `could not be played: ${error.message}`);
  return { who, does, expected, seen };
}

export function differs(row: Row): boolean {
  return row.seen !== row.expected;
}
