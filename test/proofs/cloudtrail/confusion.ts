import { onEventBus } from './event-bus';
import { LABELLED_EVENTS, type Exceptions, type IdentityEventName, type LabelledEvent } from './index';
import type { IdentityEvent } from '../../../src';
import { matchEvents } from '../../../tools/event-ruler';
import { eventPatternOf, IDENTITY_EVENTS } from '../../../tools/events/all-events';
import { FilterPattern } from '../../../tools/filter-pattern';

/** For each event of the corpus, in its order, whether an identity event rings. */
export type Answers = readonly boolean[];

/** What an identity event makes of the corpus: the names of events, by what should happen and what does. */
export interface Confusion {
  readonly event: string;
  readonly found: readonly string[];
  readonly missed: readonly string[];
  readonly falseAlarms: readonly string[];
  readonly silent: readonly string[];
}

/** What a metric filter over the trail's log group finds. */
export function inLogGroup(filterPattern: string): Answers {
  const pattern = FilterPattern.parse(filterPattern);
  return LABELLED_EVENTS.map(({ event }) => pattern.matches(JSON.stringify(event)));
}

/** What rules on the default event bus find, all asked at once: the engine takes seconds to start. */
export function onRules(events: readonly IdentityEvent[]): Answers[] {
  const arriving = LABELLED_EVENTS.map(({ event }) => onEventBus(event));
  const answers = matchEvents(events.map(eventPatternOf).flatMap(pattern => arriving.map(event => ({ pattern, event }))));
  const refused = answers.find(answer => typeof answer !== 'boolean');
  if (refused !== undefined) { throw new Error(`EventBridge refuses a pattern: ${JSON.stringify(refused)}`); }
  return events.map((_, index) => answers.slice(index * arriving.length, (index + 1) * arriving.length) as boolean[]);
}

/** @param name the identity event by whose labels the answers are judged */
export function confusionOf(name: string, answers: Answers): Confusion {
  const names = (wanted: boolean, given: boolean) => LABELLED_EVENTS
    .filter((labelled, index) => mustRing(labelled, name) === wanted && answers[index] === given)
    .map(labelled => labelled.name);
  return { event: name, found: names(true, true), missed: names(true, false), falseAlarms: names(false, true), silent: names(false, false) };
}

export type Transport = 'filters' | 'rules';

/** Every identity event over the corpus, by metric filters or by rules. Rules need Java and Maven: tools/event-ruler. */
export function confusion(transport: Transport): Confusion[] {
  const answers = transport === 'filters' ? IDENTITY_EVENTS.map(({ filterPattern }) => inLogGroup(filterPattern)) : onRules(IDENTITY_EVENTS);
  return IDENTITY_EVENTS.map(({ name }, index) => confusionOf(name, answers[index]));
}

/** What the corpus says of an identity event's exceptions. */
export function documentedExceptions(name: string, transport: Transport): Pick<Confusion, 'missed' | 'falseAlarms'> {
  const names = (exceptions: (labelled: LabelledEvent) => Exceptions | undefined) => LABELLED_EVENTS
    .filter(labelled => name in (exceptions(labelled) ?? {}))
    .map(labelled => labelled.name);
  return { missed: names(({ missed, missedByFilters }) => transport === 'filters' ? { ...missed, ...missedByFilters } : missed), falseAlarms: names(({ ringsAnyway }) => ringsAnyway) };
}

export function confusionTable(rows: readonly Confusion[]): string {
  const print = (cells: readonly (string | number)[]) => cells.map((cell, column) => column === 0 ? String(cell).padEnd(32) : String(cell).padStart(8)).join('');
  return [
    print(['event', 'found', 'missed', 'false', 'silent']),
    ...rows.map(({ event, found, missed, falseAlarms, silent }) => print([event, found.length, missed.length, falseAlarms.length, silent.length])),
  ].join('\n');
}

function mustRing({ rings }: LabelledEvent, name: string): boolean {
  return rings.includes(name as IdentityEventName);
}
