"""The key of an SNS topic.

CloudFormation's KmsMasterKeyId becomes an attribute of the topic, and can be changed in place. ministack drops it.
"""

from ministack.services import sns
from ministack.services.cloudformation import provisioners

_TYPE = "AWS::SNS::Topic"


def _with_key(result: tuple, props: dict) -> tuple:
    attributes = sns._topics[result[0]]["attributes"]
    attributes.pop("KmsMasterKeyId", None)
    if props.get("KmsMasterKeyId"):
        attributes["KmsMasterKeyId"] = props["KmsMasterKeyId"]
    return result


def _create(logical_id: str, props: dict, stack_name: str) -> tuple:
    return _with_key(_ministack_create(logical_id, props, stack_name), props)


def _update(physical_id: str, old: dict, new: dict, stack_name: str, logical_id: str) -> tuple:
    return _with_key(_ministack_update(physical_id, old, new, stack_name, logical_id), new)


_ministack_create = provisioners._RESOURCE_HANDLERS[_TYPE]["create"]
_ministack_update = provisioners._RESOURCE_HANDLERS[_TYPE]["update"]


def install() -> None:
    provisioners._RESOURCE_HANDLERS[_TYPE].update(create=_create, update=_update)
