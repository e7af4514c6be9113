"""Properties that moto knows by the APIs of S3 and CloudWatch Logs, and drops when a template has them: who may reach a bucket, who owns
its objects, whether it keeps their versions, and where its access logs go; and the key of a log group."""

from moto.logs.models import LogGroup
from moto.s3.models import FakeBucket, PublicAccessBlock

_BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def _create_log_group(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    group = _moto_log_group(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    group.kms_key_id = cloudformation_json["Properties"].get("KmsKeyId")
    return group


def _create_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    bucket = _moto_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    properties = cloudformation_json.get("Properties", {})
    if "LoggingConfiguration" in properties:
        logging = properties["LoggingConfiguration"]
        bucket.logging = {"TargetBucket": logging["DestinationBucketName"], "TargetPrefix": logging.get("LogFilePrefix", "")}
    if "PublicAccessBlockConfiguration" in properties:
        blocks = properties["PublicAccessBlockConfiguration"]
        bucket.public_access_block = PublicAccessBlock(*[blocks.get(name) for name in _BLOCKS])
    if "OwnershipControls" in properties:
        bucket.ownership_rule = properties["OwnershipControls"]["Rules"][0]["ObjectOwnership"]
    if "VersioningConfiguration" in properties:
        bucket.versioning_status = properties["VersioningConfiguration"]["Status"]
    return bucket


_moto_log_group = LogGroup.create_from_cloudformation_json.__func__
_moto_bucket = FakeBucket.create_from_cloudformation_json.__func__


def install() -> None:
    LogGroup.create_from_cloudformation_json = classmethod(_create_log_group)
    FakeBucket.create_from_cloudformation_json = classmethod(_create_bucket)
