"""CloudFormation resource types that moto does not know: it leaves each out without a word.

Each function here calls moto's own backend of the service, so that what a stack makes is what the API shows. Whatever is known
neither here nor to moto fails the stack, and so does a property that no function reads.
"""

import json

from moto.cloudformation import parsing
from moto.cloudtrail.models import cloudtrail_backends
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends

GLOBAL = "aws"


class Read(dict):
    """Properties of a resource that know which of them were read."""

    def __init__(self, properties: dict) -> None:
        super().__init__(properties)
        self.unread = set(properties)

    def __getitem__(self, name: str):
        self.unread.discard(name)
        return super().__getitem__(name)

    def get(self, name: str, default=None):
        self.unread.discard(name)
        return super().get(name, default)


def group(name: str, props: Read, account: str, region: str):
    iam = iam_backends[account][GLOBAL]
    created = iam.create_group(name, props.get("Path", "/"))
    for arn in props.get("ManagedPolicyArns", []):
        iam.attach_group_policy(arn, name)
    for policy in props.get("Policies", []):
        iam.put_group_policy(name, policy["PolicyName"], json.dumps(policy["PolicyDocument"]))
    return name, {"Arn": created.arn}


def bucket_policy(name: str, props: Read, account: str, region: str):
    s3_backends[account][GLOBAL].put_bucket_policy(props["Bucket"], json.dumps(props["PolicyDocument"]).encode())
    return name, {}


def topic_policy(name: str, props: Read, account: str, region: str):
    for topic in props["Topics"]:
        sns_backends[account][region].set_topic_attribute(topic, "Policy", json.dumps(props["PolicyDocument"]))
    return name, {}


def subscription(name: str, props: Read, account: str, region: str):
    made = sns_backends[account][region].subscribe(props["TopicArn"], props["Endpoint"], props["Protocol"])
    return made.arn, {}


def trail(name: str, props: Read, account: str, region: str):
    cloudtrail = cloudtrail_backends[account][region]
    created = cloudtrail.create_trail(
        name=name,
        bucket_name=props["S3BucketName"],
        s3_key_prefix=props.get("S3KeyPrefix"),
        sns_topic_name=props.get("SnsTopicName"),
        is_global=props.get("IncludeGlobalServiceEvents", True),
        is_multi_region=props.get("IsMultiRegionTrail", False),
        log_validation=props.get("EnableLogFileValidation", False),
        is_org_trail=props.get("IsOrganizationTrail", False),
        cw_log_group_arn=props.get("CloudWatchLogsLogGroupArn"),
        cw_role_arn=props.get("CloudWatchLogsRoleArn"),
        kms_key_id=props.get("KMSKeyId"),
        tags_list=props.get("Tags", []),
    )
    selectors = [{"DataResources": [], "ExcludeManagementEventSources": [], **each} for each in props.get("EventSelectors", [])]
    if selectors:
        cloudtrail.put_event_selectors(name, selectors, [])
    if props["IsLogging"]:
        cloudtrail.start_logging(name)
    return name, {"Arn": created.arn}


def metric_filter(name: str, props: Read, account: str, region: str):
    transformations = [{key[0].lower() + key[1:]: value for key, value in each.items()} for each in props["MetricTransformations"]]
    logs_backends[account][region].put_metric_filter(name, props["FilterPattern"], props["LogGroupName"], transformations)
    return name, {}


def alarm(name: str, props: Read, account: str, region: str):
    created = cloudwatch_backends[account][region].put_metric_alarm(
        name=name,
        namespace=props["Namespace"],
        metric_name=props["MetricName"],
        comparison_operator=props["ComparisonOperator"],
        evaluation_periods=int(props["EvaluationPeriods"]),
        datapoints_to_alarm=props.get("DatapointsToAlarm"),
        period=props["Period"],
        threshold=props["Threshold"],
        statistic=props["Statistic"],
        treat_missing_data=props.get("TreatMissingData"),
        description=props.get("AlarmDescription"),
        alarm_actions=props.get("AlarmActions"),
        actions_enabled=props.get("ActionsEnabled", True),
        dimensions=[],
        tags=[],
    )
    return name, {"Arn": created.alarm_arn}


# the type, what makes it, and the property that names it, if one does
_TYPES = (
    ("AWS::IAM::Group", group, "GroupName"),
    ("AWS::S3::BucketPolicy", bucket_policy, None),
    ("AWS::SNS::TopicPolicy", topic_policy, None),
    ("AWS::SNS::Subscription", subscription, None),
    ("AWS::CloudTrail::Trail", trail, "TrailName"),
    ("AWS::Logs::MetricFilter", metric_filter, "FilterName"),
    ("AWS::CloudWatch::Alarm", alarm, "AlarmName"),
)


def _model(resource_type: str, create, name_property: str | None) -> type:
    class Model(CloudFormationModel):
        __module__ = "moto.repairs.models"  # moto reads the name of the service from it

        def __init__(self, physical_id: str, attributes: dict) -> None:
            self._physical_id, self._attributes = physical_id, attributes

        @property
        def physical_resource_id(self) -> str:
            return self._physical_id

        @staticmethod
        def cloudformation_name_type() -> str | None:
            return name_property

        @staticmethod
        def cloudformation_type() -> str:
            return resource_type

        @classmethod
        def has_cfn_attr(cls, attr: str) -> bool:
            return attr == "Arn"

        def get_cfn_attribute(self, attribute_name: str):
            return self._attributes[attribute_name]

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            properties = Read(cloudformation_json["Properties"])
            made = create(resource_name, properties, account_id, region_name)
            unread = properties.unread - {name_property}
            if unread:
                raise ValueError(f"{resource_type}: nobody reads {', '.join(sorted(unread))}")
            return cls(*made)

    return Model


def _resource_class(resource_type: str):
    # what the CDK notes about itself; AWS makes nothing of it
    if resource_type == "AWS::CDK::Metadata":
        return None
    if resource_type not in parsing.get_model_map():
        raise ValueError(f"neither moto nor its repairs know {resource_type}")
    return parsing.get_model_map()[resource_type]


_MODELS: list[type] = []


def install() -> None:
    # moto finds them as subclasses, which somebody has to hold
    _MODELS.extend(_model(*each) for each in _TYPES)
    for cached in (parsing.get_model_list, parsing.get_model_map, parsing.get_name_type_map):
        cached.cache_clear()
    parsing.resource_class_from_type = _resource_class
