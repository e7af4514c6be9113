import { BREAKS } from '../../tools/account/breaks';
import { differences, withLoss } from '../../tools/account/compare';
import { ASKED, BENCHMARK_ONLY, EXPECTED, expectedIn, NOT_ASKED, STATES, TAKEN_AWAY, UNNOTICED, type State } from '../../tools/account/expected';
import { statusesOf, type Statuses } from '../../tools/account/findings';

const HEAD = 'TIMESTAMP;CHECK_ID;STATUS;STATUS_EXTENDED;MUTED';
const csv = (...rows: string[]) => [HEAD, ...rows].join('\r\n');

describe("Prowler's CSV", () => {
  test('says of each check the gravest that it says of any resource', () => {
    expect(statusesOf(csv('t;one;PASS;;False', 't;one;FAIL;;False', 't;one;PASS;;False', 't;two;MANUAL;;False', 't;two;PASS;;False')))
      .toEqual({ one: 'FAIL', two: 'MANUAL' });
  });

  test('has semicolons, quotes and ends of lines in quotes', () => {
    expect(statusesOf(csv('t;one;PASS;"a ""b""; c\r\nd;two;FAIL";False', '"t";"three";"FAIL";"";"False"'))).toEqual({ one: 'PASS', three: 'FAIL' });
  });

  test('without findings is no pass', () => {
    expect(statusesOf(`${HEAD}\n`)).toEqual({});
  });

  test('that has changed is an error', () => {
    expect(() => statusesOf('')).toThrow('has no column CHECK_ID');
    expect(() => statusesOf('CHECK_ID;STATE;MUTED\none;PASS;False')).toThrow('has no column STATUS');
    expect(() => statusesOf(csv('t;one;UNSURE;;False'))).toThrow('Prowler says UNSURE of one');
    expect(() => statusesOf(csv('t;one;FAIL;;True'))).toThrow('muted: True');
  });
});

describe('a difference', () => {
  const expected: Statuses = { key: 'PASS', root: 'FAIL' };

  test('is none if all is as expected', () => {
    expect(differences('here', expected, { root: 'FAIL', key: 'PASS' })).toEqual([]);
  });

  test.each<[string, Statuses, string]>([
    ['a check that fails', { key: 'FAIL', root: 'FAIL' }, 'here: key is FAIL, expected PASS'],
    ['a check that passes', { key: 'PASS', root: 'PASS' }, 'here: root is PASS, expected FAIL'],
    ['a check that finds nothing', { root: 'FAIL' }, 'here: key is none, expected PASS'],
    ['a check that nobody expected', { ...expected, topic: 'PASS' }, 'here: topic is PASS, expected none'],
  ])('is %s', (_, found, difference) => {
    expect(differences('here', expected, found)).toEqual([difference]);
  });
});

describe('the loss of a control', () => {
  test('changes what is written down, and nothing else', () => {
    expect(withLoss({ key: 'PASS', root: 'FAIL', trail: 'PASS' }, { fails: ['key'], vanishes: ['trail'] })).toEqual({ key: 'FAIL', root: 'FAIL' });
  });

  test('cannot fail what did not pass, or hide what was not there', () => {
    expect(() => withLoss({ root: 'FAIL' }, { fails: ['root'] })).toThrow('root cannot change so');
    expect(() => withLoss({}, { fails: [], vanishes: ['trail'] })).toThrow('trail cannot change so');
  });
});

describe('what is expected', () => {
  const taken = Object.entries(TAKEN_AWAY).flatMap(([state, controls]) =>
    Object.entries(controls).map(([control, each]) => ({ state, control, each })));

  test.each(taken)('without: $control', ({ state, control, each }) => {
    expect(BREAKS).toHaveProperty([control]);
    expect(() => withLoss(expectedIn(state as State), each)).not.toThrow();
    expect(each.fails.length > 0).toBe(!(control in UNNOTICED));
  });

  test('has every control that can be taken away', () => {
    expect(taken.map(({ control }) => control).sort()).toEqual(Object.keys(BREAKS).sort());
  });

  test('has a reason for each check that a baseline does not pass, and for no other', () => {
    const open = Object.entries(EXPECTED).filter(([, { baseline, why }]) => (baseline === 'PASS') === (why !== undefined));
    expect(open).toEqual([]);
  });

  test('of a check that passes is that the loss of a control fails it, or that it passes without us', () => {
    const failing = taken.flatMap(({ each }) => each.fails);
    const never = Object.keys(ASKED).filter(check => ASKED[check].baseline === 'PASS' && ASKED[check].empty !== 'PASS' && !failing.includes(check));
    expect(never).toEqual(['iam_customer_attached_policy_no_administrative_privileges']);
  });

  test('names each check once', () => {
    const all = [ASKED, BENCHMARK_ONLY, NOT_ASKED].flatMap(each => Object.keys(each));
    expect(all).toHaveLength(new Set(all).size);
    expect(Object.keys(expectedIn('baseline'))).toEqual(Object.keys(EXPECTED).filter(check => EXPECTED[check].baseline !== 'none'));
    expect(Object.keys(STATES)).toHaveLength(5);
  });
});
