extension InfrastructureRule {
    /// Databases, caches and search on AWS.
    static let terraformAWSDatabase: [InfrastructureRule] = [
        aws(
            "AWS-0080", "The database is not encrypted", .high, on: ["aws_db_instance"],
            when: "not replicate_source_db exists", require: "storage_encrypted == true",
            fix: "Set storage_encrypted to true.", aliases: ["CKV_AWS_16"]),
        aws(
            "AWS-0079", "The database cluster is not encrypted", .high, on: ["aws_rds_cluster"],
            require: "storage_encrypted == true or engine_mode == \"serverless\"",
            fix: "Set storage_encrypted to true.", aliases: ["CKV_AWS_96"]),
        aws(
            "AWS-0180", "The database can be reached from the internet", .high,
            on: ["aws_db_instance", "aws_rds_cluster_instance", "aws_dms_replication_instance"],
            require: "publicly_accessible != true", fix: "Set publicly_accessible to false.",
            aliases: ["AWS-0082", "CKV_AWS_17"]),
        aws(
            "AWS-0176", "Nobody can log in to the database with a role (IAM)", .medium, on: ["aws_db_instance"],
            when: "engine in [\"mysql\", \"postgres\", \"mariadb\"]",
            require: "iam_database_authentication_enabled == true",
            fix: "Set iam_database_authentication_enabled to true.", aliases: ["CKV_AWS_161"]),
        aws(
            "CKV_AWS_162", "Nobody can log in to the database cluster with a role (IAM)", .medium,
            on: ["aws_rds_cluster"], require: "iam_database_authentication_enabled == true",
            fix: "Set iam_database_authentication_enabled to true."),
        aws(
            "AWS-0177", "The database can be deleted by mistake", .medium,
            on: ["aws_db_instance", "aws_rds_cluster"], require: "deletion_protection == true",
            fix: "Set deletion_protection to true.", aliases: ["CKV_AWS_139", "CKV_AWS_293"]),
        aws(
            "AWS-0077", "Backups of the database are kept for one day or less", .medium,
            on: ["aws_db_instance", "aws_rds_cluster"],
            when: "not replicate_source_db exists", require: "backup_retention_period > 1",
            fix: "Set backup_retention_period to seven days.", aliases: ["CKV_AWS_133"]),
        aws(
            "AWS-0133", "How the database spends its time is not recorded", .low,
            on: ["aws_db_instance", "aws_rds_cluster_instance"], require: "performance_insights_enabled == true",
            fix: "Set performance_insights_enabled to true.", aliases: ["CKV_AWS_353"]),
        aws(
            "CKV_AWS_157", "The database runs in one zone only", .low, on: ["aws_db_instance"],
            require: "multi_az == true", fix: "Set multi_az to true."),
        aws(
            "CKV_AWS_324", "The database cluster exports no log", .low, on: ["aws_rds_cluster"],
            require: "enabled_cloudwatch_logs_exports exists", fix: "List logs in enabled_cloudwatch_logs_exports."),
        aws(
            "AWS-0024", "The table cannot be restored to an earlier time", .medium, on: ["aws_dynamodb_table"],
            require: "point_in_time_recovery.enabled == true", fix: "Set point_in_time_recovery.enabled to true.",
            aliases: ["CKV_AWS_28"]),
        aws(
            "AWS-0025", "The table is not encrypted with a customer managed key", .low, on: ["aws_dynamodb_table"],
            require: "some server_side_encryption (enabled == true and kms_key_arn exists)",
            fix: "Set server_side_encryption with a kms_key_arn.", aliases: ["CKV_AWS_119"]),
        aws(
            "AWS-0023", "The cache (DAX) is not encrypted", .high, on: ["aws_dax_cluster"],
            require: "server_side_encryption.enabled == true", fix: "Set server_side_encryption.enabled to true.",
            aliases: ["CKV_AWS_47"]),
        aws(
            "AWS-0050", "The cache is not backed up", .medium, on: ["aws_elasticache_cluster"],
            when: "engine == \"redis\"", require: "snapshot_retention_limit > 0",
            fix: "Set snapshot_retention_limit.", aliases: ["CKV_AWS_134"]),
        aws(
            "CKV_AWS_31", "The cache speaks without TLS or asks for no password", .high,
            on: ["aws_elasticache_replication_group"],
            require: "transit_encryption_enabled == true and (auth_token exists or user_group_ids exists)",
            fix: "Set transit_encryption_enabled to true, and an auth_token or user_group_ids."),
        aws(
            "AWS-0045", "The cache is not encrypted on disk", .high, on: ["aws_elasticache_replication_group"],
            require: "at_rest_encryption_enabled == true", fix: "Set at_rest_encryption_enabled to true.",
            aliases: ["CKV_AWS_29"]),
        aws(
            "CKV_AWS_322", "The cache gets no minor updates", .low, on: ["aws_elasticache_cluster"],
            require: "auto_minor_version_upgrade != false", fix: "Set auto_minor_version_upgrade to true."),
        aws(
            "AWS-0046", "The search domain answers over plain HTTP", .critical,
            on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
            require: "domain_endpoint_options.enforce_https == true",
            fix: "Set domain_endpoint_options.enforce_https to true.", aliases: ["CKV_AWS_83"]),
        aws(
            "AWS-0048", "The search domain is not encrypted", .high,
            on: ["aws_elasticsearch_domain", "aws_opensearch_domain"], require: "encrypt_at_rest.enabled == true",
            fix: "Set encrypt_at_rest.enabled to true.", aliases: ["CKV_AWS_5"]),
        aws(
            "AWS-0043", "The search domain's nodes speak without TLS", .high,
            on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
            when: """
                cluster_config.instance_count > 1 or cluster_config.dedicated_master_enabled == true
                """,
            require: "node_to_node_encryption.enabled == true", fix: "Set node_to_node_encryption.enabled to true.",
            aliases: ["CKV_AWS_6"]),
        aws(
            "CKV_AWS_247", "The search domain is not encrypted with a customer managed key", .low,
            on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
            require: "encrypt_at_rest.kms_key_id exists and encrypt_at_rest.enabled != false",
            fix: "Name a key in encrypt_at_rest.kms_key_id."),
        aws(
            "CKV_AWS_317", "The search domain writes no audit log", .medium,
            on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
            require: "some log_publishing_options (log_type == \"AUDIT_LOGS\" and enabled != false)",
            fix: "Add log_publishing_options for AUDIT_LOGS."),
        aws(
            "AWS-0076", "The graph database is not encrypted", .high, on: ["aws_neptune_cluster"],
            require: "storage_encrypted == true", fix: "Set storage_encrypted to true.", aliases: ["CKV_AWS_44"]),
        aws(
            "CKV_AWS_279", "The graph database's snapshot is not encrypted", .high,
            on: ["aws_neptune_cluster_snapshot"], require: "storage_encrypted == true",
            fix: "Set storage_encrypted to true."),
        aws(
            "CKV_AWS_359", "Nobody can log in to the graph database with a role (IAM)", .medium,
            on: ["aws_neptune_cluster"], require: "iam_database_authentication_enabled == true",
            fix: "Set iam_database_authentication_enabled to true."),
        aws(
            "CKV_AWS_361", "Backups of the graph database are kept for less than a week", .low,
            on: ["aws_neptune_cluster"], require: "backup_retention_period >= 7",
            fix: "Set backup_retention_period to 7."),
        aws(
            "CKV_AWS_360", "Backups of the document database are kept for less than a week", .low,
            on: ["aws_docdb_cluster"], require: "backup_retention_period >= 7",
            fix: "Set backup_retention_period to 7."),
        aws(
            "AWS-0020", "The document database exports no log", .medium, on: ["aws_docdb_cluster"],
            require: "enabled_cloudwatch_logs_exports in [\"audit\", \"profiler\"]",
            fix: "List audit and profiler in enabled_cloudwatch_logs_exports.", aliases: ["CKV_AWS_85"]),
        aws(
            "CKV_AWS_292", "The global document database is not encrypted", .high, on: ["aws_docdb_global_cluster"],
            require: "storage_encrypted == true", fix: "Set storage_encrypted to true."),
        customerKey("AWS-0022", "The document database", "aws_docdb_cluster", "kms_key_id", ["CKV_AWS_182"]),
        customerKey("CKV_AWS_280", "The graph database's snapshot", "aws_neptune_cluster_snapshot", "kms_key_id"),
        customerKey("AWS-0128", "The graph database", "aws_neptune_cluster", "kms_key_arn"),
        customerKey("CKV_AWS_201", "The memory database", "aws_memorydb_cluster", "kms_key_arn"),
        customerKey("CKV_AWS_278", "The memory database's snapshot", "aws_memorydb_snapshot", "kms_key_arn"),
        customerKey("CKV_AWS_246", "The stream of activities", "aws_rds_cluster_activity_stream", "kms_key_id"),
        customerKey("CKV_AWS_282", "The data warehouse", "aws_redshiftserverless_namespace", "kms_key_id"),
        customerKey("CKV_AWS_281", "The data warehouse's copies", "aws_redshift_snapshot_copy_grant", "kms_key_id"),
        aws(
            "CKV_AWS_202", "The memory database speaks without TLS", .high, on: ["aws_memorydb_cluster"],
            require: "tls_enabled != false", fix: "Set tls_enabled to true."),
        aws(
            "AWS-0084", "The data warehouse is not encrypted with a customer managed key", .high,
            on: ["aws_redshift_cluster"], require: "encrypted == true and kms_key_id exists",
            fix: "Set encrypted to true and name a key in kms_key_id.", aliases: ["CKV_AWS_64", "CKV_AWS_142"]),
        aws(
            "AWS-0127", "The data warehouse stands outside of a private network", .high, on: ["aws_redshift_cluster"],
            require: "cluster_subnet_group_name exists", fix: "Set cluster_subnet_group_name.",
            aliases: ["CKV_AWS_154"]),
        aws(
            "CKV_AWS_170", "The ledger's permissions are all or nothing", .low, on: ["aws_qldb_ledger"],
            require: "permissions_mode == \"STANDARD\"", fix: "Set permissions_mode to STANDARD."),
    ]
}
