import { findSilentAlarms } from './alarms';
import { findWhatDoesNotStay } from './deletion';
import { findOpenDoors } from './doors';
import type { Fault } from './fault';
import { findPeopleWithoutMfa } from './people';
import { findServicesWithoutAccess } from './services';
import { findBlindTrails } from './trails';
import type { Auditor } from '../auditor';
import { placeIn, type Template } from '../template';

const CHECKS: ((template: Template) => Fault[] | Promise<Fault[]>)[] = [
  findBlindTrails, findPeopleWithoutMfa, findServicesWithoutAccess, findSilentAlarms, findOpenDoors, findWhatDoesNotStay,
];

/** What no auditor on the market looks at: whether people need MFA, whether services get at what they need, whether an alarm is heard. */
export const OWN_CHECKS: Auditor = {
  name: 'own',
  title: 'checks of our own: what MFA means, by an IAM engine and our evaluator of filter patterns; access of services; alarms; deletion',
  async audit(templates) {
    const findings = await Promise.all(templates.flatMap((template) => CHECKS.map(async (check) =>
      (await check(template)).map(([rule, id, message]) => ({ auditor: 'own', rule, place: placeIn(template, id), message })))));
    return findings.flat();
  },
};
