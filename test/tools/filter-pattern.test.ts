import { FilterPattern, FilterPatternError, print, type Expression } from '../../tools/filter-pattern';

const matches = (pattern: string, line: string) => FilterPattern.parse(pattern).matches(line);

// Observed with TestMetricFilter on the real service, radkawar/stackd at 9dc356f5, restated: one field `v` and the spellings
// of its value that match, among all those of VALUES.
const VALUES = [
  'null', 'true', 'false', '[]', '{}', '[1, "Alpha", null]',
  '0', '1', '1.0', '1e0', '-1', '1.5', '10',
  '""', '"1"', '"1.0"', '"10"', '"true"', '"null"', '"Alpha"', '"alpha"', '"Alphabet"', '"xAlpha"', '"a*b"',
];
const NUMBERS = ['0', '1', '1.0', '1e0', '-1', '1.5', '10'];
const TEXTS = ['""', '"1"', '"1.0"', '"10"', '"true"', '"null"', '"Alpha"', '"alpha"', '"Alphabet"', '"xAlpha"', '"a*b"'];
const without = (values: string[], ...left: string[]) => values.filter(value => !left.includes(value));

describe('one condition on one value', () => {
  test.each([
    ['a number equals by value, a text by spelling', '= 1', ['1', '1.0', '1e0', '"1"']],
    ['a negative number', '= -1', ['-1']],
    ['unequal: other numbers and other texts, nothing else', '!= 1', without([...NUMBERS, ...TEXTS], '1', '1.0', '1e0', '"1"')],
    ['greater: numbers only', '> 1', ['1.5', '10']],
    ['greater or equal (documented only)', '>= 1', ['1', '1.0', '1e0', '1.5', '10']],
    ['less', '< 1', ['0', '-1']],
    ['less or equal', '<= 1', ['0', '1', '1.0', '1e0', '-1']],
    ['a text equals as a whole and with its case', '= "Alpha"', ['"Alpha"']],
    ['a star at the end', '= "Alpha*"', ['"Alpha"', '"Alphabet"']],
    ['a star at the start', '= "*Alpha"', ['"Alpha"', '"xAlpha"']],
    ['the empty text', '= ""', ['""']],
    ['a lone star: any number and any text', '= *', [...NUMBERS, ...TEXTS]],
    ['a regular expression searches', '= %^Al.*%', ['"Alpha"', '"Alphabet"']],
    ['null, also inside an array', 'IS NULL', ['null', '[1, "Alpha", null]']],
    ['true is not the text', 'IS TRUE', ['true']],
    ['false is not the text', 'IS FALSE', ['false']],
  ])('%s: $.v %s', (_, condition, expected) => {
    const found = VALUES.filter(value => matches(`{ $.v ${condition} }`, `{"v": ${value}}`));

    expect(found.sort()).toEqual(expected.sort());
  });

  test.each(['= 1', '!= 1', '> 1', '< 1', '= *', '!= "Alpha"', 'IS NULL', 'IS FALSE'])('a missing field never satisfies %s', condition => {
    expect(matches(`{ $.v ${condition} }`, '{}')).toBe(false);
  });

  // documented: FilterAndPatternSyntax, "Filter pattern that matches JSON logs using NOT EXISTS"
  test.each([
    ['{}', true],
    ['{"w": 1}', true],
    ['{"v": 1}', false],
    ['{"v": null}', false], // not observed: null is a value
  ])('NOT EXISTS over %s is %s', (line, expected) => {
    expect(matches('{ $.v NOT EXISTS }', line)).toBe(expected);
  });

  // observed, as above: of two fields with one name the last counts, and only a JSON object is an event
  test.each([
    ['{"v": 1, "v": 2}', false],
    ['{"v": 2, "v": 1}', true],
    ['v = 1', false],
    ['[{"v": 1}]', false],
    ['{"v": 1', false],
    ['{"v": 1} {"v": 1}', false],
  ])('$.v = 1 over %s is %s', (line, expected) => {
    expect(matches('{ $.v = 1 }', line)).toBe(expected);
  });

  test('a line that is no JSON object misses no field', () => {
    expect(matches('{ $.v NOT EXISTS }', '[]')).toBe(false);
    expect(matches('{ $.v NOT EXISTS }', 'v')).toBe(false);
  });
});

