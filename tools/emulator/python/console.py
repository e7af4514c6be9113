"""A way to sign in to the console without MFA.

A console session is the one place where a user without MFA meets IAM: the key aws:MultiFactorAuthPresent is there and
"false", and IAM answers, so that people can register their first device. No API opens one, and a GetSessionToken
session made without MFA cannot stand in for it (IAM does not answer those). Hence a path that AWS does not have:

    POST /_emulator/console-session?UserName=alice

It answers with temporary credentials, for a user who has a login profile and no MFA device yet: AWS asks whoever has a
device for its code.
"""

import json
import time

from ministack import app
from ministack.core.responses import get_account_id
from ministack.services import iam, sts

_PATH = "/_emulator/console-session"
_SESSION_SECONDS = 12 * 60 * 60


def _answer(status: int, body: dict):
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


def _open_session(user_name: str):
    user = iam._users.get(user_name)
    if user is None or user_name not in iam._login_profiles:
        return _answer(403, {"message": f"{user_name} has no login profile"})
    if any(device["User"] == user_name for device in iam._mfa_devices.values()):
        return _answer(403, {"message": f"{user_name} has an MFA device, whose code the console would ask for"})
    access_key_id = iam._gen_session_access_key()
    credentials = {
        "accessKeyId": access_key_id,
        "secretAccessKey": iam._gen_secret(),
        "sessionToken": iam._gen_session_token(),
    }
    sts.register_session(
        access_key_id,
        {
            "Arn": user["Arn"],
            "UserId": user["UserId"],
            "SecretAccessKey": credentials["secretAccessKey"],
            "SessionToken": credentials["sessionToken"],
            "Expiration": time.time() + _SESSION_SECONDS,
            "AccountId": get_account_id(),
            "PrincipalType": "User",
            "PrincipalName": user_name,
            "Console": True,
        },
    )
    return _answer(200, credentials)


def install() -> None:
    handle_others = app._handle_pre_body_request

    async def handle(method: str, path: str, headers: dict, query_params: dict, request_id: str):
        if path == _PATH and method == "POST":
            return _open_session(query_params.get("UserName", [""])[0])
        return await handle_others(method, path, headers, query_params, request_id)

    app._handle_pre_body_request = handle
