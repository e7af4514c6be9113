import { controlsOf, leaveOut, removeResource, resource, the, withSid, type Control } from './control';

const GROUP = 'AWS::IAM::Group';
const POLICY = 'AWS::IAM::ManagedPolicy';
const ENFORCEMENT = 'MfaGroupEnforcementPolicy';
const DENY = withSid('DenyAllExceptListedIfNoMFA');

/** Who must use MFA. */
export const ENFORCEMENT_CONTROLS: Control[] = [
  ...controlsOf('account-baseline/AccountBaseline', {
    'the group has the policy': (body) => { the(body, GROUP).ManagedPolicyArns = []; },
    'everything is denied without MFA': (body) => leaveOut(the(body, POLICY, ENFORCEMENT).PolicyDocument, DENY),
    'an absent MFA key counts as no MFA': (body) => {
      const { Condition } = the(body, POLICY, ENFORCEMENT).PolicyDocument.Statement.find(DENY);
      Condition.Bool = Condition.BoolIfExists;
      delete Condition.BoolIfExists;
    },
    'sts:AssumeRole needs MFA': (body) => { the(body, POLICY, ENFORCEMENT).PolicyDocument.Statement.find(DENY).NotAction.push('sts:AssumeRole'); },
    'access keys register no device': (body) =>
      leaveOut(the(body, POLICY, ENFORCEMENT).PolicyDocument, withSid('DenyMfaRegistrationWithAccessKeys')),
    'nobody registers a device on others without MFA': (body) =>
      leaveOut(the(body, POLICY, ENFORCEMENT).PolicyDocument, withSid('DenyMfaManagementOfOthersIfNoMFA')),
    'devices are removed with MFA only': (body) => {
      the(body, POLICY, ENFORCEMENT).PolicyDocument.Statement.find(DENY).NotAction.push('iam:DeactivateMFADevice');
    },
    'the group stays when the stack goes': (body) => { resource(body, GROUP).DeletionPolicy = 'Delete'; },
  }),
  ...controlsOf('enforced-role/EnforcedRole', {
    'the role asks for MFA': (body) => { for (const statement of trust(body)) delete statement.Condition; },
    'the role asks how old MFA is': (body) => { for (const { Condition } of trust(body)) delete Condition.NumericLessThanEquals; },
  }),
  ...controlsOf('boundary/Boundary', {
    'the boundary denies without MFA': (body) => leaveOut(the(body, POLICY, 'MfaBoundary').PolicyDocument, DENY),
    'the user has the boundary': (body) => { delete the(body, 'AWS::IAM::User').PermissionsBoundary; },
    'the user has the policy': (body) => { removeResource(body, POLICY, 'ManageOwnCredentials'); delete the(body, 'AWS::IAM::User').ManagedPolicyArns; },
  }),
];

const trust = (body: Parameters<Control['remove']>[0]) => the(body, 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement;
