"""CloudFormation resource types that ministack does not know: it refuses every stack that holds one.

Each handler calls the functions behind ministack's own IAM and CloudTrail API, so that what a stack makes is what the
API shows. A property that no handler reads is an error: it would otherwise be dropped without a word.
"""

import json

from ministack.services import cloudtrail, iam
from ministack.services.cloudformation import provisioners

# what a trail has when its template does not say
_TRAIL_DEFAULTS = {
    "CloudWatchLogsLogGroupArn": "",
    "CloudWatchLogsRoleArn": "",
    "EnableLogFileValidation": False,
    "IncludeGlobalServiceEvents": True,
    "IsMultiRegionTrail": False,
    "IsOrganizationTrail": False,
    "KMSKeyId": "",
    "S3KeyPrefix": "",
    "SnsTopicName": "",
}


def _refuse_unknown(resource_type: str, props: dict, known: tuple[str, ...]) -> None:
    unknown = sorted(set(props) - set(known))
    if unknown:
        raise ValueError(f"{resource_type}: the emulator does not implement {', '.join(unknown)}")


def _checked(resource_type: str, response: tuple):
    """The answer of an API function; its error fails the resource."""
    status, _headers, body = response
    if status >= 400:
        raise ValueError(f"{resource_type}: {body.decode()}")
    return response


def _name(props: dict, key: str, stack_name: str, logical_id: str) -> str:
    return props.get(key) or provisioners._physical_name(stack_name, logical_id, max_len=128)


class Group:
    """AWS::IAM::Group"""

    type = "AWS::IAM::Group"
    known = ("GroupName", "ManagedPolicyArns", "Path", "Policies")

    @classmethod
    def create(cls, logical_id: str, props: dict, stack_name: str):
        _refuse_unknown(cls.type, props, cls.known)
        name = _name(props, "GroupName", stack_name, logical_id)
        _checked(cls.type, iam._create_group({"GroupName": name, "Path": props.get("Path", "/")}))
        return cls._apply(name, {}, props)

    @classmethod
    def update(cls, name: str, old: dict, new: dict, stack_name: str, logical_id: str):
        _refuse_unknown(cls.type, new, cls.known)
        if new.get("GroupName", name) == name:
            return cls._apply(name, old, new)
        # a renamed group is a new one; members whom nobody's template names stay behind in the old one
        created = cls.create(logical_id, new, stack_name)
        provisioners._delete_predecessor(cls.delete, name, old)
        return created

    @classmethod
    def delete(cls, name: str, props: dict) -> None:
        group = iam._groups.get(name)
        if group is None:
            return  # somebody deleted it by hand
        if group["Users"]:
            # ministack would delete the group under its members; IAM answers DeleteConflict
            raise ValueError(f"{cls.type}: Cannot delete entity, must remove users from group first. ({name})")
        cls._apply(name, props, {})
        _checked(cls.type, iam._delete_group({"GroupName": name}))

    @classmethod
    def _apply(cls, name: str, old: dict, new: dict):
        """Moves the group, attaches and detaches until it is as its template now says."""
        group, path = iam._groups[name], new.get("Path", "/")
        # ministack has no UpdateGroup
        group.update(Path=path, Arn=group["Arn"].replace(f":group{group['Path']}", f":group{path}"))
        before, after = (set(props.get("ManagedPolicyArns", [])) for props in (old, new))
        for arn in before - after:
            _checked(cls.type, iam._detach_group_policy({"GroupName": name, "PolicyArn": arn}))
        for arn in after - before:
            _checked(cls.type, iam._attach_group_policy({"GroupName": name, "PolicyArn": arn}))
        inline_before, inline_after = (
            {policy["PolicyName"]: policy["PolicyDocument"] for policy in props.get("Policies", [])} for props in (old, new)
        )
        for policy in inline_before.keys() - inline_after.keys():
            _checked(cls.type, iam._delete_group_policy({"GroupName": name, "PolicyName": policy}))
        for policy, document in inline_after.items():
            params = {"GroupName": name, "PolicyName": policy, "PolicyDocument": json.dumps(document)}
            _checked(cls.type, iam._put_group_policy(params))
        return name, {"Arn": iam._groups[name]["Arn"]}


