import { DescribeAlarmsCommand, SetAlarmStateCommand, StateValue } from '@aws-sdk/client-cloudwatch';
import { readBaseline } from '../../tools/emulator/deployment';
import { Emulator } from '../../tools/emulator/emulator';
import { BASELINE } from '../../tools/emulator/example';
import { TrailDelivery } from '../../tools/emulator/trail-delivery';
import { CONSOLE_SIGN_INS } from '../proofs/cloudtrail/console-sign-ins';
import { OTHER_SIGN_INS } from '../proofs/cloudtrail/other-sign-ins';

// Every sign-in of the corpus, through the deployed filters: just the right alarms ring.

let emulator: Emulator;
let delivery: TrailDelivery;
/** The identity event of each alarm, by the alarm's name. */
let watched: Map<string, string>;

beforeAll(async () => {
  emulator = await Emulator.start();
  await emulator.cdk.bootstrap();
  await emulator.cdk.deploy(BASELINE.app);
  delivery = new TrailDelivery(emulator.admin, (await readBaseline(emulator.admin)).logGroupName);
  watched = new Map((await alarms()).map(({ AlarmName, MetricName }) => [AlarmName!, MetricName!.split('-')[0]]));
});

afterAll(async () => emulator?.stop());

const alarms = async () => (await emulator.admin.cloudWatch.send(new DescribeAlarmsCommand({}))).MetricAlarms!;

async function ringing(): Promise<string[]> {
  return (await alarms()).filter(({ StateValue: state }) => state === StateValue.ALARM).map(({ AlarmName }) => AlarmName!);
}

const AN_HOUR = 3_600;

/** On AWS an alarm goes back to OK by itself when data is missing, here it has to be told. */
async function silence(names: string[]): Promise<void> {
  await emulator.letMetricsGrowOlder(AN_HOUR);
  for (const AlarmName of names) {
    await emulator.admin.cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: StateValue.OK, StateReason: 'the next event' }));
  }
}

test('eight events are watched', () => {
  expect([...watched.values()].sort()).toEqual([
    'AuditTrailChange', 'EnforcementChange', 'MfaDeviceRegisteredWithAccessKey', 'MfaDeviceRemoved', 'RootCredentialChange',
    'RootSignInWithoutMfa', 'RootUserActivity', 'UserSignInWithoutMfa',
  ]);
});

test.each([...CONSOLE_SIGN_INS, ...OTHER_SIGN_INS])('$name: rings $rings', async ({ event, rings, ringsAnyway = {}, missed = {} }) => {
  const expected = [...rings.filter(name => !(name in missed)), ...Object.keys(ringsAnyway)].filter(name => [...watched.values()].includes(name));
  await delivery.deliver(event);
  const rung = await ringing();
  await silence(rung);
  expect(rung.map(name => watched.get(name)).sort()).toEqual(expected.sort());
});
