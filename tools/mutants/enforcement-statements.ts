import { Mutant, mutantsOf, Replacement } from './mutant';

/* What the default policy denies, and what it lets people manage. */

const FILE = 'src/enforcement/statements.ts';
const PEOPLE = 'test/proofs/enforced-people';
const SESSIONS = 'test/proofs/sessions-and-devices';
const WAYS = 'test/proofs/ways-around';

const MAIN = 'notActions, notResources, conditions: { BoolIfExists: { ...WITHOUT_MFA, ...viaService }, ...fromThen } }';
const REGISTRATION = "actions: REGISTER_DEVICE, resources: ['*'], conditions: WITH_ACCESS_KEY }";
const OTHERS = 'actions: NAME_A_USER, notResources: ownUser(stack), conditions: { BoolIfExists: WITHOUT_MFA, ...fromThen },';
const OWN_USER = "[iamArn(stack, 'user', '${aws:username}'), iamArn(stack, 'user', '*/${aws:username}')]";
const CONSOLE = "{ service: 'signin', region: '', account: '', resource: 'console', resourceName: '*' }";

const ALLOWED_WITHOUT_MFA = [
  'iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice', 'sts:GetSessionToken',
];
const REGISTER_DEVICE = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ResyncMFADevice'];
const NAME_A_USER = ['iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice'];

const listing = (name: string, actions: string[]) => `const ${name} = [\n${actions.map(action => `  '${action}',\n`).join('')}];`;

/** A list without each of its actions. */
function lessOf(name: string, actions: string[]): Record<string, Replacement> {
  return Object.fromEntries(actions.map(action =>
    [`${action} missing in ${name}`, [listing(name, actions), listing(name, actions.filter(each => each !== action))]]));
}

/** The list of what needs no MFA with one more entry. */
function alsoAllowed(action: string): Replacement {
  return [listing('ALLOWED_WITHOUT_MFA', ALLOWED_WITHOUT_MFA), listing('ALLOWED_WITHOUT_MFA', [...ALLOWED_WITHOUT_MFA, action])];
}