// Documented: "Supported regular expressions (regex) syntax" and the examples for JSON log events in
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
describe('texts and regular expressions', () => {
  test.each([
    ['%^[hc]at%', ['hat', 'cats'], ['that']],
    ['%[hc]at$%', ['hat', 'that'], ['hats']],
    ['%colou?r%', ['color', 'colour'], ['colr']],
    ['%gra|ey%', ['gravel', 'key'], ['gry']],
    ['%^a{,2}$%', ['', 'aa'], ['aaa']],
    ['%\\[.\\]%', ['[7]'], ['7']],
    ['%^10\\.0\\.0\\.\\d$%', ['10.0.0.1'], ['10a0a0a1']],
    ['%^10.0.0.1$%', ['10.0.0.1', '10a0a0a1'], ['10.0.0']],
    ['%\\x28x\\x29%', ['f(x)'], ['fx']],
    ['10.0.*', ['10.0.0.1', '10.0.'], ['10.1.0.1', '11.10.0.1']],
    ['"a \\"b\\""', ['a "b"'], ['a b']],
    ['"a.c"', ['a.c'], ['abc']],
    ['4*', [404, '4'], [504, '04']], // "the asterisk as a wild card to match numbers"
    ['1e+3', [1000], [1001, '1000']],
  ])('%s', (value, equal, unequal) => {
    for (const leaf of equal) {
      expect(matches(`{ $.v = ${value} }`, JSON.stringify({ v: leaf }))).toBe(true);
      expect(matches(`{ $.v != ${value} }`, JSON.stringify({ v: leaf }))).toBe(false);
    }
    for (const leaf of unequal) {
      expect(matches(`{ $.v = ${value} }`, JSON.stringify({ v: leaf }))).toBe(false);
      expect(matches(`{ $.v != ${value} }`, JSON.stringify({ v: leaf }))).toBe(true);
    }
  });
});

// not observed: to a text a number is what was logged, character by character
test.each([
  ['"1.0"', '{"v": 1.0}', true],
  ['"1.0"', '{"v": 1}', false],
  ['1.*', '{"v": 1.50}', true],
  ['%^1e%', '{"v": 1e3}', true],
  ['%^1e%', '{"v": 1000}', false],
])('$.v = %s over %s is %s', (value, line, expected) => {
  expect(matches(`{ $.v = ${value} }`, line)).toBe(expected);
});

// observed, radkawar/stackd at 9dc356f5
describe('selectors', () => {
  test.each([
    ['$.a.b', '{"a": {"b": 1}}', true],
    ['$.a.b', '{"a.b": 1}', false],
    ['$.a.b', '{"a": [{"b": 1}]}', false],
    ["$.['a.b']", '{"a.b": 1}', true],
    ["$.['a.b']", '{"a": {"b": 1}}', false],
    ['$.a[0]', '{"a": [1, 2]}', true],
    ['$.a[0]', '{"a": [2, 1]}', false],
    ['$.a[0]', '{"a": {"0": 1}}', false],
    ['$.a[0][1]', '{"a": [[0, 1]]}', true],
    ['$.a[*]', '{"a": [2, 1]}', true],
    ['$.a[*]', '{"a": [[1]]}', false],
    ['$.a[*]', '{"a": {"x": 1}}', true],
    ['$.a[*].b', '{"a": [{"b": 2}, {"b": 1}]}', true],
    ['$.*', '{"x": 2, "y": 1}', true],
    ['$.*', '{"x": {"y": 1}}', false],
    ['$.a-b_c', '{"a-b_c": 1}', true],
  ])('%s = 1 over %s is %s', (selector, line, expected) => {
    expect(matches(`{ ${selector} = 1 }`, line)).toBe(expected);
  });

  test('each condition picks its own element', () => {
    expect(matches('{ $.a[*].x = 1 && $.a[*].y = 2 }', '{"a": [{"x": 1, "y": 0}, {"x": 0, "y": 2}]}')).toBe(true);
  });
});

