extension InfrastructureRule {
    /// Networks, load balancers, queues and what is published to the internet on AWS.
    static let terraformAWSNetwork: [InfrastructureRule] = [
        aws(
            "AWS-0107", "SSH or the remote desktop can be reached from everywhere", .high, on: ["aws_security_group"],
            require: """
                not some ingress ((cidr_blocks is everywhere or ipv6_cidr_blocks is everywhere) and (
                protocol in ["-1", "all"] or from_port <= 22 and to_port >= 22
                or from_port <= 3389 and to_port >= 3389))
                """,
            fix: "Name the networks that need it in cidr_blocks.", aliases: ["CKV_AWS_24", "CKV_AWS_25"]),
        aws(
            "CKV_AWS_24", "A rule opens SSH to everywhere", .high,
            on: ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
            when: "not type == \"egress\"",
            require: """
                not ((cidr_blocks is everywhere or ipv6_cidr_blocks is everywhere or cidr_ipv4 is everywhere
                or cidr_ipv6 is everywhere) and (protocol in ["-1", "all"] or ip_protocol == "-1"
                or from_port <= 22 and to_port >= 22))
                """,
            fix: "Name the networks that need it."),
        aws(
            "AWS-0104", "The security group lets everything out to everywhere", .critical, on: ["aws_security_group"],
            require: "not some egress (cidr_blocks is everywhere or ipv6_cidr_blocks is everywhere)",
            fix: "Name the networks that must be reached in cidr_blocks.", aliases: ["CKV_AWS_382"]),
        aws(
            "AWS-0099", "The security group says nothing about its purpose", .low,
            on: ["aws_security_group", "aws_elasticache_security_group", "aws_redshift_security_group"],
            require: "description exists and description != \"Managed by Terraform\"", fix: "Set description.",
            aliases: ["CKV_AWS_23"]),
        aws(
            "AWS-0105", "A network's access list lets everybody in", .medium,
            on: ["aws_network_acl_rule"], when: "egress != true and rule_action == \"allow\"",
            require: "not cidr_block is everywhere and not ipv6_cidr_block is everywhere",
            fix: "Name the networks that need it in cidr_block.", aliases: ["CKV_AWS_229"]),
        aws(
            "AWS-0101", "The default network is used", .high, on: ["aws_default_vpc"], require: "false",
            fix: "Create a network with what is needed.", aliases: ["CKV_AWS_148"]),
        aws(
            "AWS-0052", "The load balancer passes headers on that no client should send", .high,
            on: ["aws_alb", "aws_lb"], when: "not load_balancer_type in [\"gateway\", \"network\"]",
            require: "drop_invalid_header_fields == true", fix: "Set drop_invalid_header_fields to true.",
            aliases: ["CKV_AWS_131"]),
        aws(
            "AWS-0053", "The load balancer is on the internet", .high, on: ["aws_alb", "aws_elb", "aws_lb"],
            require: "internal == true or load_balancer_type == \"gateway\"",
            fix: "Set internal to true, or accept that it is public."),
        aws(
            "AWS-0054", "The listener answers over plain HTTP", .critical, on: ["aws_alb_listener", "aws_lb_listener"],
            require: """
                protocol in ["HTTPS", "TLS", "TCP", "UDP", "TCP_UDP"] or default_action.redirect.protocol == "HTTPS"
                or default_action.redirect.protocol == "#{protocol}" and port == 443
                """,
            fix: "Set protocol to HTTPS, or redirect to it.", aliases: ["CKV_AWS_2"]),
        aws(
            "CKV_AWS_91", "The load balancer logs no access", .low, on: ["aws_alb", "aws_lb"],
            when: "load_balancer_type != \"gateway\"", require: "access_logs.enabled == true",
            fix: "Set access_logs.enabled to true."),
        aws(
            "CKV_AWS_150", "The load balancer can be deleted by mistake", .low, on: ["aws_alb", "aws_lb"],
            require: "enable_deletion_protection == true", fix: "Set enable_deletion_protection to true."),
        aws(
            "CKV_AWS_328", "Requests may be smuggled through the load balancer", .medium,
            on: ["aws_alb", "aws_elb", "aws_lb"],
            require: "not desync_mitigation_mode exists or desync_mitigation_mode in [\"defensive\", \"strictest\"]",
            fix: "Set desync_mitigation_mode to defensive or strictest."),
        aws(
            "AWS-0010", "Requests to the distribution are not logged", .medium, on: ["aws_cloudfront_distribution"],
            require: "logging_config.bucket exists", fix: "Add logging_config.", aliases: ["CKV_AWS_86"]),
        aws(
            "AWS-0011", "The distribution has no web application firewall", .high, on: ["aws_cloudfront_distribution"],
            require: "web_acl_id exists", fix: "Set web_acl_id.", aliases: ["CKV_AWS_68"]),
        aws(
            "AWS-0012", "The distribution answers over plain HTTP", .critical, on: ["aws_cloudfront_distribution"],
            require: """
                default_cache_behavior.viewer_protocol_policy != "allow-all"
                and ordered_cache_behavior.viewer_protocol_policy != "allow-all"
                """,
            fix: "Set viewer_protocol_policy to redirect-to-https.", aliases: ["CKV_AWS_34"]),
        aws(
            "AWS-0013", "The distribution accepts old versions of TLS", .high, on: ["aws_cloudfront_distribution"],
            require: """
                not viewer_certificate.cloudfront_default_certificate == true
                and viewer_certificate.minimum_protocol_version in ["TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021",
                "TLSv1.2_2025", "TLSv1.3_2025"]
                """,
            fix: "Set viewer_certificate.minimum_protocol_version to TLSv1.2_2021.", aliases: ["CKV_AWS_174"]),
        aws(
            "CKV_AWS_310", "The distribution has nothing to fall back on", .low, on: ["aws_cloudfront_distribution"],
            require: "some origin_group (failover_criteria.status_codes exists and member.origin_id exists)",
            fix: "Add an origin_group with failover_criteria."),
        aws(
            "CKV_AWS_374", "The distribution serves every country", .low, on: ["aws_cloudfront_distribution"],
            require: "restrictions.geo_restriction.restriction_type in [\"whitelist\", \"blacklist\"]",
            fix: "Set restrictions.geo_restriction."),
        aws(
            "AWS-0001", "Requests to the API are not logged", .medium,
            on: ["aws_api_gateway_stage", "aws_apigatewayv2_stage"],
            require: "access_log_settings.destination_arn exists", fix: "Add access_log_settings.",
            aliases: ["CKV_AWS_76", "CKV_AWS_95"]),
        aws(
            "AWS-0002", "The API's cache is not encrypted", .medium, on: ["aws_api_gateway_method_settings"],
            when: "settings.caching_enabled == true", require: "settings.cache_data_encrypted == true",
            fix: "Set settings.cache_data_encrypted to true.", aliases: ["CKV_AWS_308"]),
        aws(
            "AWS-0004", "A method of the API asks for no authorization", .low, on: ["aws_api_gateway_method"],
            when: "http_method != \"OPTIONS\"",
            require: "authorization != \"NONE\" or api_key_required == true",
            fix: "Set authorization.", aliases: ["CKV_AWS_59"]),
        aws(
            "CKV_AWS_276", "The API logs whole requests and answers", .medium, on: ["aws_api_gateway_method_settings"],
            require: "settings.data_trace_enabled != true", fix: "Set settings.data_trace_enabled to false."),
        aws(
            "AWS-0005", "The API's domain accepts old versions of TLS", .high, on: ["aws_api_gateway_domain_name"],
            require: "security_policy exists and security_policy != \"TLS_1_0\"",
            fix: "Set security_policy to TLS_1_2.", aliases: ["CKV_AWS_206"]),
        aws(
            "CKV_AWS_309", "A route of the API asks for no authorization", .medium, on: ["aws_apigatewayv2_route"],
            require: "authorization_type exists and authorization_type != \"NONE\"", fix: "Set authorization_type."),
        aws(
            "CKV_AWS_164", "The file transfer server is on the internet", .medium, on: ["aws_transfer_server"],
            require: "endpoint_type in [\"VPC\", \"VPC_ENDPOINT\"]", fix: "Set endpoint_type to VPC."),
    ]
}
