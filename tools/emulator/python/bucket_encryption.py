"""The default encryption of a bucket.

CloudFormation's BucketEncryption becomes what GetBucketEncryption answers, and can be changed in place. ministack drops it.

Without a key of its own (the staging bucket of `cdk bootstrap`) a bucket uses AWS's key for S3, which ministack does not
have: such a bucket stays as ministack makes it.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from ministack.services import s3
from ministack.services.cloudformation import provisioners


def _as_request(encryption: dict) -> bytes:
    root = Element("ServerSideEncryptionConfiguration", xmlns=s3.S3_NS)
    for rule in encryption.get("ServerSideEncryptionConfiguration", []):
        default = rule["ServerSideEncryptionByDefault"]
        by_default = SubElement(SubElement(root, "Rule"), "ApplyServerSideEncryptionByDefault")
        for field in ("SSEAlgorithm", "KMSMasterKeyID"):
            if field in default:
                SubElement(by_default, field).text = default[field]
    return tostring(root, encoding="utf-8")


def _put(bucket: str, request: bytes) -> None:
    if b"aws:kms" not in request or b"KMSMasterKeyID" in request:
        s3._put_bucket_encryption(bucket, request)


def install() -> None:
    provisioners._S3_BUCKET_CONFIGURATIONS += (
        ("BucketEncryption", _as_request, _put, s3._delete_bucket_encryption),
    )
