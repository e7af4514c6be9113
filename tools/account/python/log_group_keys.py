"""DisassociateKmsKey of CloudWatch Logs, which moto does not have: what is logged from then on is not encrypted with a key."""

from moto.logs.responses import LogsResponse


def _disassociate_kms_key(self: LogsResponse) -> str:
    self.logs_backend.groups[self._get_param("logGroupName")].kms_key_id = None
    return ""


def install() -> None:
    LogsResponse.disassociate_kms_key = _disassociate_kms_key
