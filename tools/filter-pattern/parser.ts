import { FilterPatternError } from './error';
import { tokenize, type Token, type TokenKind } from './lexer';
import { CONSTANTS, OPERATORS, type Condition, type Expression, type Operator, type Selector, type Value } from './nodes';
import { compileRegex } from './regex';
import { readSelector } from './selector';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html has the limits on wildcards and
// regular expressions, PutMetricFilter in the API reference the one on the length.
export const MAX_LENGTH = 1024;
export const MAX_WILDCARD_SELECTORS = 3;
export const MAX_REGEXES = 2;

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function parse(pattern: string): Expression {
  if (pattern.length > MAX_LENGTH) {
    throw new FilterPatternError(`expected at most ${MAX_LENGTH} characters, got ${pattern.length}`, MAX_LENGTH);
  }
  return new Parser(tokenize(pattern)).pattern();
}

class Parser {
  private next = 0;
  private wildcardSelectors = 0;
  private regexes = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public pattern(): Expression {
    this.expect('symbol', '{');
    const root = this.any();
    this.expect('symbol', '}', "&&, || or the closing '}'");
    this.expect('end', '', 'nothing more');
    return root;
  }

  private any(): Expression {
    return this.joined('any', '||', () => this.all());
  }

  private all(): Expression {
    return this.joined('all', '&&', () => this.term());
  }

  private joined(kind: 'any' | 'all', symbol: string, term: () => Expression): Expression {
    const terms = [term()];
    while (this.skip('symbol', symbol)) {
      terms.push(term());
    }
    return terms.length === 1 ? terms[0] : { kind, terms };
  }

  private term(): Expression {
    if (!this.skip('symbol', '(')) {
      return this.condition();
    }
    const inner = this.any();
    this.expect('symbol', ')', "&&, || or the closing ')'");
    return inner;
  }

  private condition(): Condition {
    const selector = this.selector();
    if (this.skip('word', 'NOT')) {
      this.expect('word', 'EXISTS');
      return { kind: 'notExists', selector };
    }
    if (this.skip('word', 'IS')) {
      const token = this.take();
      const constant = CONSTANTS.find(name => token.kind === 'word' && token.spelling === name);
      return constant ? { kind: 'is', selector, constant } : this.fail(token, 'NULL, TRUE or FALSE');
    }
    const token = this.take();
    const operator = OPERATORS.find(name => token.kind === 'symbol' && token.spelling === name);
    return operator
      ? { kind: 'comparison', selector, operator, value: this.value(operator) }
      : this.fail(token, `an operator (${OPERATORS.join(' ')}), NOT EXISTS or IS`);
  }

  private selector(): Selector {
    const token = this.expect('selector', undefined, "a selector or '('");
    const selector = readSelector(token);
    if (selector.some(step => step.kind === 'wildcard') && ++this.wildcardSelectors > MAX_WILDCARD_SELECTORS) {
      throw new FilterPatternError(`expected at most ${MAX_WILDCARD_SELECTORS} selectors with a wildcard`, token.position);
    }
    return selector;
  }

  private value(operator: Operator): Value {
    const token = this.take();
    const { kind, spelling } = token;
    if (kind === 'word' && NUMBER.test(spelling)) {
      return { kind: 'number', spelling };
    }
    if (operator !== '=' && operator !== '!=') {
      return this.fail(token, `a number after ${operator}`);
    }
    if (kind === 'text') {
      return { kind: 'text', text: spelling.slice(1, -1).replace(/\\(.)/gs, '$1'), quoted: true };
    }
    if (kind === 'regex') {
      return this.regex(token);
    }
    // no capture shows a bare word with a plus sign, and the documentation has it in numbers only
    return kind === 'word' && spelling !== 'null' && !spelling.includes('+')
      ? { kind: 'text', text: spelling, quoted: false }
      : this.fail(token, `a number, a text or a %regular expression% after ${operator}`);
  }

  private regex(token: Token): Value {
    if (++this.regexes > MAX_REGEXES) {
      throw new FilterPatternError(`expected at most ${MAX_REGEXES} regular expressions`, token.position);
    }
    const source = token.spelling.slice(1, -1);
    compileRegex(source, token.position);
    return { kind: 'regex', source };
  }

  private take(): Token {
    const token = this.tokens[this.next];
    this.next = Math.min(this.next + 1, this.tokens.length - 1);
    return token;
  }

  private skip(kind: TokenKind, spelling: string): boolean {
    const token = this.tokens[this.next];
    return token.kind === kind && token.spelling === spelling && this.take() === token;
  }

  private expect(kind: TokenKind, spelling?: string, wanted = `'${spelling}'`): Token {
    const token = this.take();
    return token.kind === kind && (spelling === undefined || token.spelling === spelling) ? token : this.fail(token, wanted);
  }

  private fail(found: Token, wanted: string): never {
    throw new FilterPatternError(`expected ${wanted}, found ${found.kind === 'end' ? 'the end' : found.spelling}`, found.position);
  }
}
