"""Names that CloudFormation generates.

On AWS they are other ones in each new stack, so that a stack can be made again beside what an earlier one of its name
left behind. ministack derives them from the names of stack and resource alone: a second log group would take the place
of the first, with all that is in it, and a second group would be refused. A log group whose name is taken is refused
here, too, as on AWS.
"""

from ministack.services import cloudformation
from ministack.services.cloudformation import provisioners

_TYPE = "AWS::Logs::LogGroup"


def _physical_name(stack_name: str, logical_id: str, **options) -> str:
    stack = cloudformation._stacks.get(stack_name) or {}
    # ministack's own way to tell a replacement's name from the former one
    seed = f"{stack.get('StackId', '')}{provisioners._NAME_SEED.get()}"
    reset = provisioners._NAME_SEED.set(seed)
    try:
        return _ministack_physical_name(stack_name, logical_id, **options)
    finally:
        provisioners._NAME_SEED.reset(reset)


def _named(props: dict, stack_name: str, logical_id: str) -> dict:
    return {"LogGroupName": _physical_name(stack_name, logical_id, max_len=512), **props}


def _create_log_group(logical_id: str, props: dict, stack_name: str):
    named = _named(props, stack_name, logical_id)
    if named["LogGroupName"] in provisioners._cw_logs._log_groups:
        raise ValueError(f"Resource of type '{_TYPE}' with identifier '{named['LogGroupName']}' already exists.")
    return _ministack_create(logical_id, named, stack_name)


def _update_log_group(physical_id: str, old: dict, new: dict, stack_name: str, logical_id: str):
    named = [_named(props, stack_name, logical_id) for props in (old, new)]
    return _ministack_update(physical_id, *named, stack_name, logical_id)


_ministack_physical_name = provisioners._physical_name
_ministack_create = provisioners._cwlogs_create
_ministack_update = provisioners._cwlogs_update


def install() -> None:
    provisioners._physical_name = _physical_name
    provisioners._cwlogs_create = _create_log_group  # by which an update makes a renamed one
    provisioners._RESOURCE_HANDLERS[_TYPE].update(create=_create_log_group, update=_update_log_group)
