import { describeWithEventRuler, matchEvents, type Answer, type Question } from '../../tools/event-ruler';

const JAVA_TAKES_ITS_TIME = 180_000;

const eventOf = (detail: object) => ({ 'source': 'example', 'detail-type': 'example', detail });

// What the field `v` may be, by its JSON; `missing` is no field at all.
const VALUES = new Map<string, object>([
  ...['1', '"1"', 'true', '"true"', 'null', '"null"', '"abc"', '"AbC"'].map(value => [value, { v: JSON.parse(value) }] as const),
  ['missing', {}],
]);

const CONDITIONS: [condition: unknown, matching: string[]][] = [
  // observed with TestEventPattern on the real service, radkawar/stackd at 9dc356f5: kinds are not mixed
  [1, ['1']],
  ['1', ['"1"']],
  [true, ['true']],
  ['true', ['"true"']],
  [null, ['null']],
  // observed for the two texts of three letters
  [{ 'anything-but': { wildcard: ['a*b', 'x*y'] } }, ['1', '"1"', 'true', '"true"', 'null', '"null"', '"abc"', '"AbC"']],
  // documented: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
  [{ prefix: 'a' }, ['"abc"']],
  [{ suffix: 'C' }, ['"AbC"']],
  [{ 'equals-ignore-case': 'ABC' }, ['"abc"', '"AbC"']],
  [{ exists: true }, ['1', '"1"', 'true', '"true"', 'null', '"null"', '"abc"', '"AbC"']],
  [{ exists: false }, ['missing']],
  // not documented: a comparison with "not" matches null, and no field that is missing
  [{ 'anything-but': ['abc', '1'] }, ['1', 'true', '"true"', 'null', '"null"', '"AbC"']],
];

// Documented as above, and in eb-event-patterns-arrays: values of an array are alternatives, fields are joined.
const DETAILS: [detail: string, event: string, matches: boolean][] = [
  ['{ "v": ["1", "2"] }', '{ "v": "2" }', true],
  ['{ "v": ["1"], "w": ["1"] }', '{ "v": "1", "w": "2" }', false],
  ['{ "v": ["1"] }', '{ "v": ["0", "1"] }', true],
  ['{ "v": { "w": ["1"] } }', '{ "v": { "w": "1" } }', true],
  ['{ "v": { "w": ["1"] } }', '{ "v": null }', false],
  ['{ "v": { "w": [{ "exists": false }] } }', '{ "v": {} }', true],
  ['{ "v": { "w": [{ "exists": false }] } }', '{ "v": null }', true],
  ['{ "v": { "w": [{ "exists": false }] } }', '{}', true],
  ['{ "$or": [{ "v": ["1"] }, { "w": ["1"] }] }', '{ "v": "2", "w": "1" }', true],
  ['{ "$or": [{ "v": ["1"] }, { "w": ["1"] }] }', '{ "v": "2", "w": "2" }', false],
];

// Observed, radkawar/stackd at 9dc356f5.
const REFUSED = [
  '{}',
  '{ "$or": [] }',
  '{ "$or": [{ "source": ["a"] }] }',
  '{ "detail": { "v": [{ "wildcard": "a**b" }] } }',
  '{ "detail": { "v": [{ "numeric": ["!=", 1] }] } }',
];

describeWithEventRuler('the event ruler', () => {
  const questions: Question[] = [
    ...CONDITIONS.flatMap(([condition]) => [...VALUES.values()].map(detail => ({ pattern: { detail: { v: [condition] } }, event: eventOf(detail) }))),
    ...DETAILS.map(([detail, event]) => ({ pattern: { detail: JSON.parse(detail) }, event: eventOf(JSON.parse(event)) })),
    ...REFUSED.map(pattern => ({ pattern: JSON.parse(pattern), event: eventOf({}) })),
  ];
  let answers: Map<string, Answer>;
  const answerTo = (pattern: object, event: object) => answers.get(JSON.stringify({ pattern, event }));

  beforeAll(() => {
    const all = matchEvents(questions);
    answers = new Map(questions.map((question, index) => [JSON.stringify(question), all[index]]));
  }, JAVA_TAKES_ITS_TIME);

  test.each(CONDITIONS)('%j', (condition, expected) => {
    const matching = [...VALUES].filter(([, detail]) => answerTo({ detail: { v: [condition] } }, eventOf(detail)) === true);

    expect(matching.map(([name]) => name)).toEqual(expected);
  });

  test.each(DETAILS)('%s over %s is %s', (detail, event, expected) => {
    expect(answerTo({ detail: JSON.parse(detail) }, eventOf(JSON.parse(event)))).toBe(expected);
  });

  test.each(REFUSED)('refuses %s', pattern => {
    expect(answerTo(JSON.parse(pattern), eventOf({}))).toEqual({ refused: expect.any(String) });
  });
});
