import { Mutant, mutantsOf } from './mutant';

/* Which devices people may register. */

const STATEMENTS = 'src/enforcement/statements.ts';
const DEVICES = 'src/enforcement/mfa-devices.ts';
const SESSIONS = 'test/proofs/sessions-and-devices';
const WAYS = 'test/proofs/ways-around';

const KEYS_GATE = "conditions: { Null: { 'iam:RegisterSecurityKey': 'true' } }";
const ACTIVATE = "StringEquals: { 'iam:RegisterSecurityKey': 'Activate' }";
const LEVELS = 'StringNotEquals: allowedDevices._certifications';
const CERTIFIED = `[deny('DenyUncertifiedSecurityKeys', {
      actions: ['iam:EnableMFADevice'],
      resources: ['*'],
      conditions: {
        ${ACTIVATE}, // in the step before, Create, no certification is known yet
        ${LEVELS}, // ANDed: denied is what has none of them
      },
    })]`;
const CERTIFIED_SPLIT = `Object.entries(allowedDevices._certifications).map(([family, levels], index) => deny('DenyUncertifiedSecurityKeys' + index, {
      actions: ['iam:EnableMFADevice'],
      resources: ['*'],
      conditions: { ${ACTIVATE}, StringNotEquals: { [family]: levels } },
    }))`;

export const deviceMutants: Mutant[] = [
  ...mutantsOf(STATEMENTS, [SESSIONS], {
    'security keys: Deny left out': ['...allowedDevices?._securityKeysOnly ?', '...false ?'],
    'security keys: virtual devices can be created': ["actions: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice']", "actions: ['iam:EnableMFADevice']"],
    'security keys: other devices can be enabled': ["actions: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice']", "actions: ['iam:CreateVirtualMFADevice']"],
    'security keys: Null false for true': [KEYS_GATE, KEYS_GATE.replace("'true'", "'false'")],
    'security keys: without condition': [`${KEYS_GATE},`, ''],
    'security keys: any device with MFA': [KEYS_GATE, KEYS_GATE.replace('{ Null', '{ BoolIfExists: WITHOUT_MFA, Null')],
    'certified keys: Deny left out': ['...allowedDevices?._certifications ?', '...false ?'],
    'certified keys: StringNotEquals split over Denies': [CERTIFIED, CERTIFIED_SPLIT],
    'certified keys: Activate gate dropped': [`${ACTIVATE},`, ''],
    'certified keys: Create for Activate': [ACTIVATE, ACTIVATE.replace('Activate', 'Create')],
    'certified keys: ForAnyValue, which keys without certification pass': [LEVELS, LEVELS.replace('StringNotEquals', "'ForAnyValue:StringNotEquals'")],
    'certified keys: StringLike for StringNotEquals': [LEVELS, LEVELS.replace('StringNotEquals', 'StringLike')],
  }, 'devices at registration'),
  ...mutantsOf(DEVICES, [SESSIONS], {
    'certified keys: every level accepted': ['levels.slice(levels.indexOf(lowest))', 'levels'],
    'certified keys: the lowest level not accepted': ['levels.slice(levels.indexOf(lowest))', 'levels.slice(levels.indexOf(lowest) + 1)'],
    'certified keys: the lowest level alone accepted': ['levels.slice(levels.indexOf(lowest))', '[lowest]'],
    'certified keys: other devices too': ['new MfaDevices(true, levels)', 'new MfaDevices(false, levels)'],
    'certified keys: the certification lost': ['new MfaDevices(true, levels)', 'new MfaDevices(true)'],
    'security keys: other devices too': ['public static securityKeys(): MfaDevices {\n    return new MfaDevices(true)', 'public static securityKeys(): MfaDevices {\n    return new MfaDevices(false)'],
    'any device: security keys only': ['public static any(): MfaDevices {\n    return new MfaDevices(false)', 'public static any(): MfaDevices {\n    return new MfaDevices(true)'],
  }, 'devices at registration'),
  ...mutantsOf(STATEMENTS, [WAYS], {
    'security keys: gated by enforceFrom': [KEYS_GATE, KEYS_GATE.replace('{ Null', '{ ...fromThen, Null')],
    'certified keys: gated by enforceFrom': [`${ACTIVATE},`, `...fromThen, ${ACTIVATE},`],
  }),
];
