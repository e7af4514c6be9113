import { Mutant, mutantsOf } from './mutant';

/* What options change about the statements. */

const FILE = 'src/enforcement/statements.ts';
const SESSIONS = 'test/proofs/sessions-and-devices';
const WAYS = 'test/proofs/ways-around';

const MAIN = 'conditions: { BoolIfExists: { ...WITHOUT_MFA, ...viaService }, ...fromThen }';
const REGISTRATION = 'conditions: WITH_ACCESS_KEY';
const OTHERS = 'conditions: { BoolIfExists: WITHOUT_MFA, ...fromThen }';
const OTHERS_DENY = `deny('DenyMfaManagementOfOthersIfNoMFA', {\n      actions: NAME_A_USER, notResources: ownUser(stack), ${OTHERS},\n    }),`;
const AGE_SCOPE = 'notActions, // with `*` nobody could register a device\n      notResources,';
const AGE_VIA = '...options.exemptRequestsViaAwsServices ? { BoolIfExists: viaService } : {},';
const AGE_FROM = `${AGE_VIA}\n        ...fromThen,`;
const ON_SERVICE_REQUESTS = 'options.exemptRequestsViaAwsServices ? NOT_VIA_AWS_SERVICE : {}';

export const optionMutants: Mutant[] = [
  ...mutantsOf(FILE, [SESSIONS], {
    'maxMfaAge: ignored': ['...maxMfaAge ? [deny(', '...false ? [deny('],
    'maxMfaAge: Action * and Resource *': [AGE_SCOPE, "actions: ['*'],\n      resources: ['*'],"],
    'maxMfaAge: Action * for NotAction': [AGE_SCOPE, "actions: ['*'],\n      notResources,"],
    'maxMfaAge: Resource * for NotResource console': [AGE_SCOPE, "notActions,\n      resources: ['*'],"],
    'maxMfaAge: at the limit it is too old': ['NumericGreaterThanIfExists:', 'NumericGreaterThanEqualsIfExists:'],
    'maxMfaAge: LessThan for GreaterThan': ['NumericGreaterThanIfExists:', 'NumericLessThanIfExists:'],
    'maxMfaAge: in minutes': ['stringifyNumber(duration.toSeconds())', 'stringifyNumber(duration.toMinutes())'],
    'maxMfaAge: in milliseconds': ['stringifyNumber(duration.toSeconds())', 'stringifyNumber(duration.toMilliseconds())'],
    'maxMfaAge: only where MFA is absent too': ['NumericGreaterThanIfExists:', 'BoolIfExists: WITHOUT_MFA, NumericGreaterThanIfExists:'],
  }, 'maxMfaAge'),
  ...mutantsOf(FILE, [SESSIONS], {
    'enforceFrom: DateLessThan for DateGreaterThanEquals': ['DateGreaterThanEquals:', 'DateLessThan:'],
    'enforceFrom: DateGreaterThan for DateGreaterThanEquals': ['DateGreaterThanEquals:', 'DateGreaterThan:'],
    'enforceFrom: gates the registration Deny': [REGISTRATION, 'conditions: { ...WITH_ACCESS_KEY, ...fromThen }'],
    'enforceFrom: ignored by the main Deny': [MAIN, MAIN.replace(', ...fromThen', '')],
    'enforceFrom: ignored': ['enforceFrom ? { DateGreaterThanEquals', 'false ? { DateGreaterThanEquals'],
  }, 'enforceFrom'),
  ...mutantsOf(FILE, [SESSIONS], {
    'via services: exempted by default': [ON_SERVICE_REQUESTS, 'NOT_VIA_AWS_SERVICE'],
    'via services: never exempted': [ON_SERVICE_REQUESTS, '{}'],
    'via services: true for false': ["'aws:ViaAWSService': 'false'", "'aws:ViaAWSService': 'true'"],
    'via services: what does not tell is exempted': [
      MAIN, 'conditions: { BoolIfExists: WITHOUT_MFA, ...options.exemptRequestsViaAwsServices ? { Bool: viaService } : {}, ...fromThen }',
    ],
    'via services: exempted from the registration Deny': [
      REGISTRATION, 'conditions: { ...WITH_ACCESS_KEY, ...options.exemptRequestsViaAwsServices ? { BoolIfExists: viaService } : {} }',
    ],
    'via services: exempted from the others Deny': [OTHERS, OTHERS.replace('WITHOUT_MFA', '{ ...WITHOUT_MFA, ...viaService }')],
  }, 'exemptRequestsViaAwsServices'),
  ...mutantsOf(FILE, [WAYS], {
    'maxMfaAge: NumericGreaterThan for ...IfExists': ['NumericGreaterThanIfExists:', 'NumericGreaterThan:'],
    'enforceFrom: ignored by the others Deny': [OTHERS, OTHERS.replace(', ...fromThen', '')],
    'enforceFrom: ignored by the age Deny': [AGE_FROM, AGE_VIA],
    'via services: not exempted from the age': [AGE_VIA, ''],
    'via services: what does not tell is exempted from the age': [AGE_VIA, AGE_VIA.replace('BoolIfExists', 'Bool')],
    'exemptActions: ignored': ['...options.exemptActions ?? [],', ''],
    'exemptActions: the whole service': ['...options.exemptActions ?? [],', "...(options.exemptActions ?? []).map(action => `${action.split(':')[0]}:*`),"],
    'allowPasswordChangeWithoutMfa: ignored': ['options.allowPasswordChangeWithoutMfa ? CHANGE_PASSWORD : []', '[]'],
    'allowDeviceRegistrationWithAccessKeys: ignored': ['options.allowDeviceRegistrationWithAccessKeys ? [] : [', 'false ? [] : ['],
    'allowDeviceRegistrationWithAccessKeys: takes the others Deny away': [
      OTHERS_DENY, `...options.allowDeviceRegistrationWithAccessKeys ? [] : [${OTHERS_DENY.replace(/,$/, '],')}`,
    ],
  }),
];
