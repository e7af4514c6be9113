import { evaluate } from './evaluate';
import { readObject } from './json';
import type { Expression } from './nodes';
import { parse } from './parser';
import { print } from './print';

export { FilterPatternError } from './error';
export * from './nodes';
export { MAX_LENGTH, MAX_REGEXES, MAX_WILDCARD_SELECTORS } from './parser';
export { print, printSelector } from './print';

/** A JSON filter pattern of CloudWatch Logs. */
export class FilterPattern {
  /** Throws a FilterPatternError where the service would refuse the pattern. */
  public static parse(pattern: string): FilterPattern {
    return new FilterPattern(parse(pattern));
  }

  private constructor(public readonly root: Expression) {}

  /** Takes the line as it was logged: how a number is spelled and which of two equal keys stands last both count. */
  public matches(line: string): boolean {
    const event = readObject(line);
    return event !== undefined && evaluate(this.root, event);
  }

  public toString(): string {
    return print(this.root);
  }
}
