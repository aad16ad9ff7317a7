extension InfrastructureRule {
    static let kubernetes = kubernetesContainers + kubernetesWorkloads + kubernetesAccess + kubernetesControlPlane

    /// Checks of the flags that the cluster's own programs are started with (CIS Kubernetes Benchmark, sections 1, 2, 4).
    static let kubernetesControlPlane: [InfrastructureRule] = [
        program(
            "CKV_K8S_68", "The API server answers requests from anybody", .high, "kube-apiserver",
            "flags.anonymous-auth == false", "Set --anonymous-auth=false."),
        program(
            "CKV_K8S_69", "The API server takes passwords from a file", .high, "kube-apiserver",
            "not flags.basic-auth-file exists", "Remove --basic-auth-file."),
        program(
            "CKV_K8S_70", "The API server takes tokens from a file", .high, "kube-apiserver",
            "not flags.token-auth-file exists", "Remove --token-auth-file."),
        program(
            "CKV_K8S_72", "The API server does not authenticate itself to kubelets", .high, "kube-apiserver",
            "flags.kubelet-client-certificate exists and flags.kubelet-client-key exists",
            "Set --kubelet-client-certificate and --kubelet-client-key."),
        program(
            "CKV_K8S_73", "The API server does not verify kubelets", .high, "kube-apiserver",
            "flags.kubelet-certificate-authority exists", "Set --kubelet-certificate-authority."),
        program(
            "CKV_K8S_74", "The API server allows every request", .critical, "kube-apiserver",
            "not flags.authorization-mode lists \"AlwaysAllow\"", "Remove AlwaysAllow from --authorization-mode."),
        program(
            "CKV_K8S_75", "The API server lets kubelets read more than their own", .medium, "kube-apiserver",
            "flags.authorization-mode lists \"Node\"", "Add Node to --authorization-mode."),
        program(
            "CKV_K8S_77", "The API server does not use roles (RBAC)", .high, "kube-apiserver",
            "flags.authorization-mode lists \"RBAC\"", "Add RBAC to --authorization-mode."),
        program(
            "CKV_K8S_81", "Neither pod security policies nor SecurityContextDeny hold pods back", .low,
            "kube-apiserver",
            """
            flags.enable-admission-plugins lists "PodSecurityPolicy"
            or flags.enable-admission-plugins lists "SecurityContextDeny"
            """,
            "Enable pod security admission, or the plugin SecurityContextDeny."),
        program(
            "CKV_K8S_82", "The plugin ServiceAccount is switched off", .medium, "kube-apiserver",
            "flags.enable-admission-plugins lists \"ServiceAccount\"", "Enable the admission plugin ServiceAccount."),
        program(
            "CKV_K8S_84", "The plugin PodSecurityPolicy is not enabled", .low, "kube-apiserver",
            "flags.enable-admission-plugins lists \"PodSecurityPolicy\"",
            "Enable the plugin, or pod security admission in newer clusters."),
        program(
            "CKV_K8S_86", "The API server listens without TLS on an address", .high, "kube-apiserver",
            "not flags.insecure-bind-address exists", "Remove --insecure-bind-address."),
        program(
            "CKV_K8S_89", "The API server's port with TLS is switched off", .critical, "kube-apiserver",
            "flags.secure-port != 0", "Remove --secure-port, or set it to a port."),
        program(
            "CKV_K8S_90", "The API server offers profiles of its insides", .low, "kube-apiserver",
            "flags.profiling == false", "Set --profiling=false."),
        program(
            "CKV_K8S_91", "The API server writes no audit log", .medium, "kube-apiserver",
            "flags.audit-log-path exists", "Set --audit-log-path."),
        program(
            "CKV_K8S_92", "Audit logs are kept for less than 30 days", .low, "kube-apiserver",
            "flags.audit-log-maxage >= 30", "Set --audit-log-maxage=30."),
        program(
            "CKV_K8S_93", "Fewer than ten audit logs are kept", .low, "kube-apiserver",
            "flags.audit-log-maxbackup >= 10", "Set --audit-log-maxbackup=10."),
        program(
            "CKV_K8S_94", "Audit logs are cut too early", .low, "kube-apiserver",
            "flags.audit-log-maxsize >= 100", "Set --audit-log-maxsize=100."),
        program(
            "CKV_K8S_97", "The API server has no key of its own for service accounts", .medium, "kube-apiserver",
            "flags.service-account-key-file contains \".pem\"", "Set --service-account-key-file to a .pem file."),
        program(
            "CKV_K8S_99", "The API server does not authenticate itself to etcd", .high, "kube-apiserver",
            "flags.etcd-certfile exists and flags.etcd-keyfile exists", "Set --etcd-certfile and --etcd-keyfile."),
        program(
            "CKV_K8S_110", "Service account tokens are signed with no key of their own", .medium,
            "kube-controller-manager",
            """
            not flags.service-account-private-key-file exists or flags.service-account-private-key-file contains ".pem"
            """,
            "Set --service-account-private-key-file to a .pem file."),
        program(
            "CKV_K8S_111", "Pods get no certificate to verify the API server with", .medium, "kube-controller-manager",
            "not flags.root-ca-file exists or flags.root-ca-file contains \".pem\"",
            "Set --root-ca-file to a .pem file."),
        program(
            "CKV_K8S_115", "The scheduler listens on more than the loopback address", .medium, "kube-scheduler",
            "flags.bind-address == \"127.0.0.1\"", "Set --bind-address=127.0.0.1."),
        program(
            "CKV_K8S_116", "etcd speaks without TLS", .critical, "etcd",
            "flags.cert-file exists and flags.key-file exists", "Set --cert-file and --key-file."),
        program(
            "CKV_K8S_117", "etcd takes clients without a certificate", .critical, "etcd",
            "flags.client-cert-auth == true", "Set --client-cert-auth=true."),
        program(
            "CKV_K8S_118", "etcd signs its own certificates", .high, "etcd", "flags.auto-tls != true",
            "Remove --auto-tls."),
        program(
            "CKV_K8S_119", "Members of etcd speak without TLS", .high, "etcd",
            "flags.peer-cert-file exists and flags.peer-key-file exists",
            "Set --peer-cert-file and --peer-key-file."),
        program(
            "CKV_K8S_138", "The kubelet answers requests from anybody", .critical, "kubelet",
            "flags.anonymous-auth == false", "Set --anonymous-auth=false."),
        program(
            "CKV_K8S_139", "The kubelet allows every request", .critical, "kubelet",
            "not flags.authorization-mode lists \"AlwaysAllow\"", "Set --authorization-mode=Webhook."),
        program(
            "CKV_K8S_144", "The kubelet changes kernel settings instead of refusing to start", .low, "kubelet",
            "flags.protect-kernel-defaults == true", "Set --protect-kernel-defaults=true."),
    ]

    private static func program(
        _ id: String, _ title: String, _ severity: Severity, _ program: String, _ require: String, _ fix: String
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: KubernetesWorkload.kinds, each: "containers",
            when: "program == \"\(program)\"", require: require, fix: fix)
    }
}
