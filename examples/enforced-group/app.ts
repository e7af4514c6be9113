import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedGroup } from 'cdk-enforce-mfa';

export const app = new App();

const stack = new Stack(app, 'EnforcedGroup');
const people = new MfaEnforcedGroup(stack, 'People');
people.addUser(new User(stack, 'Alice'));

// what members may do once they use MFA
people.addToPrincipalPolicy(new PolicyStatement({
  actions: ['s3:ListBucket'],
  resources: [stack.formatArn({ service: 's3', region: '', account: '', resource: 'team-reports' })],
}));
