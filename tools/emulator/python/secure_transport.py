"""aws:SecureTransport.

The staging bucket of `cdk bootstrap` denies every request without TLS. The emulator listens with plain HTTP, on the
loopback interface only, and ministack reports that faithfully: no asset could be uploaded. Nothing leaves the
machine, so loopback counts as secure here.
"""

from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext


def install() -> None:
    resolve = iam_evaluator._resolve_condition_key

    def resolve_condition_key(key: str, context: EvalContext) -> Any:
        return "true" if key.lower() == "aws:securetransport" else resolve(key, context)

    iam_evaluator._resolve_condition_key = resolve_condition_key
