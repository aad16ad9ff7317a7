extension InfrastructureRule {
    static let terraform =
        terraformAWSAccess + terraformAWSCompute + terraformAWSDatabase + terraformAWSMessages + terraformAWSNetwork
        + terraformAWSStorage + terraformAzure + terraformAzureApplications + terraformGoogle

    private static let policyTypes = [
        "aws_iam_group_policy", "aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy",
        "aws_ssoadmin_permission_set_inline_policy",
    ]

    /// Who may do what on AWS, and the keys and trails that prove it.
    static let terraformAWSAccess: [InfrastructureRule] = [
        aws(
            "CKV_AWS_62", "The policy allows everything on everything", .high, on: policyTypes,
            require: """
                not some policy.Statement (Effect != "Deny" and Action is wildcard and Resource is wildcard)
                and not some inline_policy.Statement (Effect != "Deny" and Action is wildcard and Resource is wildcard)
                """,
            fix: "List the actions and resources that are needed."),
        aws(
            "AWS-0057", "The policy has a wildcard for its actions", .high, on: policyTypes,
            require: "not some policy.Statement (Effect == \"Allow\" and Action is wildcard)",
            fix: "List the actions that are needed.", aliases: ["CKV_AWS_63"]),
        aws(
            "CKV_AWS_1", "The policy document allows everything on everything", .high,
            on: ["data.aws_iam_policy_document"],
            require: """
                not some statement (actions is wildcard and resources is wildcard and effect != "Deny")
                """,
            fix: "List the actions and resources that are needed."),
        aws(
            "CKV_AWS_49", "The policy document has a wildcard for its actions", .high,
            on: ["data.aws_iam_policy_document"],
            require: "not some statement (actions is wildcard and effect != \"Deny\")",
            fix: "List the actions that are needed."),
        aws(
            "AWS-0143", "A policy is attached to a user and not to a group or role", .low,
            on: ["aws_iam_policy_attachment", "aws_iam_user_policy", "aws_iam_user_policy_attachment"],
            require: "not user exists and not users exists",
            fix: "Attach the policy to a group or role.", aliases: ["CKV_AWS_40"]),
        aws(
            "CKV_AWS_273", "There is a user with a key or password of its own", .low, on: ["aws_iam_user"],
            require: "false", fix: "Let people log in through the company's single sign-on."),
        aws(
            "AWS-0141", "There is a key for the account's root user", .critical, on: ["aws_iam_access_key"],
            require: "user != \"root\"", fix: "Delete the key."),
        aws(
            "AWS-0063", "Passwords may be short", .medium, on: ["aws_iam_account_password_policy"],
            require: "minimum_password_length >= 14", fix: "Set minimum_password_length to 14.",
            aliases: ["CKV_AWS_10"]),
        aws(
            "AWS-0056", "Passwords may be used again", .medium, on: ["aws_iam_account_password_policy"],
            require: "password_reuse_prevention >= 5", fix: "Set password_reuse_prevention to 5 or more.",
            aliases: ["CKV_AWS_13"]),
        aws(
            "AWS-0058", "Passwords need no lower-case letter", .medium, on: ["aws_iam_account_password_policy"],
            require: "require_lowercase_characters == true", fix: "Set require_lowercase_characters to true.",
            aliases: ["CKV_AWS_11"]),
        aws(
            "AWS-0061", "Passwords need no upper-case letter", .medium, on: ["aws_iam_account_password_policy"],
            require: "require_uppercase_characters == true", fix: "Set require_uppercase_characters to true.",
            aliases: ["CKV_AWS_15"]),
        aws(
            "CKV_AWS_41", "A credential is written into the provider's configuration", .critical,
            on: ["provider.aws"], require: "not access_key is credential and not secret_key is credential",
            fix: "Revoke the credential, and take it from the environment.", kind: .secret),
        aws(
            "CKV_AWS_366", "The identity pool takes guests", .medium, on: ["aws_cognito_identity_pool"],
            require: "allow_unauthenticated_identities != true",
            fix: "Set allow_unauthenticated_identities to false."),
        aws(
            "AWS-0065", "The key is never rotated", .medium, on: ["aws_kms_key"],
            when: """
                not key_usage == "SIGN_VERIFY" and (not customer_master_key_spec exists
                or customer_master_key_spec == "SYMMETRIC_DEFAULT")
                """,
            require: "enable_key_rotation == true", fix: "Set enable_key_rotation to true.", aliases: ["CKV_AWS_7"]),
        aws(
            "CKV_AWS_33", "The key's policy lets everybody use it", .high, on: ["aws_kms_key"],
            require: """
                not some policy.Statement (Effect == "Allow" and (Principal == "*" or Principal.AWS == "*")
                and not Condition exists)
                """,
            fix: "Name the principals that need the key."),
        aws(
            "CKV_AWS_227", "The key is switched off", .low, on: ["aws_kms_key"], require: "is_enabled != false",
            fix: "Set is_enabled to true."),
        aws(
            "AWS-0014", "The trail covers one region only", .medium, on: ["aws_cloudtrail"],
            require: "is_multi_region_trail == true", fix: "Set is_multi_region_trail to true.",
            aliases: ["CKV_AWS_67"]),
        aws(
            "AWS-0015", "The trail is not encrypted with a customer managed key", .high, on: ["aws_cloudtrail"],
            require: "kms_key_id exists", fix: "Name a key in kms_key_id.", aliases: ["CKV_AWS_35"]),
        aws(
            "AWS-0016", "Changes to the trail's files go unnoticed", .high, on: ["aws_cloudtrail"],
            require: "enable_log_file_validation == true", fix: "Set enable_log_file_validation to true.",
            aliases: ["CKV_AWS_36"]),
        aws(
            "AWS-0162", "The trail is not sent where it is watched", .low, on: ["aws_cloudtrail"],
            require: "cloud_watch_logs_group_arn exists", fix: "Set cloud_watch_logs_group_arn."),
        customerKey("CKV_AWS_294", "The store of events", "aws_cloudtrail_event_data_store", "kms_key_id"),
        aws(
            "AWS-0019", "The configuration of some regions is not collected", .high,
            on: ["aws_config_configuration_aggregator"],
            require: """
                account_aggregation_source.all_regions == true or organization_aggregation_source.all_regions == true
                """,
            fix: "Set all_regions to true.", aliases: ["CKV_AWS_121"]),
    ]
}
