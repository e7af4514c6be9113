/** Says why CloudWatch Logs would refuse a filter pattern, and where. */
export class FilterPatternError extends Error {
  constructor(problem: string, public readonly position: number) {
    super(`${problem} at position ${position}`);
    this.name = 'FilterPatternError';
  }
}
