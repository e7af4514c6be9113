import { App, Duration, Stack } from 'aws-cdk-lib';
import { MfaEnforcedGroup } from 'cdk-enforce-mfa';

new MfaEnforcedGroup(new Stack(new App(), 'Misuse'), 'People', { maxMfaAge: Duration.days(2) });
