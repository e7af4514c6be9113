"""Roles for whoever has a token of an OpenID Connect provider, GitHub Actions for instance.

ministack does not know AWS::IAM::OIDCProvider, and shows to a trust policy three claims of a token. AWS shows more of
those that GitHub writes, the branch among them. Signatures are not looked at: whoever plays writes the token.

https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
"""

from ministack.services import cognito, iam, sts
from ministack.services.cloudformation import provisioners

from cloudformation_types import _checked, _refuse_unknown

_GITHUB = "token.actions.githubusercontent.com"
_GITHUB_CLAIMS = (
    "actor",
    "actor_id",
    "enterprise_id",
    "environment",
    "job_workflow_ref",
    "ref",
    "repository",
    "repository_id",
    "workflow",
)


class OidcProvider:
    """AWS::IAM::OIDCProvider"""

    type = "AWS::IAM::OIDCProvider"
    known = ("ClientIdList", "ThumbprintList", "Url")

    @classmethod
    def create(cls, _logical_id: str, props: dict, _stack_name: str):
        _refuse_unknown(cls.type, props, cls.known)
        request = {"Url": props["Url"]}
        for parameter, values in (("ClientIDList", "ClientIdList"), ("ThumbprintList", "ThumbprintList")):
            request |= {f"{parameter}.member.{i}": value for i, value in enumerate(props.get(values, []), 1)}
        _checked(cls.type, iam._create_oidc_provider(request))
        arn = next(arn for arn, each in iam._oidc_providers.items() if each["Url"] == props["Url"])
        return arn, {"Arn": arn}

    @classmethod
    def delete(cls, arn: str, _props: dict) -> None:
        _checked(cls.type, iam._delete_oidc_provider({"OpenIDConnectProviderArn": arn}))


def _web_identity_principal(token: str, provider_id: str, role_arn: str):
    principal, keys = _ministack_web_identity_principal(token, provider_id, role_arn)
    if principal.endswith(f"/{_GITHUB}"):
        claims = cognito._decode_id_token_unverified(token)
        keys |= {f"{_GITHUB}:{claim}": claims[claim] for claim in _GITHUB_CLAIMS if claim in claims}
    return principal, keys


_ministack_web_identity_principal = sts._web_identity_principal


def install() -> None:
    provisioners._RESOURCE_HANDLERS[OidcProvider.type] = {"create": OidcProvider.create, "delete": OidcProvider.delete}
    sts._web_identity_principal = _web_identity_principal
