/** JSON as a filter pattern sees it: JSON.parse would turn the number 1.0 into 1, and both are texts of their own here. */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

export class JsonNumber {
  constructor(public readonly spelling: string) {}

  public get value(): number {
    return Number(this.spelling);
  }
}

const TOKEN = /[ \t\n\r]*(?:([[\]{}:,])|(true|false|null)(?!\w)|("(?:[^"\\]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.]))[ \t\n\r]*/sy;

const CONSTANTS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** The object in a log line, or undefined when the line is anything else. */
export function readObject(line: string): ReadonlyMap<string, Json> | undefined {
  try {
    const value = new Reader(line).document();
    return value instanceof Map ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

class Reader {
  private position = 0;

  constructor(private readonly text: string) {}

  public document(): Json {
    const value = this.value(this.token());
    if (this.position < this.text.length) {
      throw new SyntaxError('more than one value');
    }
    return value;
  }

  private token(): RegExpExecArray {
    TOKEN.lastIndex = this.position;
    const found = TOKEN.exec(this.text);
    if (!found) {
      throw new SyntaxError(`not JSON at ${this.position}`);
    }
    this.position = TOKEN.lastIndex;
    return found;
  }

  private value([, symbol, constant, text, number]: RegExpExecArray): Json {
    switch (symbol) {
      case undefined: return constant ? CONSTANTS[constant] : text ? this.string(text) : new JsonNumber(number);
      case '[': return this.array();
      case '{': return this.object();
      default: throw new SyntaxError(`unexpected ${symbol}`);
    }
  }

  private string(text: string): string {
    return JSON.parse(text) as string;
  }

  private array(): Json {
    const elements: Json[] = [];
    let token = this.token();
    if (token[1] === ']') {
      return elements;
    }
    for (;;) {
      elements.push(this.value(token));
      if (this.separator(']')) {
        return elements;
      }
      token = this.token();
    }
  }

  private object(): Json {
    const fields = new Map<string, Json>();
    let [, symbol, , text] = this.token();
    if (symbol === '}') {
      return fields;
    }
    for (;;) {
      if (!text || this.token()[1] !== ':') {
        throw new SyntaxError('not a field');
      }
      fields.set(this.string(text), this.value(this.token())); // of two fields with one name the last counts
      if (this.separator('}')) {
        return fields;
      }
      [, , , text] = this.token();
    }
  }

  /** Whether the list ends here; otherwise a comma has to stand here. */
  private separator(end: string): boolean {
    const [, symbol] = this.token();
    if (symbol !== end && symbol !== ',') {
      throw new SyntaxError(`expected , or ${end}`);
    }
    return symbol === end;
  }
}
