"""Virtual MFA devices whose codes count.

ministack gives a device a seed that no authenticator app could read and takes every code. Here a device gets a seed in
base32, and EnableMFADevice asks for two different codes that the seed really gives (RFC 6238, as on AWS: six digits,
thirty seconds, one step of tolerance either way). A code may be used again, which AWS refuses.
"""

import base64
import hashlib
import hmac
import secrets
import struct
import time

from ministack.core.responses import get_account_id
from ministack.services import iam

_STEP_SECONDS = 30
_TOLERATED_STEPS = (-1, 0, 1)


def _code(seed: str, step: int) -> str:
    """The code of one time step: RFC 4226, section 5.3."""
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def is_right_code(serial_number: str, code: str, user_name: str | None) -> bool:
    """Whether the device belongs to the user (None: to nobody yet) and shows that code now."""
    device = iam._mfa_devices.get(serial_number)
    if not device or device["User"] != user_name:
        return False
    now = int(time.time()) // _STEP_SECONDS
    return any(hmac.compare_digest(_code(device["Base32StringSeed"], now + step), code) for step in _TOLERATED_STEPS)


def _create_virtual_mfa_device(params: dict):
    response = _ministack_create(params)
    if response[0] >= 400:
        return response
    serial = f"arn:aws:iam::{get_account_id()}:mfa{iam._p(params, 'Path', '/')}{iam._p(params, 'VirtualMFADeviceName')}"
    iam._mfa_devices[serial]["Base32StringSeed"] = base64.b32encode(secrets.token_bytes(20)).decode()
    device = f"<VirtualMFADevice>{iam._virtual_mfa_xml(serial, include_user=False)}</VirtualMFADevice>"
    result = f"<CreateVirtualMFADeviceResult>{device}</CreateVirtualMFADeviceResult>"
    return iam._xml(200, "CreateVirtualMFADeviceResponse", result, ns="iam")


def _enable_mfa_device(params: dict):
    serial = iam._p(params, "SerialNumber")
    codes = [iam._p(params, "AuthenticationCode1"), iam._p(params, "AuthenticationCode2")]
    device = iam._mfa_devices.get(serial)
    if device and device["User"] is None:
        if codes[0] == codes[1] or not all(is_right_code(serial, code, None) for code in codes):
            return iam._error(403, "InvalidAuthenticationCode", "Authentication code for device is not valid", ns="iam")
    return _ministack_enable(params)


_ministack_create = iam._create_virtual_mfa_device
_ministack_enable = iam._enable_mfa_device


def install() -> None:
    iam._IAM_HANDLERS["CreateVirtualMFADevice"] = _create_virtual_mfa_device
    iam._IAM_HANDLERS["EnableMFADevice"] = _enable_mfa_device
