from datetime import datetime, timezone

from aws_cdk import App, Duration, Stack
from aws_cdk.aws_events_targets import SnsTopic
from aws_cdk.aws_iam import AccountRootPrincipal, Group, ManagedPolicy
from cdk_enforce_mfa import (
    AlertMessageFormat,
    AlertTopic,
    FidoLevel,
    FipsLevel,
    IdentityEvent,
    IdentityEventRule,
    MfaDevices,
    MfaEnforcedGroup,
    MfaEnforcedRole,
    SelfManagedCredential,
)

app = App()
stack = Stack(app, "EnforcedTeam")

# members register certified security keys, have until January to do so, and use MFA every twelve hours
team = MfaEnforcedGroup(
    stack, "Team",
    managed_policies=[ManagedPolicy.from_aws_managed_policy_name("ReadOnlyAccess")],
    allowed_devices=MfaDevices.certified_security_keys(fips1402=FipsLevel.L2, fido=FidoLevel.L1_PLUS),
    enforce_from=datetime(2027, 1, 15, 8, tzinfo=timezone.utc),
    max_mfa_age=Duration.hours(12),
    self_managed_credentials=[SelfManagedCredential.PASSWORD, SelfManagedCredential.ACCESS_KEYS],
    exempt_actions=["s3:GetObject"],
)
team.enforcement_policy.attach_to_group(Group.from_group_name(stack, "Contractors", "contractors"))

# what is dangerous they do in a role, with MFA of the last hour
MfaEnforcedRole(
    stack, "Admin",
    assumed_by=AccountRootPrincipal(),
    managed_policies=[ManagedPolicy.from_aws_managed_policy_name("AdministratorAccess")],
    max_mfa_age=Duration.hours(1),
)

# who gets in without MFA is told of, usually within seconds, in the chat
alerts = AlertTopic(stack, "Alerts", emails=["security@example.com"])
IdentityEventRule(
    stack, "SignInWithoutMfa",
    event=IdentityEvent.USER_SIGN_IN_WITHOUT_MFA,
    message_format=AlertMessageFormat.CHAT,
    targets=[SnsTopic(alerts)],
)

app.synth()
