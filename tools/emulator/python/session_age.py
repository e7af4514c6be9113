"""A way to have sessions that are hours old.

A policy can demand MFA of the last hour (aws:MultiFactorAuthAge), and no test can wait that long. Hence a path that AWS
does not have:

    POST /_emulator/older-session?AccessKeyId=ASIA...&Seconds=7200

It moves the beginning and the end of a session into the past, as if it had been opened that much earlier.
"""

import json

from ministack import app
from ministack.services import sts

_PATH = "/_emulator/older-session"
_TIMES = ("Expiration", "IssuedAt", "MfaAt")


def _make_older(access_key_id: str, seconds: int):
    headers = {"Content-Type": "application/json"}
    session = sts._sessions.get(access_key_id)
    if session is None:
        return 404, headers, json.dumps({"message": f"no session has the access key {access_key_id}"}).encode()
    session.update({time: session[time] - seconds for time in _TIMES if time in session})
    return 200, headers, b"{}"


def install() -> None:
    handle_others = app._handle_pre_body_request

    async def handle(method: str, path: str, headers: dict, query_params: dict, request_id: str):
        if path == _PATH and method == "POST":
            return _make_older(query_params.get("AccessKeyId", [""])[0], int(query_params.get("Seconds", ["0"])[0]))
        return await handle_others(method, path, headers, query_params, request_id)

    app._handle_pre_body_request = handle
