"""What a person's own script looks like: it takes whatever credentials boto3 finds."""

import sys

import boto3

profile = sys.argv[1] if len(sys.argv) > 1 else None
print(len(boto3.Session(profile_name=profile).client("s3").list_buckets()["Buckets"]))
