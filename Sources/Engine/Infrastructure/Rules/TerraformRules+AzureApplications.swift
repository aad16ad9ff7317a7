extension InfrastructureRule {
    private static let applications = ["azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"]
    private static let functions = [
        "azurerm_function_app", "azurerm_function_app_slot", "azurerm_linux_function_app",
        "azurerm_linux_function_app_slot", "azurerm_windows_function_app", "azurerm_windows_function_app_slot",
    ]

    /// Applications, registries and messages on Azure.
    static let terraformAzureApplications: [InfrastructureRule] = [
        azure(
            "AZU-0004", "The application answers over plain HTTP", .critical, on: applications + functions,
            require: "https_only == true and auth_settings_v2.require_https != false", fix: "Set https_only to true.",
            aliases: ["CKV_AZURE_14", "CKV_AZURE_70"]),
        azure(
            "AZU-0006", "The application accepts old versions of TLS", .high, on: applications + functions,
            require: """
                not site_config.min_tls_version exists and not site_config.minimum_tls_version exists
                or site_config.min_tls_version in ["1.2", "1.3"] or site_config.minimum_tls_version in ["1.2", "1.3"]
                """,
            fix: "Set site_config.minimum_tls_version to 1.2.", aliases: ["CKV_AZURE_15", "CKV_AZURE_145"]),
        azure(
            "AZU-0003", "Anybody may use the application without logging in", .medium, on: applications,
            require: "auth_settings.enabled == true or auth_settings_v2.auth_enabled == true",
            fix: "Set auth_settings.enabled to true.", aliases: ["CKV_AZURE_13"]),
        azure(
            "AZU-0001", "The application does not ask for client certificates", .low, on: applications,
            require: "client_cert_enabled == true or client_certificate_enabled == true",
            fix: "Set client_certificate_enabled to true.", aliases: ["CKV_AZURE_17"]),
        azure(
            "CKV_AZURE_16", "The application has no identity of its own", .low, on: applications,
            require: "identity.type exists", fix: "Add identity.", aliases: ["AZU-0002", "CKV_AZURE_71"]),
        azure(
            "CKV_AZURE_72", "The application can be debugged from afar", .medium,
            on: applications + functions + [
                "azurerm_linux_web_app_slot", "azurerm_windows_web_app_slot",
            ],
            require: "site_config.remote_debugging_enabled != true",
            fix: "Set site_config.remote_debugging_enabled to false."),
        azure(
            "CKV_AZURE_78", "Files may be sent to the application over plain FTP", .medium, on: applications,
            require: "site_config.ftps_state in [\"Disabled\", \"FtpsOnly\"]",
            fix: "Set site_config.ftps_state to Disabled."),
        azure(
            "CKV_AZURE_57", "Pages of every origin may use the application", .medium, on: applications,
            require: "site_config.cors.allowed_origins != \"*\"", fix: "Name the origins in cors.allowed_origins."),
        azure(
            "CKV_AZURE_213", "Nothing finds out that the application hangs", .low, on: applications,
            require: "site_config.health_check_path exists", fix: "Set site_config.health_check_path."),
        azure(
            "CKV_AZURE_222", "The application can be reached from the internet", .low,
            on: ["azurerm_linux_web_app", "azurerm_windows_web_app"],
            require: "public_network_access_enabled == false", fix: "Set public_network_access_enabled to false."),
        azure(
            "CKV_AZURE_221", "The function can be reached from the internet", .low,
            on: functions.filter { !$0.hasPrefix("azurerm_function") },
            require: "public_network_access_enabled == false", fix: "Set public_network_access_enabled to false."),
        azure(
            "CKV_AZURE_137", "The registry has an administrator with a password", .medium,
            on: ["azurerm_container_registry"], require: "admin_enabled != true", fix: "Set admin_enabled to false."),
        azure(
            "CKV_AZURE_139", "The registry can be reached from the internet", .low,
            on: ["azurerm_container_registry"], require: "public_network_access_enabled == false",
            fix: "Set public_network_access_enabled to false."),
        azure(
            "CKV_AZURE_185", "The configuration store can be reached from the internet", .medium,
            on: ["azurerm_app_configuration"], require: "public_network_access == \"Disabled\"",
            fix: "Set public_network_access to Disabled."),
        azure(
            "CKV_AZURE_184", "The configuration store takes keys instead of identities", .low,
            on: ["azurerm_app_configuration"], require: "local_auth_enabled == false",
            fix: "Set local_auth_enabled to false."),
        azure(
            "CKV_AZURE_187", "What is deleted from the configuration store is gone", .low,
            on: ["azurerm_app_configuration"], require: "purge_protection_enabled == true",
            fix: "Set purge_protection_enabled to true."),
        azure(
            "CKV_AZURE_106", "The event domain can be reached from the internet", .low,
            on: ["azurerm_eventgrid_domain"], require: "public_network_access_enabled == false",
            fix: "Set public_network_access_enabled to false."),
        azure(
            "CKV_AZURE_192", "The event topic takes keys instead of identities", .low,
            on: ["azurerm_eventgrid_topic"], require: "local_auth_enabled == false",
            fix: "Set local_auth_enabled to false."),
        azure(
            "CKV_AZURE_195", "The event domain takes keys instead of identities", .low,
            on: ["azurerm_eventgrid_domain"], require: "local_auth_enabled == false",
            fix: "Set local_auth_enabled to false."),
        azure(
            "CKV_AZURE_217", "The gateway listens on plain HTTP", .medium, on: ["azurerm_application_gateway"],
            require: "not http_listener.protocol in [\"Http\", \"http\"]", fix: "Set http_listener.protocol to Https."),
        azure(
            "CKV_AZURE_121", "The front door has no web application firewall", .medium, on: ["azurerm_frontdoor"],
            require: "frontend_endpoint.web_application_firewall_policy_link_id exists",
            fix: "Set frontend_endpoint.web_application_firewall_policy_link_id."),
        azure(
            "CKV_AZURE_216", "The firewall lets through what is known to be hostile", .medium,
            on: ["azurerm_firewall"], require: "threat_intel_mode == \"Deny\"", fix: "Set threat_intel_mode to Deny."),
        azure(
            "CKV_AZURE_205", "The message bus accepts old versions of TLS", .medium,
            on: ["azurerm_servicebus_namespace"], require: "minimum_tls_version == \"1.2\"",
            fix: "Set minimum_tls_version to 1.2."),
    ]
}