class UserToGroupAddition:
    """AWS::IAM::UserToGroupAddition"""

    type = "AWS::IAM::UserToGroupAddition"
    known = ("GroupName", "Users")

    @classmethod
    def create(cls, logical_id: str, props: dict, stack_name: str):
        _refuse_unknown(cls.type, props, cls.known)
        cls._add(props["GroupName"], props["Users"])
        return provisioners._physical_name(stack_name, logical_id, max_len=128), {}

    @classmethod
    def update(cls, physical_id: str, old: dict, new: dict, _stack_name: str, _logical_id: str):
        _refuse_unknown(cls.type, new, cls.known)
        cls._add(new["GroupName"], new["Users"])
        same_group = old["GroupName"] == new["GroupName"]
        cls._remove(old["GroupName"], [user for user in old["Users"] if not (same_group and user in new["Users"])])
        return physical_id, {}

    @classmethod
    def delete(cls, _physical_id: str, props: dict) -> None:
        cls._remove(props["GroupName"], props["Users"])

    @classmethod
    def _add(cls, group: str, users: list[str]) -> None:
        for user in users:
            _checked(cls.type, iam._add_user_to_group({"GroupName": group, "UserName": user}))

    @classmethod
    def _remove(cls, group: str, users: list[str]) -> None:
        for user in users:
            _checked(cls.type, iam._remove_user_from_group({"GroupName": group, "UserName": user}))


class Trail:
    """AWS::CloudTrail::Trail. CreateTrail forgets the log group in ministack, UpdateTrail keeps it: hence both calls."""

    type = "AWS::CloudTrail::Trail"
    known = (*_TRAIL_DEFAULTS, "EventSelectors", "IsLogging", "S3BucketName", "Tags", "TrailName")

    @classmethod
    def create(cls, logical_id: str, props: dict, stack_name: str):
        _refuse_unknown(cls.type, props, cls.known)
        name = _name(props, "TrailName", stack_name, logical_id)
        _checked(cls.type, cloudtrail._create_trail(cls._request(name, props)))
        return cls._apply(name, props)

    @classmethod
    def update(cls, name: str, old: dict, new: dict, stack_name: str, logical_id: str):
        _refuse_unknown(cls.type, new, cls.known)
        if new.get("TrailName", name) == name:
            return cls._apply(name, new)
        created = cls.create(logical_id, new, stack_name)
        provisioners._delete_predecessor(cls.delete, name, old)
        return created

    @classmethod
    def delete(cls, name: str, _props: dict) -> None:
        _checked(cls.type, cloudtrail._delete_trail({"Name": name}))

    @classmethod
    def _apply(cls, name: str, props: dict):
        _checked(cls.type, cloudtrail._update_trail(cls._request(name, props)))
        if props.get("EventSelectors"):
            selectors = {"TrailName": name, "EventSelectors": props["EventSelectors"]}
            _checked(cls.type, cloudtrail._put_event_selectors(selectors))
        switch = cloudtrail._start_logging if cls._value(props["IsLogging"]) else cloudtrail._stop_logging
        _checked(cls.type, switch({"Name": name}))
        arn = cloudtrail._trails[name]["TrailARN"]
        tags = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in props.get("Tags", [])]
        _checked(cls.type, cloudtrail._add_tags({"ResourceId": arn, "TagsList": tags}))
        return name, {"Arn": arn, "SnsTopicArn": ""}

    @classmethod
    def _request(cls, name: str, props: dict) -> dict:
        properties = {key: props.get(key, default) for key, default in _TRAIL_DEFAULTS.items()}
        key = properties.pop("KMSKeyId")  # the API spells it otherwise
        request = {"Name": name, "S3BucketName": props["S3BucketName"], "KmsKeyId": key, **properties}
        return {parameter: cls._value(value) for parameter, value in request.items()}

    @staticmethod
    def _value(value: object) -> object:
        """A template may write a boolean as text."""
        return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def install() -> None:
    for handler in (Group, UserToGroupAddition, Trail):
        provisioners._RESOURCE_HANDLERS[handler.type] = {
            "create": handler.create,
            "update": handler.update,
            "update_with_logical_id": True,
            "delete": handler.delete,
        }
