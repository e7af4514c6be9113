import { LABELLED_EVENTS, type IdentityEventName, type LabelledEvent } from './sign-in-events';
import { IdentityEvent } from '../../src';
import { FilterPattern } from '../../tools/filter-pattern';

const IDENTITY_EVENTS = [IdentityEvent.USER_SIGN_IN_WITHOUT_MFA, IdentityEvent.ROOT_SIGN_IN_WITHOUT_MFA, IdentityEvent.ROOT_USER_ACTIVITY];

const line = ({ event }: LabelledEvent) => JSON.stringify(event);
const mustRing = ({ rings }: LabelledEvent, name: string) => rings.includes(name as IdentityEventName);
const isMissed = ({ missed = [] }: LabelledEvent, name: string) => missed.includes(name as IdentityEventName);

function score(pattern: string, wanted: (event: LabelledEvent) => boolean) {
  const compiled = FilterPattern.parse(pattern);
  const names = (events: readonly LabelledEvent[]) => events.map(({ name }) => name);
  return {
    missed: names(LABELLED_EVENTS.filter(event => wanted(event) && !compiled.matches(line(event)))),
    falseAlarms: names(LABELLED_EVENTS.filter(event => !wanted(event) && compiled.matches(line(event)))),
  };
}

describe.each(IDENTITY_EVENTS)('$name', ({ name, filterPattern }) => {
  const pattern = FilterPattern.parse(filterPattern);

  test.each(LABELLED_EVENTS)('$name', event => {
    expect(pattern.matches(line(event))).toBe(mustRing(event, name) && !isMissed(event, name));
  });

  test('has events that must ring it and events that must not', () => {
    const ringing = LABELLED_EVENTS.filter(event => mustRing(event, name));

    expect(ringing.length).toBeGreaterThanOrEqual(5);
    expect(LABELLED_EVENTS.length - ringing.length).toBeGreaterThanOrEqual(5);
  });
});

test('the events are many, and each is told by its name', () => {
  expect(LABELLED_EVENTS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(LABELLED_EVENTS.map(({ name }) => name)).size).toBe(LABELLED_EVENTS.length);
});

test('the only misses are those of MFAUsed null, which no record has shown', () => {
  expect(LABELLED_EVENTS.filter(({ missed }) => missed).map(({ name }) => name)).toEqual(['user, MFAUsed null', 'root, MFAUsed null']);
});

// negative controls: what the CIS AWS Foundations Benchmark prescribes has faults that these events show
describe('the patterns of CIS', () => {
  test('for sign-ins without MFA miss some and ring for others', () => {
    const { missed, falseAlarms } = score(
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
      event => mustRing(event, 'UserSignInWithoutMfa') || mustRing(event, 'RootSignInWithoutMfa'),
    );

    expect(missed).toContain('user, MFAUsed missing');
    expect(falseAlarms).toContain('Identity Center session');
    expect(falseAlarms).toContain('user, failure, no MFA');
  });

  test("for the use of root misses root's console", () => {
    const { missed, falseAlarms } = score(
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      event => mustRing(event, 'RootUserActivity'),
    );

    expect(missed).toEqual(['root in the console', 'root in the console, reading']);
    expect(falseAlarms).toEqual([]);
  });
});
