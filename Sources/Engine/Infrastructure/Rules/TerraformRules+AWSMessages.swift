extension InfrastructureRule {
    /// Queues, streams, logs, secrets and machine learning on AWS.
    static let terraformAWSMessages: [InfrastructureRule] = [
        aws(
            "AWS-0096", "The queue is not encrypted", .high, on: ["aws_sqs_queue"],
            require: "kms_master_key_id exists or sqs_managed_sse_enabled == true",
            fix: "Set sqs_managed_sse_enabled to true, or name a key in kms_master_key_id.", aliases: ["CKV_AWS_27"]),
        aws(
            "AWS-0097", "The queue's policy allows every action", .high, on: ["aws_sqs_queue_policy"],
            require: "not some policy.Statement (Effect == \"Allow\" and Action in [\"*\", \"sqs:*\", \"SQS:*\"])",
            fix: "List the actions that are needed.", aliases: ["CKV_AWS_72"]),
        aws(
            "CKV_AWS_168", "The queue's policy lets everybody use it", .high,
            on: ["aws_sqs_queue", "aws_sqs_queue_policy"],
            require: """
                not some policy.Statement (Effect == "Allow" and (Principal == "*" or Principal.AWS == "*"
                or Principal.AWS contains "::*")
                and not Condition exists)
                """,
            fix: "Name the principals, or add a condition.", aliases: ["CKV_AWS_387"]),
        aws(
            "CKV_AWS_169", "The topic's policy lets everybody use it", .high, on: ["aws_sns_topic_policy"],
            require: """
                not some policy.Statement (Effect == "Allow" and (Principal == "*" or Principal.AWS == "*"
                or Principal.AWS contains "::*")
                and not Condition exists)
                """,
            fix: "Name the principals, or add a condition."),
        aws(
            "AWS-0095", "The topic is not encrypted", .high, on: ["aws_sns_topic"],
            require: "kms_master_key_id exists", fix: "Name a key in kms_master_key_id.", aliases: ["CKV_AWS_26"]),
        aws(
            "AWS-0136", "The topic is encrypted with a key that its owner cannot revoke", .high,
            on: ["aws_sns_topic"],
            require: "kms_master_key_id exists and not kms_master_key_id is providerKey",
            fix: "Name a key of your own in kms_master_key_id."),
        aws(
            "AWS-0064", "The stream is not encrypted", .high, on: ["aws_kinesis_stream"],
            require: "encryption_type == \"KMS\"", fix: "Set encryption_type to KMS.", aliases: ["CKV_AWS_43"]),
        aws(
            "CKV_AWS_240", "The delivery stream is not encrypted", .medium,
            on: ["aws_kinesis_firehose_delivery_stream"],
            when: "not kinesis_source_configuration exists", require: "server_side_encryption.enabled == true",
            fix: "Set server_side_encryption.enabled to true."),
        aws(
            "CKV_AWS_241", "The delivery stream is not encrypted with a customer managed key", .low,
            on: ["aws_kinesis_firehose_delivery_stream"], when: "not kinesis_source_configuration exists",
            require: """
                some server_side_encryption (enabled == true and key_type == "CUSTOMER_MANAGED_CMK"
                and key_arn exists)
                """,
            fix: "Set server_side_encryption with key_type and key_arn."),
        customerKey("CKV_AWS_177", "The video stream", "aws_kinesis_video_stream", "kms_key_id"),
        aws(
            "CKV_AWS_291", "The message broker's nodes are on the internet", .high, on: ["aws_msk_cluster"],
            require: """
                broker_node_group_info.connectivity_info.public_access.type != "SERVICE_PROVIDED_EIPS"
                """,
            fix: "Set public_access.type to DISABLED."),
        aws(
            "AWS-0072", "The message broker is on the internet", .high, on: ["aws_mq_broker"],
            require: "publicly_accessible != true", fix: "Set publicly_accessible to false.",
            aliases: ["CKV_AWS_69"]),
        aws(
            "AWS-0070", "The message broker writes no audit log", .medium, on: ["aws_mq_broker"],
            when: "engine_type != \"RabbitMQ\"", require: "logs.audit == true", fix: "Set logs.audit to true.",
            aliases: ["CKV_AWS_197"]),
        customerKey("AWS-0017", "The log group", "aws_cloudwatch_log_group", "kms_key_id", ["CKV_AWS_158"]),
        aws(
            "CKV_AWS_66", "Nobody decided how long the log is kept", .low, on: ["aws_cloudwatch_log_group"],
            require: "retention_in_days exists", fix: "Set retention_in_days."),
        customerKey("AWS-0098", "The secret", "aws_secretsmanager_secret", "kms_key_id", ["CKV_AWS_149"]),
        aws(
            "CKV_AWS_304", "The secret is changed less often than every 90 days", .low,
            on: ["aws_secretsmanager_secret_rotation"],
            require: """
                rotation_rules.automatically_after_days <= 90 or rotation_rules.schedule_expression exists
                """,
            fix: "Set rotation_rules.automatically_after_days to 90 or fewer."),
        aws(
            "CKV_AWS_337", "The parameter is not encrypted with a customer managed key", .low,
            on: ["aws_ssm_parameter"], when: "type == \"SecureString\"", require: "key_id exists",
            fix: "Name a key in key_id."),
        aws(
            "CKV_AWS_303", "The document can be read by everybody", .high, on: ["aws_ssm_document"],
            require: "not permissions.account_ids in [\"all\", \"All\"]",
            fix: "Name the accounts in permissions.account_ids."),
        aws(
            "CKV_AWS_284", "Executions of the state machine are not traced", .low, on: ["aws_sfn_state_machine"],
            require: "tracing_configuration.enabled == true", fix: "Set tracing_configuration.enabled to true."),
        aws(
            "CKV_AWS_285", "Executions of the state machine are not logged", .low, on: ["aws_sfn_state_machine"],
            require: "logging_configuration.include_execution_data == true",
            fix: "Set logging_configuration.include_execution_data to true."),
        aws(
            "AWS-0006", "Query results are not encrypted", .high, on: ["aws_athena_workgroup"],
            require: "configuration.result_configuration.encryption_configuration.encryption_option exists",
            fix: "Add encryption_configuration.", aliases: ["CKV_AWS_159"]),
        aws(
            "CKV_AWS_187", "The notebook is not encrypted with a customer managed key", .low,
            on: ["aws_sagemaker_domain", "aws_sagemaker_notebook_instance"], require: "kms_key_id exists",
            fix: "Name a key in kms_key_id."),
        customerKey("CKV_AWS_180", "The image component", "aws_imagebuilder_component", "kms_key_id"),
        customerKey("CKV_AWS_297", "The schedule", "aws_scheduler_schedule", "kms_key_arn"),
        customerKey("CKV_AWS_263", "The flow", "aws_appflow_flow", "kms_arn"),
        customerKey("CKV_AWS_264", "The connector's profile", "aws_appflow_connector_profile", "kms_arn"),
        aws(
            "CKV_AWS_214", "The API's cache is not encrypted on disk", .medium, on: ["aws_appsync_api_cache"],
            require: "at_rest_encryption_enabled == true", fix: "Set at_rest_encryption_enabled to true."),
        aws(
            "CKV_AWS_215", "The API's cache speaks without TLS", .medium, on: ["aws_appsync_api_cache"],
            require: "transit_encryption_enabled == true", fix: "Set transit_encryption_enabled to true."),
    ]
}
