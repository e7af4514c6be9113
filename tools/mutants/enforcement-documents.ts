import { Mutant, mutantsOf, Replacement } from './mutant';

/* Where the statements stand, and to what the policy is attached. */

const POLICY = 'src/enforcement/mfa-enforcement-policy.ts';
const GROUP = 'src/enforcement/mfa-enforced-group.ts';
const CHECKS = 'src/enforcement/managed-policy-checks.ts';
const BOUNDARY = 'src/enforcement/mfa-permissions-boundary.ts';
const PEOPLE = 'test/proofs/enforced-people';
const BOUNDARY_AND_ROLES = 'test/proofs/boundary-and-roles';
const WAYS = 'test/proofs/ways-around';
/** The order of creation and what synthesis refuses are no decisions of IAM's: no proofs, but tests of the template. */
const GROUP_TESTS = 'test/enforcement/mfa-enforced-group.test';
const POLICY_TESTS = 'test/enforcement/mfa-enforcement-policy.test';

const DENIES = 'const denies = denyStatements(Stack.of(this), props);';
const NO_DENIES = DENIES.replace('denyStatements(Stack.of(this), props)', '[]');
const ALLOWS = 'const allows = selfManageStatements(Stack.of(this), props.selfManagedCredentials ?? Object.values(SelfManagedCredential));';
const ALLOW_ALL = "new PolicyStatement({ sid: 'AllowAll', actions: ['*'], resources: ['*'] }),";
const WITH_MFA = "{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }";
const ATTACH = 'this.enforcementPolicy.attachToGroup(this);';

/** What the group hands on, one in a line. */
const OPTIONS = [
  'allowDeviceRegistrationWithAccessKeys', 'allowedDevices', 'allowPasswordChangeWithoutMfa', 'enforceFrom', 'exemptActions',
  'exemptRequestsViaAwsServices', 'maxMfaAge', 'selfManagedCredentials',
];

export const documentMutants: Mutant[] = [
  ...mutantsOf(POLICY, [PEOPLE], {
    'policy: without its Denies': [DENIES, NO_DENIES],
    'policy: without what people manage': [ALLOWS, 'const allows: PolicyStatement[] = [];'],
  }),
  ...mutantsOf(POLICY, [WAYS], {
    'policy: without its options': [DENIES, DENIES.replace('props', '{}')],
  }),
  ...mutantsOf(GROUP, [WAYS], Object.fromEntries(OPTIONS.map((option): [string, Replacement] => [`group: ${option} not handed on`, [`      ${option},\n`, '']]))),
  ...mutantsOf(BOUNDARY, [BOUNDARY_AND_ROLES], {
    'boundary: without its Denies': [DENIES, NO_DENIES],
    'boundary: an Allow with MFA for its Denies': [`${ALLOW_ALL}\n      ...denies,`, ALLOW_ALL.replace('] }', `], conditions: ${WITH_MFA} }`)],
    'boundary: without its Allow': [ALLOW_ALL, ''],
  }),
  ...mutantsOf(BOUNDARY, [WAYS], {
    'boundary: without its options': [DENIES, DENIES.replace('props', '{}')],
  }),
  ...mutantsOf(GROUP, [GROUP_TESTS], {
    'group: the policy attached from its own side': [ATTACH, '(this.enforcementPolicy.node.defaultChild as any).groups = [this.groupName];'],
    'group: the policy not attached': [ATTACH, ''],
  }, 'the order of creation'),
  ...mutantsOf(POLICY, [POLICY_TESTS], {
    'policy: attached to a group of the app from its own side': ['if (group instanceof Group) {', 'if (false) {'],
  }, 'attached to groups and users'),
  ...mutantsOf(POLICY, [POLICY_TESTS], {
    'check at synthesis: an attachment taken away': ['lostAttachments(this, this.attachedTo)', '[]'],
  }),
  ...mutantsOf(CHECKS, [POLICY_TESTS], {
    'check at synthesis: a Deny changed or taken out': ['.filter(deny => !rendered.has(JSON.stringify(deny)))', '.filter(() => false)'],
    'check at synthesis: a document that cannot be read': ['if (!statements) {', 'if (false) {'],
  }),
];
