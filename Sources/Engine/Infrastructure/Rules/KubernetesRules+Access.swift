extension InfrastructureRule {
    /// Checks of who may do what in a cluster.
    static let kubernetesAccess: [InfrastructureRule] = [
        role(
            "KSV-0044", "The role may do anything with anything", .critical,
            require: "not some rules (verbs is wildcard and resources is wildcard)",
            fix: "List the verbs and resources that are needed.", aliases: ["KSV044", "AVD-KSV-0044"]),
        role(
            "CKV_K8S_49", "The role has a wildcard for its verbs, resources or API groups", .medium,
            require: "not some rules (verbs is wildcard or resources is wildcard or apiGroups is wildcard)",
            fix: "List the verbs, resources and API groups that are needed."),
        role(
            "KSV-0041", "The role may read secrets", .critical,
            require: """
                not some rules (resources in ["secrets", "*"] and verbs in ["get", "list", "watch", "*"]
                and not resourceNames exists)
                """,
            fix: "Name the secrets that are needed in resourceNames.", aliases: ["KSV041", "AVD-KSV-0041"]),
        role(
            "KSV-0053", "The role may run commands in pods", .high,
            require: "not some rules (resources == \"pods/exec\" and verbs in [\"create\", \"*\"])",
            fix: "Remove pods/exec from the role.", aliases: ["KSV053", "AVD-KSV-0053"]),
        role(
            "CKV_K8S_155", "The role may change what checks requests to the API server", .high,
            require: """
                not some rules (resources in ["validatingwebhookconfigurations", "mutatingwebhookconfigurations", "*"]
                and apiGroups in ["admissionregistration.k8s.io", "*"]
                and verbs in ["create", "update", "patch", "*"])
                """,
            fix: "Remove admissionregistration.k8s.io from the role."),
        role(
            "CKV_K8S_156", "The role may approve certificate requests", .high,
            require: """
                not some rules (resources in ["certificatesigningrequests/approval", "*"]
                and apiGroups in ["certificates.k8s.io", "*"] and verbs in ["update", "patch", "*"])
                """,
            fix: "Remove certificatesigningrequests/approval from the role."),
        role(
            "CKV_K8S_157", "The role may bind roles that it does not have", .high,
            require: """
                not some rules (apiGroups in ["rbac.authorization.k8s.io", "*"] and verbs in ["bind", "*"]
                and resources in ["roles", "clusterroles", "rolebindings", "clusterrolebindings", "*"])
                """,
            fix: "Remove the verb bind from the role."),
        role(
            "CKV_K8S_158", "The role may give roles more than it has itself", .high,
            require: """
                not some rules (apiGroups in ["rbac.authorization.k8s.io", "*"] and verbs in ["escalate", "*"]
                and resources in ["roles", "clusterroles", "*"])
                """,
            fix: "Remove the verb escalate from the role."),
        rule(
            "KSV-0111", "The binding makes somebody an administrator of the whole cluster", .medium,
            on: ["ClusterRoleBinding", "RoleBinding"], require: "roleRef.name != \"cluster-admin\"",
            fix: "Bind a role with what is needed.", aliases: ["KSV111", "AVD-KSV-0111"]),
        rule(
            "CKV_K8S_42", "The binding gives rights to a default service account, which every pod may use", .low,
            on: ["ClusterRoleBinding", "RoleBinding"],
            require: "not some subjects (kind == \"ServiceAccount\" and name == \"default\")",
            fix: "Bind a service account of the workload's own."),
        rule(
            "CKV_K8S_41", "The default service account's token is given to every pod that asks for none", .low,
            on: ["ServiceAccount"], when: "metadata.name == \"default\"",
            require: "automountServiceAccountToken == false",
            fix: "Set automountServiceAccountToken of the default service account to false."),
    ]

    private static func role(
        _ id: String, _ title: String, _ severity: Severity, require: String, fix: String, aliases: [String] = []
    ) -> InfrastructureRule {
        rule(id, title, severity, on: ["ClusterRole", "Role"], require: require, fix: fix, aliases: aliases)
    }
}
