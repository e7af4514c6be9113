/** Measurements of the same thing, in the order of their size. */
export class Sample {
  private readonly values: number[];

  constructor(values: number[]) {
    this.values = [...values].sort((one, other) => one - other);
  }

  public get median(): number {
    const middle = Math.floor(this.values.length / 2);
    return this.values.length % 2 ? this.values[middle] : (this.values[middle - 1] + this.values[middle]) / 2;
  }

  /** The median, and from where to where all of them are. */
  public print(unit: string): string {
    const [least, most] = [this.values[0], this.values[this.values.length - 1]];
    return `${round(this.median)} ${unit} (${round(least)}–${round(most)})`;
  }
}

function round(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
