import { App, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, User } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedGroup } from 'cdk-enforce-mfa';

export const app = new App();

const stack = new Stack(app, 'EnforcedGroup');
const people = new MfaEnforcedGroup(stack, 'People', {
  managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
});
people.addUser(new User(stack, 'Alice'));
