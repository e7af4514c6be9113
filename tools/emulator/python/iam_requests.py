"""What an IAM request is about: whom it names, and the ARN that policies compare with.

- IAM takes the caller for the user when a request names none. ministack looks for a user without a name.
- A user's ARN holds the user's path (`user/people/alice`), a virtual MFA device's ARN is `mfa/NAME`. ministack leaves
  the path out and gives a new device no ARN at all, so statements on either would never match.
"""

from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import iam

# actions that concern the caller when they name no user
_CALLER_BY_DEFAULT = (
    "ChangePassword",
    "CreateAccessKey",
    "DeleteAccessKey",
    "GetUser",
    "ListAccessKeys",
    "ListMFADevices",
    "UpdateAccessKey",
)


def _calling_user() -> str | None:
    """The name of the IAM user who makes the current request, if it is one."""
    arn = iam_evaluator.caller_arn()
    return arn.rsplit("/", 1)[-1] if ":user/" in arn else None


def _with_caller_by_default(handler):
    def handle(params: dict):
        caller = _calling_user()
        return handler({**params, "UserName": [caller]} if caller and not iam._p(params, "UserName") else params)

    return handle


def _resource_arn(params: dict) -> str | None:
    """The ARN of the user or virtual MFA device that a request names; None for requests about anything else."""
    device = iam._p(params, "VirtualMFADeviceName")
    if device:
        return f"arn:aws:iam::{get_account_id()}:mfa{iam._p(params, 'Path', '/')}{device}"
    action = iam._p(params, "Action")
    if action == "DeleteVirtualMFADevice":
        return iam._p(params, "SerialNumber")
    if iam._p(params, "RoleName"):
        return None
    name = iam._p(params, "UserName") or (_calling_user() if action in _CALLER_BY_DEFAULT else None)
    if not name:
        return None
    # a user who does not exist yet has no record, but perhaps a path in the request
    user = iam._users.get(name) or {"Arn": f"arn:aws:iam::{get_account_id()}:user{iam._p(params, 'Path', '/')}{name}"}
    return user["Arn"]


def install() -> None:
    for action in _CALLER_BY_DEFAULT:
        if action in iam._IAM_HANDLERS:
            iam._IAM_HANDLERS[action] = _with_caller_by_default(iam._IAM_HANDLERS[action])

    extract = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, params, region, account_id) -> str:
        named = _resource_arn(params) if service == "iam" else None
        return named or extract(service, method, path, headers, body, params, region, account_id)

    iam_actions.extract_resource_arn = extract_resource_arn
