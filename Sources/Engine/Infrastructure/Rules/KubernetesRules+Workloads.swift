extension InfrastructureRule {
    /// Checks of a workload's pod as a whole.
    static let kubernetesWorkloads: [InfrastructureRule] = [
        workload(
            "KSV-0006", "The pod mounts the container runtime's socket: it may control the node", .high,
            require: """
                not pod.volumes.hostPath.path in ["/var/run/docker.sock", "/run/docker.sock",
                "/var/run/containerd/containerd.sock", "/run/containerd/containerd.sock", "/var/run/crio/crio.sock"]
                """,
            fix: "Remove the volume.", aliases: ["CKV_K8S_27"]),
        workload(
            "KSV-0008", "The pod shares the node's inter-process communication", .high,
            require: "pod.hostIPC != true", fix: "Remove hostIPC.", aliases: ["CKV_K8S_18"]),
        workload(
            "KSV-0009", "The pod shares the node's network", .high, require: "pod.hostNetwork != true",
            fix: "Remove hostNetwork.", aliases: ["CKV_K8S_19"]),
        workload(
            "KSV-0010", "The pod sees the node's processes", .high, require: "pod.hostPID != true",
            fix: "Remove hostPID.", aliases: ["CKV_K8S_17"]),
        workload(
            "KSV-0023", "The pod mounts a folder of its node", .medium, require: "not pod.volumes.hostPath exists",
            fix: "Use another kind of volume than hostPath.", aliases: []),
        workload(
            "KSV-0025", "The pod chooses its own SELinux user, role or type", .medium,
            require: """
                not some pod.securityContext.seLinuxOptions (user exists or role exists or type exists
                and not type in ["container_t", "container_init_t", "container_kvm_t"])
                """,
            fix: "Remove seLinuxOptions.", aliases: []),
        workload(
            "KSV-0026", "The pod changes kernel settings that its neighbours share", .medium,
            require: """
                every pod.securityContext.sysctls (name in ["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range",
                "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"])
                """,
            fix: "Remove the unsafe sysctls.", aliases: []),
        workload(
            "KSV-0036", "The pod gets a token for the cluster's API that it may not need", .low,
            require: "pod.automountServiceAccountToken == false",
            fix: "Set automountServiceAccountToken to false.", aliases: ["CKV_K8S_38"]),
        workload(
            "CKV_K8S_29", "Neither the pod nor all its containers have a security context", .low,
            require: """
                pod.securityContext exists or containers.name exists and every containers (securityContext exists)
                """,
            fix: "Give the pod a securityContext.", aliases: []),
        workload(
            "CKV_K8S_33", "The Kubernetes dashboard is deployed", .medium,
            require: """
                not containers.image contains "kubernetes-dashboard"
                and not metadata.labels.app == "kubernetes-dashboard"
                and not metadata.labels.k8s-app == "kubernetes-dashboard"
                """,
            fix: "Remove the dashboard, or keep it off the network.", aliases: []),
        workload(
            "KSV-0102", "Tiller, the server of Helm 2, is deployed: it may do anything in the cluster", .critical,
            require: """
                not containers.image contains "tiller" and metadata.labels.app != "helm"
                and metadata.labels.name != "tiller" and podMetadata.labels.name != "tiller"
                """,
            fix: "Move to Helm 3 and remove Tiller.", aliases: ["CKV_K8S_34"]),
        rule(
            "CKV_K8S_44", "The service of Tiller (Helm 2) is still there", .high, on: ["Service"],
            require: """
                metadata.labels.name != "tiller" and spec.selector.name != "tiller"
                and not metadata.name contains "tiller"
                """,
            fix: "Move to Helm 3 and remove the service."),
        rule(
            "CKV_K8S_154", "An nginx Ingress brings in configuration with an alias (CVE-2021-25742)", .high,
            on: ["Ingress"], require: "not snippets contains \"alias\"",
            fix: "Remove the annotation, or allow no snippets in the controller."),
        rule(
            "CKV_K8S_153", "An nginx Ingress brings in its own configuration (CVE-2021-25742)", .high, on: ["Ingress"],
            require: "not snippets exists", fix: "Remove the annotation, or allow no snippets in the controller."),
        rule(
            "KSV-0109", "A credential is written into a ConfigMap", .critical, on: ["ConfigMap"],
            require: "not data.* is credential", fix: "Revoke the credential and move it into a Secret.",
            aliases: spellings(of: "KSV-0109"), kind: .secret),
    ]

    private static func workload(
        _ id: String, _ title: String, _ severity: Severity, require: String, fix: String, aliases: [String]
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: KubernetesWorkload.kinds, require: require, fix: fix,
            aliases: spellings(of: id) + aliases)
    }
}
