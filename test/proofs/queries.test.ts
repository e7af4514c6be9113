import { LABELLED_EVENTS } from './cloudtrail';
import { dashboardWidgets } from '../../tools/dashboard/dashboard-body';
import { allEvents } from '../../tools/events/all-events';

/*
 * What Logs Insights finds is not proved here: no engine for its language is at hand. That each field exists is, since a query
 * over a field that no record has finds nothing, in silence.
 */

const WORDS = new Set([
  'SOURCE', 'and', 'as', 'by', 'count', 'desc', 'fields', 'filter', 'in', 'ispresent', 'latest', 'like', 'limit', 'not', 'or', 'sort', 'stats',
]);

/** The fields that a query names; `stats … as name` makes one, and those with @ are of CloudWatch Logs itself. */
function fieldsOf(query: string): string[] {
  const made = [...query.matchAll(/ as (\w+)/g)].map(([, name]) => name);
  const withoutValues = query.replace(/"[^"]*"|'[^']*'/g, '').replace(/\/[^/]*\//g, '');
  const names = withoutValues.match(/@?[A-Za-z][\w.]*/g) ?? [];
  return [...new Set(names)].filter(name => !WORDS.has(name) && !made.includes(name) && !name.startsWith('@'));
}

function hasRecord(field: string): boolean {
  return LABELLED_EVENTS.some(({ event }) => field.split('.').reduce<any>((value, key) => value?.[key], event) !== undefined);
}

const QUERIES = [
  ...allEvents().filter(({ query }) => query !== undefined).map(({ name, query }) => ({ name, query: query! })),
  ...dashboardWidgets().filter(({ type }) => type === 'log').map(({ properties }) => ({ name: `dashboard: ${properties.title}`, query: properties.query! })),
];

test.each(QUERIES)('$name: every field is one of records', ({ query }) => {
  expect(fieldsOf(query).length).toBeGreaterThan(1);
  expect(fieldsOf(query).filter(field => !hasRecord(field))).toEqual([]);
});

test('all events but those of Security Hub have a query, and the dashboard has four', () => {
  expect(QUERIES.length).toBe(17 + 4);
});

test.each(QUERIES)('$name: shows the account', ({ query }) => {
  expect(fieldsOf(query)).toContain('recipientAccountId');
});

// negative control
test('a field that is misspelled is found', () => {
  expect(fieldsOf('fields @timestamp | filter userIdentity.typ = "Root"').filter(field => !hasRecord(field))).toEqual(['userIdentity.typ']);
});
