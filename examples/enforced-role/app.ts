import { App, Duration, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcedRole } from 'cdk-enforce-mfa';

export const app = new App();

const stack = new Stack(app, 'EnforcedRole');
const role = new MfaEnforcedRole(stack, 'ReportsAdmin', {
  assumedBy: new AccountRootPrincipal(),
  maxMfaAge: Duration.hours(1),
});

// what people may do in the role; who may assume it, their own policies say
role.addToPolicy(new PolicyStatement({
  actions: ['s3:DeleteObject'],
  resources: [stack.formatArn({ service: 's3', region: '', account: '', resource: 'team-reports', resourceName: 'draft.csv' })],
}));
