"""The root user of the account: it has a password, no access keys and no MFA device, and was never used.

On AWS it has the first row of the credential report. moto leaves it out, and auditors then find nothing to say of it.
"""

from moto.iam.models import IAMBackend

_CREATED = "2020-01-01T00:00:00+00:00"
_KEYS_AND_CERTIFICATES = ["false", *["N/A"] * 4, "false", *["N/A"] * 4, "false", "N/A", "false", "N/A"]


def _get_credential_report(self: IAMBackend) -> str:
    head, users = _moto_report(self).split("\n", 1)
    password = ["true", "no_information", _CREATED, "not_supported"]
    row = ["<root_account>", f"arn:{self.partition}:iam::{self.account_id}:root", _CREATED, *password, "false", *_KEYS_AND_CERTIFICATES]
    return f"{head}\n{','.join(row)}\n{users}"


_moto_report = IAMBackend.get_credential_report


def install() -> None:
    IAMBackend.get_credential_report = _get_credential_report
