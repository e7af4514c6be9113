"""The policy of a key that a stack makes.

moto keeps it as CloudFormation has it, and from then on answers DescribeKey with an error: auditors see no key at all.
"""

import json

from moto.kms.models import Key


def _with_policy_as_text(self: Key, policy, *args, **kwargs) -> None:
    _moto_init(self, json.dumps(policy) if isinstance(policy, dict) else policy, *args, **kwargs)


_moto_init = Key.__init__


def install() -> None:
    Key.__init__ = _with_policy_as_text
