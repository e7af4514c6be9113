import { StateValue, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarms } from '../deployment';
import type { Scene } from '../scene';
import { SIGN_INS } from '../sign-in-events';
import { act, type Act, type Step } from '../step';

export const SILENCE = 'silence';
const RING_SECONDS = 10;
const SILENCE_SECONDS = 1;

/** Sign-ins to the console: who must be heard, and who must not. */
export const SIGN_IN_ACT: Act = act('sign-ins to the console', [
  signIn('alice', 'signs in with MFA', SIGN_INS.userWithMfa, SILENCE),
  signIn('alice', 'fails to sign in', SIGN_INS.userFailed, SILENCE),
  signIn('alice', 'signs in through IAM Identity Center', SIGN_INS.ssoUser, SILENCE),
  signIn('alice', 'signs in without MFA', SIGN_INS.userWithoutMfa, 'rings UserSignInWithoutMfa'),
  signIn('root', 'signs in without MFA', SIGN_INS.rootWithoutMfa, 'rings RootSignInWithoutMfa, RootUserActivity'),
]);

function signIn(who: string, does: string, event: () => object, expected: string): Step {
  return {
    who,
    does,
    expected,
    run: async (scene) => {
      const before = await ringing(scene);
      await scene.delivery.deliver(event());
      const rung = (await ringing(scene)).filter(({ AlarmName }) => before.every((alarm) => alarm.AlarmName !== AlarmName));
      return heard(scene, rung);
    },
  };
}

async function ringing({ emulator }: Scene): Promise<MetricAlarm[]> {
  return (await alarms(emulator.admin)).filter((alarm) => alarm.StateValue === StateValue.ALARM);
}

/** What reached the queue, which has to be one message for each alarm that began to ring. */
async function heard(scene: Scene, rung: MetricAlarm[]): Promise<string> {
  const silent = new Map(rung.map((alarm) => [alarm.AlarmName!, alarm.MetricName!.split('-')[0]]));
  const told: string[] = [];
  for (let message; (message = await scene.inbox.next(silent.size ? RING_SECONDS : SILENCE_SECONDS));) {
    scene.messages.push(message);
    told.push(silent.get(message.AlarmName) ?? `${message.AlarmName} (${message.NewStateValue}), which did not begin to ring`);
    silent.delete(message.AlarmName);
  }
  const untold = [...silent.values()].map((name) => `${name} is in ALARM, but no message came`);
  return [...told.length ? [`rings ${told.sort().join(', ')}`] : [], ...untold].join('; ') || SILENCE;
}
