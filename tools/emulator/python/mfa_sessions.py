"""Which requests were made with MFA.

On AWS `aws:MultiFactorAuthPresent` is absent for long-term access keys, "false" for sessions of a user made without
MFA, "true" (with `aws:MultiFactorAuthAge`) for sessions made with it and for an AssumeRole call that carries a right
code, and absent for the sessions of roles and of federated users. ministack says "false" for every session and reads
neither SerialNumber nor TokenCode.

On AWS a session from GetSessionToken without MFA cannot call IAM at all. With ministack it can.
"""

import re
import time
from contextvars import ContextVar
from urllib.parse import parse_qs

from ministack import app
from ministack.core import iam_evaluator
from ministack.core.router import extract_access_key_id
from ministack.services import iam, sts

from mfa_devices import is_right_code

_PRESENT = "aws:multifactorauthpresent"
_AGE = "aws:multifactorauthage"

# whether the current request carries a code that was found to be right
_right_code_in_request: ContextVar[bool] = ContextVar("right_code_in_request", default=False)


def _principal_keys(credential) -> dict:
    keys = _ministack_principal_keys(credential)
    session = sts._sessions.get(credential.access_key_id)
    if credential.principal_type != "User":
        keys.pop(_PRESENT, None)
    elif session and "MfaAt" in session:
        keys[_PRESENT] = "true"
        keys[_AGE] = str(int(time.time() - session["MfaAt"]))
    elif _right_code_in_request.get():
        keys[_PRESENT] = "true"
        keys[_AGE] = "0"
    return keys


def _register_session(access_key_id: str, session: dict) -> None:
    if session.get("PrincipalType") == "User" and _right_code_in_request.get():
        session["MfaAt"] = time.time()
    _ministack_register_session(access_key_id, session)


def _code_of_request(headers: dict, body: bytes) -> tuple[str, str] | None:
    """The serial number and code of a GetSessionToken or AssumeRole call, None when it carries none."""
    if "x-www-form-urlencoded" not in headers.get("content-type", ""):
        return None
    params = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    if params.get("Action") not in ("GetSessionToken", "AssumeRole"):
        return None
    serial, code = params.get("SerialNumber", ""), params.get("TokenCode", "")
    return (serial, code) if serial or code else None


def _is_iam_call_of_session_without_mfa(headers: dict, access_key_id: str) -> bool:
    session = sts._sessions.get(access_key_id)
    if not session or session.get("PrincipalType") != "User" or "MfaAt" in session or session.get("Console"):
        return False
    return re.search(r"Credential=[^/]+/\d{8}/[^/]+/iam/", headers.get("authorization", "")) is not None


async def _dispatch(method: str, path: str, headers: dict, body: bytes, query_params: dict, request_id: str):
    access_key_id = extract_access_key_id(headers, query_params)
    if _is_iam_call_of_session_without_mfa(headers, access_key_id):
        message = "The security token included in the request is invalid"
        return iam._error(403, "InvalidClientTokenId", message, ns="iam")
    code = _code_of_request(headers, body)
    if code is None:
        return await _ministack_dispatch(method, path, headers, body, query_params, request_id)
    caller = iam_evaluator.resolve_credential(access_key_id)
    user_name = getattr(caller, "principal_name", "")
    if not user_name or not is_right_code(*code, user_name):
        message = "MultiFactorAuthentication failed with invalid MFA one time pass code. "
        return iam._error(403, "AccessDenied", message, ns="sts")
    reset = _right_code_in_request.set(True)
    try:
        return await _ministack_dispatch(method, path, headers, body, query_params, request_id)
    finally:
        _right_code_in_request.reset(reset)


_ministack_principal_keys = iam_evaluator._principal_keys
_ministack_register_session = sts.register_session
_ministack_dispatch = app._dispatch_service_request


def install() -> None:
    iam_evaluator._principal_keys = _principal_keys
    sts._principal_keys = _principal_keys  # imported by name, for the conditions of trust policies
    sts.register_session = _register_session
    app._dispatch_service_request = _dispatch
