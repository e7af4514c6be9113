from aws_cdk import App, Duration, Stack
from cdk_enforce_mfa import MfaEnforcedGroup

MfaEnforcedGroup(Stack(App(), "Misuse"), "People", max_mfa_age=Duration.days(2))
