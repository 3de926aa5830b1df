"""The bucket of letters of nomination and attachments: private, encrypted, emptied in time."""

from __future__ import annotations

from typing import Any

BUCKET = "LetterBucket"
KEPT_DAYS = 400
ATTACHMENT_DAYS = 365


def letter_resources() -> dict[str, Any]:
    """The bucket; it stays when the stack goes, since letters are what people sent."""
    expiry = {"Id": "Forget", "Status": "Enabled", "ExpirationInDays": KEPT_DAYS}
    sooner = {
        "Id": "ForgetAttachments",
        "Status": "Enabled",
        "Prefix": "attachments/",
        "ExpirationInDays": ATTACHMENT_DAYS,
    }
    encryption = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    private = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    return {
        BUCKET: {
            "Type": "AWS::S3::Bucket",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "PublicAccessBlockConfiguration": dict.fromkeys(private, True),
                "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
                "BucketEncryption": {"ServerSideEncryptionConfiguration": [encryption]},
                "LifecycleConfiguration": {"Rules": [expiry, sooner]},
            },
        }
    }
