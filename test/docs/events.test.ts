import { readFileSync } from 'fs';
import { join } from 'path';
import { IdentityEvent } from '../../src';
import { allEvents, IDENTITY_EVENTS } from '../../tools/events/all-events';
import { eventDocument } from '../../tools/events/event-document';
import { NOTES } from '../../tools/events/notes';
import { SCANNER_CHECKS } from '../../tools/events/scanners';

test('docs/events.md is up to date; if not, run `npm run events` and look at what changed', () => {
  expect(readFileSync(join(__dirname, '../../docs/events.md'), 'utf8')).toBe(eventDocument());
});

// a pattern that is printed is one that can be pasted
test('it prints event patterns with the keys of EventBridge, not with those of the CDK', () => {
  expect(eventDocument()).toContain('{"detail-type":[');
  expect(eventDocument()).not.toContain('detailType');
});

test('it prints the query of each event that has one', () => {
  const queries = allEvents().flatMap(({ query }) => query ?? []);
  expect(queries.length).toBe(IDENTITY_EVENTS.length);
  expect(queries.filter(query => !eventDocument().includes(query))).toEqual([]);
});

test('it has notes for each event, and for no other', () => {
  expect(Object.keys(NOTES)).toEqual(allEvents().map(({ name }) => name));
});

const patterns = (events: IdentityEvent[]) => events.map(({ filterPattern }) => filterPattern);

describe('scanners', () => {
  test.each(SCANNER_CHECKS.filter(({ scanner }) => scanner !== 'Security Hub'))('$scanner $check is satisfied by the events of cis()', ({ accepts }) => {
    expect(patterns(IdentityEvent.cis()).filter(accepts)).not.toEqual([]);
  });

  test.each(SCANNER_CHECKS.filter(({ scanner }) => scanner === 'Security Hub'))('$scanner $check is satisfied by one event of securityHub()', ({ check, accepts }) => {
    expect(IdentityEvent.securityHub().filter(({ filterPattern }) => accepts(filterPattern)).map(({ controls }) => controls)).toEqual([[`Security Hub ${check}`]]);
  });

  // negative control: a check that accepts everything says nothing
  test.each(SCANNER_CHECKS)('$scanner $check refuses the events of other checks', ({ accepts }) => {
    const others = patterns(allEvents()).filter(pattern => !accepts(pattern));
    expect(others.length).toBeGreaterThanOrEqual(allEvents().length - 3);
  });
});

test('every pattern is within the limits of CloudWatch Logs and EventBridge', () => {
  for (const { filterPattern, eventPattern } of allEvents()) {
    expect(filterPattern.length).toBeLessThanOrEqual(1_024);
    expect(JSON.stringify(eventPattern ?? {}).length).toBeLessThanOrEqual(2_048);
  }
});