// observed, radkawar/stackd at 9dc356f5, and documented: () before && before ||
describe('&& and ||', () => {
  const [A, B, C] = ['$.a = 1', '$.b = 1', '$.c = 1'];

  test.each([
    [`${A} || ${B} && ${C}`, ['a', 'ab', 'ac', 'bc', 'abc']],
    [`${B} && ${C} || ${A}`, ['a', 'ab', 'ac', 'bc', 'abc']],
    [`(${A} || ${B}) && ${C}`, ['ac', 'bc', 'abc']],
    [`${A} && ${B} && ${C}`, ['abc']],
    [`((${A})) || ((${B}) || ${C})`, ['a', 'b', 'c', 'ab', 'ac', 'bc', 'abc']],
  ])('%s', (condition, expected) => {
    const found = ['', 'a', 'b', 'c', 'ab', 'ac', 'bc', 'abc']
      .filter(fields => matches(`{ ${condition} }`, JSON.stringify(Object.fromEntries([...fields].map(field => [field, 1])))));

    expect(found).toEqual(expected);
  });
});

describe('what the service refuses', () => {
  // observed, radkawar/stackd at 9dc356f5
  test.each([
    ['{ $.v = null }', 'expected a number, a text or a %regular expression% after =, found null at position 8'],
    ['{ $.v EXISTS }', 'expected an operator (= != < <= > >=), NOT EXISTS or IS, found EXISTS at position 6'],
    ['{ $.v IS NOT NULL }', 'expected NULL, TRUE or FALSE, found NOT at position 9'],
    ['{ $.v == 1 }', 'expected a number, a text or a %regular expression% after =, found = at position 7'],
    ['{ !($.v = 1) }', 'unexpected ! at position 2'],
    ['{ $.v > 0 AND $.v < 2 }', "expected &&, || or the closing '}', found AND at position 10"],
    ['{ $.v > "Alpha" }', 'expected a number after >, found "Alpha" at position 8'],
    ['{ $.v = }', 'expected a number, a text or a %regular expression% after =, found } at position 8'],
    ['{ $.v = %(a|b)% }', 'unexpected ( in a regular expression at position 9'],
    ['{ $..v = 1 }', "expected .name, ['name'], [0], .* or [*] at position 3"],
    ['{ $.a[-1] = 1 }', "expected .name, ['name'], [0], .* or [*] at position 5"],
    ['{ $.a[0:2] = 1 }', "expected .name, ['name'], [0], .* or [*] at position 5"],
    ['{ $.a[*].* = 1 }', 'expected at most one wildcard in the selector $.a[*].* at position 2'],
    ['{ $.a[*] = 1 || $.b[*] = 1 || $.* = 1 || $.c[*] = 1 }', 'expected at most 3 selectors with a wildcard at position 41'],
  ])('%s', (pattern, message) => {
    expect(() => FilterPattern.parse(pattern)).toThrow(FilterPatternError);
    expect(() => FilterPattern.parse(pattern)).toThrow(message);
  });

  // documented, FilterAndPatternSyntax; single quotes and a bare field name were reported by users
  test.each([
    ['{ $.v = %a!% }', 'unexpected ! in a regular expression'],
    ['{ $.v = %é% }', 'unexpected é in a regular expression'],
    ['{ $.v = %[a% }', 'expected a valid regular expression'],
    ['{ $.v = %a% || $.v = %b% || $.v = %c% }', 'expected at most 2 regular expressions'],
    ["{ $.v = 'a' }", "unexpected ' at position 8"],
    ['{ $.v = "a }', 'text without a closing quote at position 8'],
    ['{ $.v = %a }', 'regular expression without a closing percent sign at position 8'],
    ['{ v = 1 }', "expected a selector or '(', found v at position 2"],
    ['{ $v = 1 }', 'expected a selector to start with $. and a name'],
    ["{ $['v'] = 1 }", 'expected a selector to start with $. and a name'],
    ['{ $ = 1 }', 'expected a selector to start with $. and a name'],
    ['{ ($.v = 1 }', "expected &&, || or the closing ')', found } at position 11"],
    ['{ $.v = 1 } $.w', 'expected nothing more'],
    ['{ $.v = 1', "expected &&, || or the closing '}', found the end at position 9"],
    ['$.v = 1', "expected '{', found $.v at position 0"],
    ['{ }', "expected a selector or '(', found } at position 2"],
    ['', "expected '{', found the end at position 0"],
    ['{ $.v NOT NULL }', "expected 'EXISTS', found NULL at position 10"],
  ])('%s', (pattern, message) => {
    expect(() => FilterPattern.parse(pattern)).toThrow(message);
  });

  // PutMetricFilter: a filter pattern has at most 1,024 characters
  test('1,025 characters', () => {
    const pattern = (length: number) => `{ $.v = "${'a'.repeat(length - 12)}" }`;

    expect(pattern(1024)).toHaveLength(1024);
    expect(() => FilterPattern.parse(pattern(1024))).not.toThrow();
    expect(() => FilterPattern.parse(pattern(1025))).toThrow('expected at most 1024 characters, got 1025');
  });

  test('nothing at the limits', () => {
    expect(() => FilterPattern.parse('{ $.a[*] = 1 || $.b[*] = %a% || $.* = %b% }')).not.toThrow();
  });
});

