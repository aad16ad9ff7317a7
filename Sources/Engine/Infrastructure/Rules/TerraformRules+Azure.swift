extension InfrastructureRule {
    /// Storage, networks, machines and databases on Azure.
    static let terraformAzure: [InfrastructureRule] = [
        azure(
            "AZU-0008", "The storage account answers over plain HTTP", .high, on: ["azurerm_storage_account"],
            require: "enable_https_traffic_only != false and https_traffic_only_enabled != false",
            fix: "Set https_traffic_only_enabled to true.", aliases: ["CKV_AZURE_3"]),
        azure(
            "AZU-0011", "The storage account accepts old versions of TLS", .critical, on: ["azurerm_storage_account"],
            require: "not min_tls_version exists or min_tls_version in [\"TLS1_2\", \"TLS1_3\"]",
            fix: "Set min_tls_version to TLS1_2.", aliases: ["CKV_AZURE_44"]),
        azure(
            "AZU-0012", "The storage account lets every network in", .critical,
            on: ["azurerm_storage_account_network_rules"], require: "default_action == \"Deny\"",
            fix: "Set default_action to Deny.", aliases: ["CKV_AZURE_35"]),
        azure(
            "CKV_AZURE_190", "Blobs may be made public", .medium, on: ["azurerm_storage_account"],
            require: """
                allow_nested_items_to_be_public == false or allow_blob_public_access == false
                """,
            fix: "Set allow_nested_items_to_be_public to false."),
        azure(
            "CKV_AZURE_244", "The storage account has users of its own", .low, on: ["azurerm_storage_account"],
            when: "local_user_enabled exists or sftp_enabled == true or is_hns_enabled == true",
            require: "local_user_enabled == false", fix: "Set local_user_enabled to false."),
        azure(
            "AZU-0007", "The container's blobs are public", .high, on: ["azurerm_storage_container"],
            require: "not container_access_type exists or container_access_type == \"private\"",
            fix: "Set container_access_type to private.", aliases: ["CKV_AZURE_34"]),
        azure(
            "AZU-0047", "The security rule lets everybody in", .critical, on: ["azurerm_network_security_rule"],
            when: "direction == \"Inbound\" and access == \"Allow\"",
            require: "not source_address_prefix is everywhere and not source_address_prefixes is everywhere",
            fix: "Name the networks in source_address_prefix."),
        azure(
            "AZU-0050", "SSH can be reached from everywhere", .critical, on: ["azurerm_network_security_rule"],
            when: "direction == \"Inbound\" and access == \"Allow\" and protocol in [\"Tcp\", \"TCP\", \"tcp\", \"*\"]",
            require: """
                not ((source_address_prefix is everywhere or source_address_prefixes is everywhere) and (
                destination_port_range spans 22 or destination_port_ranges spans 22))
                """,
            fix: "Name the networks in source_address_prefix.", aliases: ["CKV_AZURE_10"]),
        azure(
            "AZU-0048", "The remote desktop can be reached from everywhere", .critical,
            on: ["azurerm_network_security_rule"],
            when: "direction == \"Inbound\" and access == \"Allow\" and protocol in [\"Tcp\", \"TCP\", \"tcp\", \"*\"]",
            require: """
                not ((source_address_prefix is everywhere or source_address_prefixes is everywhere) and (
                destination_port_range spans 3389 or destination_port_ranges spans 3389))
                """,
            fix: "Name the networks in source_address_prefix.", aliases: ["CKV_AZURE_9"]),
        azure(
            "CKV_AZURE_11", "The database lets every address in", .high,
            on: [
                "azurerm_mariadb_firewall_rule", "azurerm_mssql_firewall_rule", "azurerm_mysql_firewall_rule",
                "azurerm_mysql_flexible_server_firewall_rule", "azurerm_postgresql_firewall_rule",
                "azurerm_postgresql_flexible_server_firewall_rule", "azurerm_sql_firewall_rule",
            ],
            require: "not (start_ip_address in [\"0.0.0.0\", \"0.0.0.0/0\"] and end_ip_address == \"255.255.255.255\")",
            fix: "Name the addresses that need it."),
        azure(
            "AZU-0038", "The disk is not encrypted", .high, on: ["azurerm_managed_disk"],
            require: """
                encryption_settings.enabled != false
                """,
            fix: "Remove encryption_settings.enabled = false.", aliases: ["CKV_AZURE_2"]),
        azure(
            "CKV_AZURE_93", "The disk is not encrypted with a customer managed key", .low,
            on: ["azurerm_managed_disk"], require: "disk_encryption_set_id exists", fix: "Set disk_encryption_set_id."),
        azure(
            "AZU-0039", "Passwords may be used to log in to the machine", .high,
            on: ["azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set"],
            require: "disable_password_authentication != false",
            fix: "Set disable_password_authentication to true.", aliases: ["CKV_AZURE_149", "CKV_AZURE_1"]),
        azure(
            "CKV_AZURE_178", "The machine has no SSH key to log in with", .low,
            on: ["azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set"],
            require: "admin_ssh_key.public_key exists", fix: "Add admin_ssh_key."),
        azure(
            "CKV_AZURE_45", "A credential is written into what the machine starts with", .critical,
            on: ["azurerm_linux_virtual_machine", "azurerm_virtual_machine"],
            require: "not os_profile.custom_data is credential and not custom_data is credential",
            fix: "Revoke the credential, and give the machine an identity.", kind: .secret),
        azure(
            "AZU-0041", "The cluster's API can be reached from everywhere", .critical,
            on: ["azurerm_kubernetes_cluster"],
            when: "private_cluster_enabled != true",
            require: """
                api_server_authorized_ip_ranges exists
                or api_server_access_profile.authorized_ip_ranges exists
                """,
            fix: "List the networks in api_server_access_profile.authorized_ip_ranges.", aliases: ["CKV_AZURE_6"]),
        azure(
            "AZU-0042", "The cluster has no roles (RBAC)", .high, on: ["azurerm_kubernetes_cluster"],
            require: "role_based_access_control_enabled != false and role_based_access_control.enabled != false",
            fix: "Set role_based_access_control_enabled to true.", aliases: ["CKV_AZURE_5"]),
        azure(
            "CKV_AZURE_8", "The cluster's dashboard is on", .medium, on: ["azurerm_kubernetes_cluster"],
            require: "addon_profile.kube_dashboard.enabled != true",
            fix: "Set addon_profile.kube_dashboard.enabled to false."),
        azure(
            "CKV_AZURE_171", "The cluster is not updated by itself", .low, on: ["azurerm_kubernetes_cluster"],
            require: """
                automatic_channel_upgrade exists and automatic_channel_upgrade != "none"
                or automatic_upgrade_channel exists and automatic_upgrade_channel != "none"
                """,
            fix: "Set automatic_upgrade_channel."),
        azure(
            "AZU-0013", "The key vault lets every network in", .critical, on: ["azurerm_key_vault"],
            require: "network_acls.default_action == \"Deny\"", fix: "Set network_acls.default_action to Deny.",
            aliases: ["CKV_AZURE_109"]),
        azure(
            "AZU-0016", "What is deleted from the key vault is gone", .medium, on: ["azurerm_key_vault"],
            require: "purge_protection_enabled == true", fix: "Set purge_protection_enabled to true.",
            aliases: ["CKV_AZURE_110"]),
        azure(
            "AZU-0014", "The key never expires", .medium, on: ["azurerm_key_vault_key"],
            require: "expiration_date exists", fix: "Set expiration_date.", aliases: ["CKV_AZURE_112"]),
        azure(
            "AZU-0017", "The secret never expires", .low, on: ["azurerm_key_vault_secret"],
            require: "expiration_date exists", fix: "Set expiration_date.", aliases: ["CKV_AZURE_41"]),
        azure(
            "AZU-0022", "The database server can be reached from the internet", .medium,
            on: [
                "azurerm_mariadb_server", "azurerm_mssql_server", "azurerm_mysql_server", "azurerm_postgresql_server",
            ],
            require: "public_network_access_enabled == false", fix: "Set public_network_access_enabled to false.",
            aliases: ["CKV_AZURE_53", "CKV_AZURE_113"]),
        azure(
            "AZU-0020", "The database server answers without TLS", .medium,
            on: ["azurerm_mariadb_server", "azurerm_mysql_server", "azurerm_postgresql_server"],
            require: "ssl_enforcement_enabled == true", fix: "Set ssl_enforcement_enabled to true.",
            aliases: ["CKV_AZURE_28", "CKV_AZURE_29"]),
    ]

    static func azure(
        _ id: String, _ title: String, _ severity: Severity, on types: [String], when scope: String? = nil,
        require: String, fix: String, aliases: [String] = [], kind: FindingKind = .misconfiguration
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: types, when: scope, require: require, fix: fix,
            aliases: (id.hasPrefix("AZU-") ? ["AVD-\(id)"] : []) + aliases, kind: kind)
    }
}
