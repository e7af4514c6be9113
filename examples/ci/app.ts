import { App, Stack } from 'aws-cdk-lib';
import { AccountMfaBaseline } from 'cdk-enforce-mfa';
import { GitHubRoles } from './github-roles';

export const app = new App();
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };

// what the pipeline deploys
new AccountMfaBaseline(new Stack(app, 'AccountMfa', { env }), 'Mfa', { alertEmails: ['security@example.com'] });

// who the pipeline is: deployed by hand, so that no merge changes it by the way
new GitHubRoles(new Stack(app, 'GitHub', { env }), 'Roles', {
  repository: 'example-org@12345678/account-mfa@987654321',
  branch: 'main',
  environment: 'production',
  stackName: 'AccountMfa',
});
