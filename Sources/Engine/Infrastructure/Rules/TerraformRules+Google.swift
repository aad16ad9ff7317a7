extension InfrastructureRule {
    /// What runs on Google Cloud.
    static let terraformGoogle: [InfrastructureRule] = [
        firewall("CKV_GCP_2", "SSH", 22), firewall("CKV_GCP_3", "The remote desktop", 3389),
        firewall("CKV_GCP_75", "FTP", 21), firewall("CKV_GCP_77", "FTP's data port", 20),
        firewall("CKV_GCP_106", "Plain HTTP", 80),
        google(
            "GCP-0027", "The firewall lets everybody in", .critical, on: ["google_compute_firewall"],
            when: "allow exists and direction != \"EGRESS\"", require: "not source_ranges is everywhere",
            fix: "Name the networks in source_ranges."),
        google(
            "CKV_GCP_29", "Access to the bucket is granted object by object", .medium, on: ["google_storage_bucket"],
            require: "uniform_bucket_level_access == true or bucket_policy_only == true",
            fix: "Set uniform_bucket_level_access to true.", aliases: ["GCP-0002"]),
        google(
            "CKV_GCP_114", "The bucket may be made public", .medium, on: ["google_storage_bucket"],
            require: "public_access_prevention == \"enforced\"", fix: "Set public_access_prevention to enforced."),
        google(
            "GCP-0001", "Everybody may read the bucket", .high,
            on: ["google_storage_bucket_iam_binding", "google_storage_bucket_iam_member"],
            require: """
                not member in ["allUsers", "allAuthenticatedUsers"] and not members in ["allUsers",
                "allAuthenticatedUsers"]
                """,
            fix: "Name the members that need access.", aliases: ["CKV_GCP_28"]),
        google(
            "CKV_GCP_38", "The boot disk is not encrypted with a customer managed key", .low,
            on: ["google_compute_instance"],
            require: "boot_disk.disk_encryption_key_raw exists or boot_disk.kms_key_self_link exists",
            fix: "Name a key in boot_disk.kms_key_self_link."),
        google(
            "GCP-0031", "The instance has a public address", .high,
            on: ["google_compute_instance", "google_compute_instance_template"],
            require: "not network_interface.access_config exists", fix: "Remove access_config.",
            aliases: ["CKV_GCP_40"]),
        google(
            "CKV_GCP_31", "The instance may do whatever the project's default account may", .high,
            on: [
                "google_compute_instance", "google_compute_instance_from_template", "google_compute_instance_template",
            ],
            when: """
                service_account exists and (not service_account.email exists
                or service_account.email contains "-compute@developer.gserviceaccount.com")
                """,
            require: """
                not service_account.scopes in ["cloud-platform", "https://www.googleapis.com/auth/cloud-platform"]
                """,
            fix: "Use a service account with what is needed."),
        google(
            "GCP-0042", "Logins to instances are not tied to Google accounts", .medium,
            on: ["google_compute_project_metadata"], require: "metadata.enable-oslogin == true",
            fix: "Set metadata.enable-oslogin to true.", aliases: ["CKV_GCP_33"]),
        google(
            "GCP-0029", "The traffic of the network is not recorded", .low, on: ["google_compute_subnetwork"],
            when: """
                not purpose in ["INTERNAL_HTTPS_LOAD_BALANCER", "REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY"]
                """,
            require: "log_config exists", fix: "Add log_config.", aliases: ["CKV_GCP_26"]),
        google(
            "CKV_GCP_12", "Pods of the cluster reach each other without rules", .medium,
            on: ["google_container_cluster"],
            require: "network_policy.enabled == true or datapath_provider == \"ADVANCED_DATAPATH\"",
            fix: "Set network_policy.enabled to true.", aliases: ["GCP-0056"]),
        google(
            "CKV_GCP_24", "The cluster has no pod security policy", .low, on: ["google_container_cluster"],
            require: "pod_security_policy_config.enabled == true",
            fix: "Set pod_security_policy_config.enabled, or use pod security admission in newer clusters."),
        google(
            "GCP-0053", "The cluster's API can be reached from everywhere", .high, on: ["google_container_cluster"],
            require: """
                not master_authorized_networks_config.cidr_blocks.cidr_block is everywhere
                """,
            fix: "Name the networks in master_authorized_networks_config.", aliases: ["CKV_GCP_20"]),
        google(
            "GCP-0017", "The database has a public address", .high, on: ["google_sql_database_instance"],
            require: """
                settings.ip_configuration.ipv4_enabled == false
                and not settings.ip_configuration.authorized_networks.value is everywhere
                """,
            fix: "Set settings.ip_configuration.ipv4_enabled to false.", aliases: ["CKV_GCP_60"]),
        google(
            "GCP-0015", "The database answers without TLS", .high, on: ["google_sql_database_instance"],
            require: """
                settings.ip_configuration.require_ssl == true
                or settings.ip_configuration.ssl_mode in ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"]
                """,
            fix: "Set settings.ip_configuration.ssl_mode to ENCRYPTED_ONLY.", aliases: ["CKV_GCP_6"]),
        google(
            "CKV_GCP_95", "The cache asks for no password", .medium, on: ["google_redis_instance"],
            require: "auth_enabled == true", fix: "Set auth_enabled to true."),
        google(
            "CKV_GCP_82", "The key can be deleted by mistake", .low, on: ["google_kms_crypto_key"],
            require: "lifecycle.prevent_destroy == true", fix: "Set lifecycle.prevent_destroy to true."),
        google(
            "GCP-0065", "The key is not rotated every 90 days", .high, on: ["google_kms_crypto_key"],
            when: "purpose != \"ASYMMETRIC_SIGN\" and purpose != \"ASYMMETRIC_DECRYPT\"",
            require: "rotation_period exists", fix: "Set rotation_period.", aliases: ["CKV_GCP_43"]),
        google(
            "CKV_GCP_103", "The cluster's nodes have public addresses", .medium, on: ["google_dataproc_cluster"],
            require: "cluster_config.gce_cluster_config.internal_ip_only == true",
            fix: "Set internal_ip_only to true."),
        google(
            "CKV_GCP_87", "The data pipeline has a public address", .medium, on: ["google_data_fusion_instance"],
            require: "private_instance == true", fix: "Set private_instance to true."),
        google(
            "CKV_GCP_89", "The notebook has a public address", .medium, on: ["google_notebooks_instance"],
            require: "no_public_ip == true", fix: "Set no_public_ip to true."),
        google(
            "CKV_GCP_116", "Somebody is given a basic role on a folder", .medium,
            on: ["google_folder_iam_binding", "google_folder_iam_member"],
            require: "not role in [\"roles/editor\", \"roles/owner\", \"roles/viewer\"]",
            fix: "Grant a role with what is needed."),
        google(
            "CKV_GCP_115", "Somebody is given a basic role on the organization", .medium,
            on: ["google_organization_iam_binding", "google_organization_iam_member"],
            require: "not role in [\"roles/editor\", \"roles/owner\", \"roles/viewer\"]",
            fix: "Grant a role with what is needed."),
        google(
            "CKV_GCP_80", "The table is not encrypted with a customer managed key", .low, on: ["google_bigquery_table"],
            require: "encryption_configuration.kms_key_name exists",
            fix: "Name a key in encryption_configuration.kms_key_name."),
        google(
            "CKV_GCP_83", "The topic is not encrypted with a customer managed key", .low, on: ["google_pubsub_topic"],
            require: "kms_key_name exists", fix: "Name a key in kms_key_name."),
    ]

    private static func google(
        _ id: String, _ title: String, _ severity: Severity, on types: [String], when scope: String? = nil,
        require: String, fix: String, aliases: [String] = []
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: types, when: scope, require: require, fix: fix,
            aliases: (id.hasPrefix("GCP-") ? ["AVD-\(id)"] : []) + aliases)
    }

    private static func firewall(_ id: String, _ service: String, _ port: Int) -> InfrastructureRule {
        google(
            id, "\(service) can be reached from everywhere", port == 22 || port == 3389 ? .high : .medium,
            on: ["google_compute_firewall"],
            when: "direction != \"EGRESS\" and allow exists and source_ranges is everywhere",
            require: """
                not some allow (ports spans \(port) or protocol in ["all", "tcp"] and not ports exists)
                """,
            fix: "Name the networks in source_ranges.")
    }
}
