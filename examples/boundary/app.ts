import { App, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { MfaEnforcementPolicy, MfaPermissionsBoundary } from 'cdk-enforce-mfa';

export const app = new App();

const stack = new Stack(app, 'Boundary');

// a user outside every group: the boundary denies without MFA, whatever else the user has or is given
const user = new User(stack, 'Contractor', { permissionsBoundary: new MfaPermissionsBoundary(stack, 'MfaBoundary') });

// a boundary grants nothing: the policy lets the user register a device and manage their own credentials
new MfaEnforcementPolicy(stack, 'ManageOwnCredentials', { users: [user] });
