extension InfrastructureRule {
    /// Buckets, disks and file systems on AWS.
    static let terraformAWSStorage: [InfrastructureRule] = [
        aws(
            "AWS-0086", "Public access control lists of the bucket are not blocked", .high,
            on: ["aws_s3_bucket_public_access_block"], require: "block_public_acls == true",
            fix: "Set block_public_acls to true.", aliases: ["CKV_AWS_53"]),
        aws(
            "AWS-0087", "Public policies of the bucket are not blocked", .high,
            on: ["aws_s3_bucket_public_access_block"], require: "block_public_policy == true",
            fix: "Set block_public_policy to true.", aliases: ["CKV_AWS_54"]),
        aws(
            "AWS-0088", "The bucket's encryption is not stated", .high, on: ["aws_s3_bucket"],
            require: """
                server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm exists
                or linked aws_s3_bucket_server_side_encryption_configuration by bucket (
                rule.apply_server_side_encryption_by_default.sse_algorithm exists)
                """,
            fix: "Add aws_s3_bucket_server_side_encryption_configuration.", aliases: ["CKV_AWS_19"]),
        aws(
            "AWS-0089", "Access to the bucket is not logged", .low, on: ["aws_s3_bucket"],
            when: "acl != \"log-delivery-write\"",
            require: "logging.target_bucket exists or linked aws_s3_bucket_logging by bucket (target_bucket exists)",
            fix: "Add aws_s3_bucket_logging.", aliases: ["CKV_AWS_18"]),
        aws(
            "AWS-0090", "The bucket keeps no earlier versions of its objects", .medium, on: ["aws_s3_bucket"],
            require: """
                versioning.enabled == true or linked aws_s3_bucket_versioning by bucket (
                versioning_configuration.status == "Enabled")
                """,
            fix: "Add aws_s3_bucket_versioning with status Enabled.", aliases: ["CKV_AWS_21"]),
        aws(
            "AWS-0091", "Public access control lists of the bucket are not ignored", .high,
            on: ["aws_s3_bucket_public_access_block"], require: "ignore_public_acls == true",
            fix: "Set ignore_public_acls to true.", aliases: ["CKV_AWS_55"]),
        aws(
            "AWS-0092", "Everybody may read or write the bucket", .high, on: ["aws_s3_bucket", "aws_s3_bucket_acl"],
            require: "not acl in [\"public-read\", \"public-read-write\", \"website\", \"authenticated-read\"]",
            fix: "Set acl to private.", aliases: ["CKV_AWS_20", "CKV_AWS_57"]),
        aws(
            "AWS-0093", "Public buckets are not restricted", .high, on: ["aws_s3_bucket_public_access_block"],
            require: "restrict_public_buckets == true", fix: "Set restrict_public_buckets to true.",
            aliases: ["CKV_AWS_56"]),
        aws(
            "AWS-0094", "Nothing blocks public access to the bucket", .low, on: ["aws_s3_bucket"],
            require: "linked aws_s3_bucket_public_access_block by bucket (true)",
            fix: "Add aws_s3_bucket_public_access_block.", aliases: ["CKV2_AWS_6"]),
        aws(
            "AWS-0132", "The bucket is not encrypted with a customer managed key", .high, on: ["aws_s3_bucket"],
            when: "acl != \"log-delivery-write\"",
            require: """
                server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id
                exists or linked aws_s3_bucket_server_side_encryption_configuration by bucket (
                rule.apply_server_side_encryption_by_default.kms_master_key_id exists)
                """,
            fix: "Name a key in kms_master_key_id and set sse_algorithm to aws:kms.", aliases: ["CKV_AWS_145"]),
        aws(
            "CKV_AWS_300", "Uploads that were never finished are kept for ever", .low,
            on: ["aws_s3_bucket_lifecycle_configuration"],
            require: """
                some rule (abort_incomplete_multipart_upload.days_after_initiation exists and status == "Enabled"
                and (not filter exists or not filter.prefix exists and not filter.tag exists and not filter.and exists))
                """,
            fix: "Set abort_incomplete_multipart_upload in a rule for the whole bucket."),
        aws(
            "CKV_AWS_70", "The policy lets everybody use the bucket", .critical,
            on: ["aws_s3_bucket", "aws_s3_bucket_policy"],
            require: """
                not some policy.Statement (Effect == "Allow" and (Principal == "*" or Principal.AWS == "*")
                and not Condition exists)
                """,
            fix: "Name the principals that need access."),
        aws(
            "AWS-0026", "The disk is not encrypted", .high, on: ["aws_ebs_volume"], require: "encrypted == true",
            fix: "Set encrypted to true.", aliases: ["CKV_AWS_3"]),
        aws(
            "AWS-0131", "A disk of the instance is not encrypted", .high,
            on: ["aws_instance", "aws_launch_configuration"],
            require: """
                every root_block_device (encrypted == true) and every ebs_block_device (encrypted == true)
                and root_block_device exists
                """,
            fix: "Set encrypted to true in root_block_device and ebs_block_device.", aliases: ["CKV_AWS_8"]),
        aws(
            "CKV_AWS_106", "New disks are not encrypted by default", .medium, on: ["aws_ebs_encryption_by_default"],
            require: "enabled != false", fix: "Set enabled to true."),
        aws(
            "AWS-0037", "The file system is not encrypted", .high, on: ["aws_efs_file_system"],
            require: "encrypted == true", fix: "Set encrypted to true.", aliases: ["CKV_AWS_42"]),
        aws(
            "CKV_AWS_329", "The access point opens the whole file system", .low, on: ["aws_efs_access_point"],
            require: "root_directory.path exists and root_directory.path != \"/\"",
            fix: "Set root_directory.path to a folder."),
        customerKey("AWS-0027", "The disk", "aws_ebs_volume", "kms_key_id", ["CKV_AWS_189"]),
        customerKey("CKV_AWS_181", "The object's copy", "aws_s3_object_copy", "kms_key_id"),
        customerKey("CKV_AWS_183", "The copy of the disk's snapshot", "aws_ebs_snapshot_copy", "kms_key_id"),
        customerKey("CKV_AWS_186", "The bucket's object", "aws_s3_bucket_object", "kms_key_id"),
        customerKey("CKV_AWS_179", "The file system", "aws_fsx_windows_file_system", "kms_key_id"),
        customerKey("CKV_AWS_203", "The file system", "aws_fsx_openzfs_file_system", "kms_key_id"),
    ]

    /// A check of a resource on AWS, with the other spelling of Trivy's identifier.
    static func aws(
        _ id: String, _ title: String, _ severity: Severity, on types: [String], when scope: String? = nil,
        require: String, fix: String, aliases: [String] = [], kind: FindingKind = .misconfiguration
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: types, when: scope, require: require, fix: fix,
            aliases: (id.hasPrefix("AWS-") ? ["AVD-\(id)"] : []) + aliases, kind: kind)
    }

    /// That something is encrypted with a key that its owner can revoke.
    static func customerKey(
        _ id: String, _ thing: String, _ type: String, _ attribute: String, _ aliases: [String] = []
    ) -> InfrastructureRule {
        aws(
            id, "\(thing) is not encrypted with a customer managed key", .low, on: [type],
            require: "\(attribute) exists and not \(attribute) is providerKey",
            fix: "Name a key in \(attribute.split(separator: ".").last ?? "").",
            aliases: aliases)
    }
}
