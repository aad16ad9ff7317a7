extension InfrastructureRule {
    /// Instances, functions, clusters and containers on AWS.
    static let terraformAWSCompute: [InfrastructureRule] = [
        aws(
            "AWS-0028", "The instance's metadata can be read without a session token (IMDSv1)", .high,
            on: ["aws_instance"],
            require: "metadata_options.http_tokens == \"required\" or metadata_options.http_endpoint == \"disabled\"",
            fix: "Set metadata_options.http_tokens to required.", aliases: ["CKV_AWS_79"]),
        aws(
            "AWS-0130", "Launched instances' metadata can be read without a session token (IMDSv1)", .high,
            on: ["aws_launch_configuration", "aws_launch_template"],
            require: "metadata_options.http_tokens == \"required\" or metadata_options.http_endpoint == \"disabled\"",
            fix: "Set metadata_options.http_tokens to required.", aliases: ["CKV_AWS_79"]),
        aws(
            "CKV_AWS_341", "Containers on the instance reach its metadata", .medium,
            on: ["aws_launch_configuration", "aws_launch_template"],
            require: "not metadata_options.http_put_response_hop_limit > 1",
            fix: "Set metadata_options.http_put_response_hop_limit to 1."),
        aws(
            "AWS-0029", "A credential is written into what the instance starts with", .critical,
            on: ["aws_instance", "aws_launch_configuration", "aws_launch_template"],
            require: "not user_data is credential", fix: "Revoke the credential, and give the instance a role.",
            aliases: ["CKV_AWS_46", "AWS-0129", "AWS-0122"], kind: .secret),
        aws(
            "CKV_AWS_45", "A credential is written into the function's environment", .critical,
            on: ["aws_lambda_function"], require: "not environment.variables.* is credential",
            fix: "Revoke the credential, and give the function a role.", kind: .secret),
        aws(
            "CKV_AWS_88", "The instance gets a public address", .medium, on: ["aws_instance", "aws_launch_template"],
            require: """
                associate_public_ip_address != true and network_interfaces.associate_public_ip_address != true
                """,
            fix: "Set associate_public_ip_address to false."),
        aws(
            "AWS-0066", "Requests through the function are not traced", .low, on: ["aws_lambda_function"],
            require: "tracing_config.mode in [\"Active\", \"PassThrough\"]",
            fix: "Set tracing_config.mode to Active.", aliases: ["CKV_AWS_50"]),
        customerKey("CKV_AWS_173", "The function's environment", "aws_lambda_function", "kms_key_arn"),
        aws(
            "AWS-0040", "The cluster's API can be reached from the internet", .critical, on: ["aws_eks_cluster"],
            require: "vpc_config.endpoint_public_access == false",
            fix: "Set vpc_config.endpoint_public_access to false.",
            aliases: ["CKV_AWS_39"]),
        aws(
            "AWS-0041", "The cluster's API can be reached from everywhere", .critical, on: ["aws_eks_cluster"],
            require: """
                vpc_config.endpoint_public_access == false
                or vpc_config.public_access_cidrs exists and not vpc_config.public_access_cidrs is everywhere
                """,
            fix: "List the networks in vpc_config.public_access_cidrs.", aliases: ["CKV_AWS_38"]),
        aws(
            "AWS-0038", "The cluster's control plane does not log all it could", .medium, on: ["aws_eks_cluster"],
            require: """
                enabled_cluster_log_types == "api" and enabled_cluster_log_types == "audit"
                and enabled_cluster_log_types == "authenticator" and enabled_cluster_log_types == "controllerManager"
                and enabled_cluster_log_types == "scheduler"
                """,
            fix: "List api, audit, authenticator, controllerManager and scheduler in enabled_cluster_log_types.",
            aliases: ["CKV_AWS_37"]),
        aws(
            "AWS-0039", "The cluster's secrets are not encrypted", .high, on: ["aws_eks_cluster"],
            require: "encryption_config.resources == \"secrets\" and encryption_config.provider.key_arn exists",
            fix: "Add encryption_config for secrets.", aliases: ["CKV_AWS_58"]),
        aws(
            "AWS-0034", "The cluster sends no metrics (Container Insights)", .low, on: ["aws_ecs_cluster"],
            require: "some setting (name == \"containerInsights\" and value in [\"enabled\", \"enhanced\"])",
            fix: "Set containerInsights to enabled.", aliases: ["CKV_AWS_65"]),
        aws(
            "CKV_AWS_332", "The service runs on a fixed version of Fargate, which gets no repairs", .low,
            on: ["aws_ecs_service"], when: "launch_type == \"FARGATE\"",
            require: "not platform_version exists or platform_version == \"LATEST\"",
            fix: "Set platform_version to LATEST."),
        aws(
            "CKV_AWS_336", "A container can write to its root file system", .medium, on: ["aws_ecs_task_definition"],
            require: "every container_definitions (readonlyRootFilesystem == true)",
            fix: "Set readonlyRootFilesystem to true."),
        aws(
            "AWS-0036", "A credential is written into a container's definition", .critical,
            on: ["aws_ecs_task_definition"], require: "not container_definitions.environment.value is credential",
            fix: "Revoke the credential, and read it from Secrets Manager.", kind: .secret),
        aws(
            "CKV_AWS_210", "The batch job's container is privileged", .high, on: ["aws_batch_job_definition"],
            require: "container_properties.privileged != true", fix: "Set privileged to false."),
        aws(
            "AWS-0030", "Images are not scanned when they are pushed", .high, on: ["aws_ecr_repository"],
            require: "image_scanning_configuration.scan_on_push == true",
            fix: "Set image_scanning_configuration.scan_on_push to true.", aliases: ["CKV_AWS_163"]),
        aws(
            "AWS-0031", "An image's tag can be moved to another image", .high, on: ["aws_ecr_repository"],
            require: "image_tag_mutability == \"IMMUTABLE\" or image_tag_mutability contains \"IMMUTABLE_WITH\"",
            fix: "Set image_tag_mutability to IMMUTABLE.", aliases: ["CKV_AWS_51"]),
        customerKey(
            "AWS-0033", "The image repository", "aws_ecr_repository", "encryption_configuration.kms_key",
            ["CKV_AWS_136"]),
        customerKey("CKV_AWS_147", "The build project", "aws_codebuild_project", "encryption_key"),
        aws(
            "CKV_AWS_307", "Users of the notebook are root", .medium, on: ["aws_sagemaker_notebook_instance"],
            require: "root_access == \"Disabled\"", fix: "Set root_access to Disabled."),
        aws(
            "CKV_AWS_371", "The notebook's metadata can be read without a session token (IMDSv1)", .medium,
            on: ["aws_sagemaker_notebook_instance"],
            require: "instance_metadata_service_configuration.minimum_instance_metadata_service_version == 2",
            fix: "Set minimum_instance_metadata_service_version to 2."),
        aws(
            "CKV_AWS_155", "The workspace's user volume is not encrypted", .high, on: ["aws_workspaces_workspace"],
            require: "user_volume_encryption_enabled == true", fix: "Set user_volume_encryption_enabled to true."),
        aws(
            "AWS-0109", "The workspace's volumes are not all encrypted", .high, on: ["aws_workspaces_workspace"],
            require: "root_volume_encryption_enabled == true and user_volume_encryption_enabled == true",
            fix: "Set root_volume_encryption_enabled and user_volume_encryption_enabled to true.",
            aliases: ["CKV_AWS_156"]),
    ]
}
