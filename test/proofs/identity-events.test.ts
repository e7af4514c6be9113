import { IDENTITY_EVENT_NAMES, LABELLED_EVENTS } from './cloudtrail';
import { confusion, confusionOf, confusionTable, documentedExceptions, inLogGroup } from './cloudtrail/confusion';
import { IdentityEvent } from '../../src';
import { IDENTITY_EVENTS } from '../../tools/events/all-events';

/*
 * Every identity event over every event of the corpus, as a metric filter over the trail's log group finds them.
 */

describe.each(IDENTITY_EVENTS)('$name', ({ name, filterPattern }) => {
  const { found, missed, falseAlarms, silent } = confusionOf(name, inLogGroup(filterPattern));

  test('finds what it means and nothing else, but for the exceptions that the corpus gives reasons for', () => {
    expect({ missed, falseAlarms }).toEqual(documentedExceptions(name, 'filters'));
  });

  test('is asked of enough events of either kind', () => {
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(silent.length).toBeGreaterThanOrEqual(200);
  });
});

describe('the corpus', () => {
  test('is large, and each event is told by its name', () => {
    expect(LABELLED_EVENTS.length).toBeGreaterThanOrEqual(300);
    expect(new Set(LABELLED_EVENTS.map(({ name }) => name)).size).toBe(LABELLED_EVENTS.length);
  });

  test('labels with every identity event that there is', () => {
    expect(IDENTITY_EVENTS.map(({ name }) => name)).toEqual(IDENTITY_EVENT_NAMES);
  });

  test.each(['UserSignInWithoutMfa', 'RootSignInWithoutMfa'])('has no exception for %s', name => {
    expect(documentedExceptions(name, 'filters')).toEqual({ missed: [], falseAlarms: [] });
  });

  test('has exceptions that contradict their labels only', () => {
    const idle = LABELLED_EVENTS.filter(({ rings, missed, missedByFilters, ringsAnyway = {} }) =>
      Object.keys({ ...missed, ...missedByFilters }).some(name => !rings.includes(name as never))
      || Object.keys(ringsAnyway).some(name => rings.includes(name as never)));

    expect(idle).toEqual([]);
  });
});

// negative controls: what the CIS AWS Foundations Benchmark prescribes has faults that these events show
describe('the patterns of CIS', () => {
  test('for sign-ins without MFA miss some and ring for others', () => {
    const { missed, falseAlarms } = confusionOf('UserSignInWithoutMfa', inLogGroup('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }'));

    expect(missed).toEqual(expect.arrayContaining(['user, MFAUsed missing', 'user, MFAUsed null', 'user, no additional data']));
    expect(falseAlarms).toEqual(expect.arrayContaining(['Identity Center session', 'user, failure, no MFA', 'user, MFA in capitals']));
  });

  test('for refused calls, as versions 1.4 to 3.0 print them, ring for nearly everything', () => {
    const { falseAlarms } = confusionOf('UnauthorizedApiCall', inLogGroup('{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")'
      + ' || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }'));

    expect(falseAlarms.length).toBeGreaterThan(250);
  });
});

// What the texts that Security Hub wants find less and more than ours.
describe('securityHub()', () => {
  const patterns = new Map(IdentityEvent.securityHub().map(({ name, filterPattern }) => [name, filterPattern]));

  test.each([
    ['SecurityHubRootUsage', 'RootUserActivity', ['root in the console, its own key', 'root in the console, reading'], []],
    ['SecurityHubUnauthorizedApiCalls', 'UnauthorizedApiCall', [], ['delivery of logs refused', 'a tool asks whether a bucket is there']],
    ['SecurityHubSignInWithoutMfa', 'UserSignInWithoutMfa', ['user, MFAUsed missing', 'user, MFAUsed null', 'user, no additional data', 'user, additional data null'], ['user, MFA in capitals']],
    ['SecurityHubIamPolicyChange', 'IamPolicyChange', [], []],
    ['SecurityHubTrailChange', 'AuditTrailChange', ['management events left out by name', 'management events left out by ARN'], []],
    ['SecurityHubSignInFailure', 'ConsoleSignInFailure', [
      'unknown user, failure',
      'user, failure, no message',
      'root, failure, no message',
      "user, refused by the account's sign-in policy",
      "root, refused by the organization's sign-in policy",
    ], []],
  ])('%s finds less and more than %s', (theirs, ours, less, more) => {
    const answers = inLogGroup(patterns.get(theirs)!);
    const own = inLogGroup(IDENTITY_EVENTS.find(({ name }) => name === ours)!.filterPattern);
    const differing = (given: boolean) => LABELLED_EVENTS
      .filter((_, index) => answers[index] === given && own[index] !== given)
      .map(({ name }) => name);

    expect({ less: differing(false), more: differing(true) }).toEqual({ less, more });
  });

  test('has no other', () => {
    expect([...patterns.keys()]).toHaveLength(6);
  });
});

afterAll(() => {
  process.stdout.write(`\nmetric filters over ${LABELLED_EVENTS.length} events\n${confusionTable(confusion('filters'))}\n`);
});
