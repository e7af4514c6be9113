import os

from aws_cdk import App, Environment, Stack
from cdk_enforce_mfa import AccountMfaBaseline

app = App()
stack = Stack(app, "AccountBaseline", env=Environment(
    account=os.environ.get("CDK_DEFAULT_ACCOUNT"),
    region=os.environ.get("CDK_DEFAULT_REGION"),
))

AccountMfaBaseline(stack, "Mfa", alert_emails=["security@example.com"])

app.synth()