export const statementMutants: Mutant[] = [
  ...mutantsOf(FILE, [PEOPLE], {
    'main Deny: left out': [`deny('DenyAllExceptListedIfNoMFA', { ${MAIN}),`, ''],
    'main Deny: Bool for BoolIfExists': [MAIN, MAIN.replace('BoolIfExists', 'Bool')],
    'main Deny: Null for BoolIfExists': [MAIN, 'notActions, notResources, conditions: { ...WITH_ACCESS_KEY, ...fromThen } }'],
    'main Deny: Resource * for NotResource console': [MAIN, MAIN.replace('notResources', "resources: ['*']")],
    'main Deny: Action * for NotAction': [MAIN, MAIN.replace('notActions', "actions: ['*']")],
    'main Deny: all of signin in NotResource': [CONSOLE, "{ service: 'signin', region: '*', account: '*', resource: '*' }"],
    'main Deny: everything in NotResource': [`stack.formatArn(${CONSOLE})`, "'*'"],
    'main Deny: Action and Resource for NotAction and NotResource': [MAIN, MAIN.replace('notActions, notResources', 'actions: notActions, resources: notResources')],
    'MFA true for false': ["WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': 'false' }", "WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': 'true' }"],
    'Allow for Deny': ['effect: Effect.DENY', 'effect: Effect.ALLOW'],
    'a password is changed without MFA by default': ['options.allowPasswordChangeWithoutMfa ? CHANGE_PASSWORD : []', 'CHANGE_PASSWORD'],
    'iam:List* allowed without MFA': alsoAllowed('iam:List*'),
    'iam:Get* allowed without MFA': alsoAllowed('iam:Get*'),
    'iam:*MFADevice allowed without MFA': alsoAllowed('iam:*MFADevice'),
    'sts:* allowed without MFA': alsoAllowed('sts:*'),
    'signin:* allowed without MFA': alsoAllowed('signin:*'),
    ...lessOf('ALLOWED_WITHOUT_MFA', ALLOWED_WITHOUT_MFA),

    'registration Deny: left out': ['options.allowDeviceRegistrationWithAccessKeys ? [] : [', 'true ? [] : ['],
    'registration Deny: the option turned round': ['options.allowDeviceRegistrationWithAccessKeys ? [] : [', '!options.allowDeviceRegistrationWithAccessKeys ? [] : ['],
    'registration Deny: Null false for true': ["Null: { 'aws:MultiFactorAuthPresent': 'true' }", "Null: { 'aws:MultiFactorAuthPresent': 'false' }"],
    'registration Deny: Bool for Null': [REGISTRATION, REGISTRATION.replace('WITH_ACCESS_KEY', '{ Bool: WITHOUT_MFA }')],
    'registration Deny: BoolIfExists for Null': [REGISTRATION, REGISTRATION.replace('WITH_ACCESS_KEY', '{ BoolIfExists: WITHOUT_MFA }')],
    'registration Deny: without its condition': [REGISTRATION, REGISTRATION.replace(', conditions: WITH_ACCESS_KEY', '')],
    'registration Deny: on others alone': [REGISTRATION, REGISTRATION.replace("resources: ['*']", 'notResources: ownUser(stack)')],
    ...lessOf('REGISTER_DEVICE', REGISTER_DEVICE),

    'others Deny: left out': [`deny('DenyMfaManagementOfOthersIfNoMFA', {\n      ${OTHERS}\n    }),`, ''],
    'others Deny: Bool for BoolIfExists': [OTHERS, OTHERS.replace('BoolIfExists', 'Bool')],
    'others Deny: by access key alone': [OTHERS, OTHERS.replace('BoolIfExists: WITHOUT_MFA', '...WITH_ACCESS_KEY')],
    'others Deny: also with MFA': [OTHERS, OTHERS.replace('BoolIfExists: WITHOUT_MFA, ', '')],
    'others Deny: Resource * for NotResource': [OTHERS, OTHERS.replace('notResources: ownUser(stack)', "resources: ['*']")],
    'others Deny: Resource for NotResource': [OTHERS, OTHERS.replace('notResources', 'resources')],
    ...lessOf('NAME_A_USER', NAME_A_USER),

    'own user: user/*${aws:username}': [OWN_USER, "[iamArn(stack, 'user', '*${aws:username}')]"],
    'own user: user/${aws:username} alone': [OWN_USER, "[iamArn(stack, 'user', '${aws:username}')]"],
    'own user: user/*/${aws:username} alone': [OWN_USER, "[iamArn(stack, 'user', '*/${aws:username}')]"],
    'own user: user/*': [OWN_USER, "[iamArn(stack, 'user', '*')]"],
    'own user: user/${aws:username}*': [OWN_USER, OWN_USER.replace("'${aws:username}'", "'${aws:username}*'")],
    'own user: user/${aws:userid}': [OWN_USER, OWN_USER.replaceAll('aws:username', 'aws:userid')],

    'self-manage: any user for each kind of credential': ['...MANAGE_OWN[kind], resources: ownUser(stack)', "...MANAGE_OWN[kind], resources: ['*']"],
  }),
  ...mutantsOf(FILE, [WAYS], {
    'own user: user/*/${aws:username}*': [OWN_USER, OWN_USER.replace("'*/${aws:username}'", "'*/${aws:username}*'")],
    'self-manage: the devices of any user': ['actions: devices, resources: ownUser(stack)', "actions: devices, resources: ['*']"],
    'self-manage: virtual devices deleted, of whatever name': ["actions: ['iam:CreateVirtualMFADevice'],\n", "actions: ['iam:*VirtualMFADevice'],\n"],
    'self-manage: the whole account viewed': ["['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices']", "['iam:Get*', 'iam:List*']"],
    'self-manage: all kinds, whatever is asked': ['filter(kind => credentials.includes(kind))', 'filter(() => true)'],
    'self-manage: all of iam on oneself': ["sid: 'AllowManageOwnPasswords',\n    actions: [\n", "sid: 'AllowManageOwnPasswords',\n    actions: [\n      'iam:*',\n"],
  }),
  ...mutantsOf(FILE, [SESSIONS], {
    'partition aws in ARNs of IAM': ["service: 'iam', region: '', resource", "service: 'iam', partition: 'aws', region: '', resource"],
    'partition aws in the ARN of the console': [CONSOLE, CONSOLE.replace("service: 'signin'", "service: 'signin', partition: 'aws'")],
  }, 'in the partition'),
];