describe('the tree', () => {
  test('has a node for every part', () => {
    const { root } = FilterPattern.parse('{ $.a[0].* != "x" && $.b < 1.50 || $.c NOT EXISTS || $.d IS TRUE }');

    expect(root).toEqual<Expression>({
      kind: 'any',
      terms: [
        {
          kind: 'all',
          terms: [
            {
              kind: 'comparison',
              selector: [{ kind: 'key', name: 'a' }, { kind: 'index', index: 0 }, { kind: 'wildcard', brackets: false }],
              operator: '!=',
              value: { kind: 'text', text: 'x', quoted: true },
            },
            { kind: 'comparison', selector: [{ kind: 'key', name: 'b' }], operator: '<', value: { kind: 'number', spelling: '1.50' } },
          ],
        },
        { kind: 'notExists', selector: [{ kind: 'key', name: 'c' }] },
        { kind: 'is', selector: [{ kind: 'key', name: 'd' }], constant: 'TRUE' },
      ],
    });
  });

  test.each([
    ['{$.a=1}', '{ $.a = 1 }'],
    ['{ $.a = 1 || $.b = * && $.c != x* }', '{ ($.a = 1) || (($.b = *) && ($.c != x*)) }'],
    ['{ (($.a[*] >= -1e3)) }', '{ $.a[*] >= -1e3 }'],
    ["{ $.['a.b'].* IS NULL && $.a['b'] NOT EXISTS }", "{ ($.['a.b'].* IS NULL) && ($.a.b NOT EXISTS) }"],
    ['{ $.a = "say \\"\\\\\\"" && $.b = %\\d{1,2}% }', '{ ($.a = "say \\"\\\\\\"") && ($.b = %\\d{1,2}%) }'],
    ['{ ($.a = 1 && $.b = 1) && $.c = 1 }', '{ (($.a = 1) && ($.b = 1)) && ($.c = 1) }'],
  ])('%s prints as %s, which parses to the same', (pattern, expected) => {
    const { root } = FilterPattern.parse(pattern);

    expect(print(root)).toBe(expected);
    expect(FilterPattern.parse(expected).root).toEqual(root);
  });
});
