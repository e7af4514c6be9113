import { describeWithEventRuler, matchEvents } from '../../tools/event-ruler';
import { allEvents } from '../../tools/events/event-document';
import { FilterPattern } from '../../tools/filter-pattern';
import { eventPatternMutants } from '../../tools/mutants/event-pattern-mutants';
import { filterPatternMutants, PatternMutant } from '../../tools/mutants/filter-pattern-mutants';
import { LABELLED_EVENTS } from '../proofs/cloudtrail';
import { onEventBus } from '../proofs/cloudtrail/event-bus';

/*
 * Breaks each pattern in every single place, and expects the corpus to notice: some record is found that was not, or the other
 * way round. Edits that change nothing are listed here with the reason; a line that no edit needs fails as well.
 */
interface Harmless {
  readonly edit: RegExp;
  readonly why: string;
}

const HARMLESS_IN_FILTERS: readonly Harmless[] = [
  { edit: /^without { \$\.eventName = "?ConsoleLogin"? } /, why: 'the outcome stands under the name of the event; scanners ask for the name' },
  { edit: /^without .*\$\.eventSource = /, why: 'no other service has operations of these names, so far' },
  { edit: /^(without|turned:|misspelled:) { \$\.errorMessage = "Failed authentication" }/, why: 'the outcome finds them; scanners ask for the message' },
];

const HARMLESS_IN_RULES: readonly Harmless[] = [
  { edit: /^without \.detail\.eventName$/, why: 'the outcome stands under the name of the event' },
  { edit: /^without \.detail\.eventSource$/, why: 'no other service has operations of these names, so far' },
  { edit: /^(without|misspelled:) .*"?Failed authentication"?/, why: 'the outcome finds them' },
  { edit: /^(without|misspelled:) "AWS Console (Action|Signin) via CloudTrail" in /, why: 'a name that one page of AWS prints; nothing in the corpus arrives under it' },
  { edit: /^(without|misspelled:) "AWS [A-Za-z ]+ via CloudTrail" in \.detail-type$/, why: 'records of this kind never have what the pattern asks for besides' },
  { edit: /^without \.detail-type$/, why: 'only CloudTrail sends events with these fields' },
];

const EVENTS = allEvents().filter(({ name }) => !name.startsWith('SecurityHub'));
const LINES = LABELLED_EVENTS.map(({ event }) => JSON.stringify(event));

const found = (pattern: string) => {
  const compiled = FilterPattern.parse(pattern);
  return LINES.map(line => compiled.matches(line)).join();
};

function unnoticedFilters(filterPattern: string): string[] {
  const right = found(filterPattern);
  return filterPatternMutants(filterPattern).filter(({ pattern }) => found(pattern) === right).map(({ name }) => name);
}

describe('filter patterns', () => {
  const unnoticed = new Map(EVENTS.map(({ name, filterPattern }) => [name, unnoticedFilters(filterPattern)]));

  test.each(EVENTS)('$name: every edit is noticed', ({ name }) => {
    expect(withoutHarmless(unnoticed.get(name)!, HARMLESS_IN_FILTERS)).toEqual([]);
  });

  test.each(HARMLESS_IN_FILTERS)('an edit that does no harm exists: $why', ({ edit }) => {
    expect([...unnoticed.values()].flat().filter(each => edit.test(each))).not.toEqual([]);
  });

  test('are broken in many places', () => {
    expect(EVENTS.flatMap(({ filterPattern }) => filterPatternMutants(filterPattern)).length).toBeGreaterThan(250);
  });
});

describeWithEventRuler('event patterns', () => {
  const patternOf = ({ eventPattern }: typeof EVENTS[number]) => {
    const { detailType, ...rest } = eventPattern!;
    return { 'detail-type': detailType, ...rest };
  };
  let unnoticed: Map<string, string[]>;

  beforeAll(() => {
    const mutants = EVENTS.map(event => ({ name: event.name, patterns: [{ name: 'itself', pattern: patternOf(event) }, ...eventPatternMutants(patternOf(event))] }));
    const records = LABELLED_EVENTS.map(({ event }) => onEventBus(event));
    const answers = matchEvents(mutants.flatMap(({ patterns }) => patterns).flatMap(({ pattern }) => records.map(event => ({ pattern, event }))));
    let next = 0;
    const answerOf = (_: PatternMutant<object>) => JSON.stringify(answers.slice(next, next += LABELLED_EVENTS.length));
    unnoticed = new Map(mutants.map(({ name, patterns: [right, ...wrong] }) => {
      const rightly = answerOf(right);
      return [name, wrong.filter(mutant => answerOf(mutant) === rightly).map(mutant => mutant.name)];
    }));
  }, 300_000);

  test.each(EVENTS)('$name: every edit is noticed', ({ name }) => {
    expect(withoutHarmless(unnoticed.get(name)!, HARMLESS_IN_RULES)).toEqual([]);
  });

  test.each(HARMLESS_IN_RULES)('an edit that does no harm exists: $why', ({ edit }) => {
    expect([...unnoticed.values()].flat().filter(each => edit.test(each))).not.toEqual([]);
  });
});

function withoutHarmless(edits: string[], harmless: readonly Harmless[]): string[] {
  return edits.filter(each => !harmless.some(({ edit }) => edit.test(each)));
}
