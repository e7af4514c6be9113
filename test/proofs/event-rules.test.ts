import { LABELLED_EVENTS } from './cloudtrail';
import { confusionOf, confusionTable, documentedExceptions, inLogGroup, onRules, type Answers } from './cloudtrail/confusion';
import { describeWithEventRuler } from '../../tools/event-ruler';
import { IDENTITY_EVENTS } from '../../tools/events/all-events';

/*
 * Every identity event over every event of the corpus, as a rule on the default event bus finds them.
 */

const JAVA_TAKES_ITS_TIME = 300_000;

describeWithEventRuler('rules on the event bus', () => {
  const answers = new Map<string, Answers>();

  beforeAll(() => {
    onRules(IDENTITY_EVENTS).forEach((each, index) => answers.set(IDENTITY_EVENTS[index].name, each));
  }, JAVA_TAKES_ITS_TIME);

  describe.each(IDENTITY_EVENTS)('$name', ({ name, filterPattern }) => {
    test('finds what it means and nothing else, but for the exceptions that the corpus gives reasons for', () => {
      const { missed, falseAlarms } = confusionOf(name, answers.get(name)!);

      expect({ missed, falseAlarms }).toEqual(documentedExceptions(name, 'rules'));
    });

    test('finds what its metric filter finds, and what the corpus says that a filter cannot find', () => {
      const filtered = inLogGroup(filterPattern);
      const differing = LABELLED_EVENTS.filter((_, index) => filtered[index] !== answers.get(name)![index]);
      const written = LABELLED_EVENTS.filter(({ missedByFilters = {} }) => name in missedByFilters);

      expect(differing.map(labelled => labelled.name)).toEqual(written.map(labelled => labelled.name));
    });
  });

  afterAll(() => {
    const rows = [...answers].map(([name, each]) => confusionOf(name, each));
    process.stdout.write(`\nrules over ${LABELLED_EVENTS.length} events\n${confusionTable(rows)}\n`);
  });
});
