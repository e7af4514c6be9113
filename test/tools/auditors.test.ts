import { ACCEPTED, judge } from '../../tools/auditors/accepted';
import { CONTROLS } from '../../tools/auditors/removed';
import { differencesFrom, readSeen } from '../../tools/auditors/removed/seen';

const [entry] = ACCEPTED;
const found = ACCEPTED.flatMap(({ auditor, rules, place }) => rules.map(rule => ({ auditor, rule, place, message: '' })));
const auditors = [...new Set(ACCEPTED.map(({ auditor }) => auditor))];

describe('findings', () => {
  test('that are accepted leave nothing open', () => {
    expect(judge(found, auditors)).toEqual({ accepted: found, open: [], unused: [] });
  });

  test('at another place are open', () => {
    const elsewhere = { ...found[0], place: 'Elsewhere' };
    expect(judge([...found, elsewhere], auditors).open).toEqual([elsewhere]);
  });

  test('that no longer occur are to be taken from the list', () => {
    expect(judge(found.slice(1), auditors).unused).toEqual([`${entry.auditor} ${entry.rules[0]} at ${entry.place}`]);
  });

  test('of auditors who were not asked are not missed', () => {
    expect(judge([], []).unused).toEqual([]);
  });

  test.each(ACCEPTED)('$rules at $place have a reason', ({ reason }) => {
    expect(reason).toMatch(/\w/);
  });
});

describe('controls that were removed', () => {
  test('were each seen by somebody', () => {
    expect(Object.keys(readSeen())).toEqual(CONTROLS.map(({ control }) => control));
    expect(Object.values(readSeen()).filter(rules => rules.length === 0)).toEqual([]);
  });

  test('differ from what is written if another rule sees them', () => {
    const seen = { key: ['checkov ONE'], topic: ['own two'] };
    expect(differencesFrom(seen, seen, ['checkov', 'own'])).toEqual([]);
    expect(differencesFrom(seen, { key: [], topic: ['own two'] }, ['checkov', 'own'])).toEqual(['key: nobody, but written is checkov ONE']);
    expect(differencesFrom(seen, { topic: ['own two'] }, ['own'])).toEqual([]);
  });
});
