/// Kubernetes objects that Terraform's provider declares, as manifests would have them, so that the same rules hold.
enum TerraformKubernetes {
    private static let kinds = [
        "cluster_role": "ClusterRole", "cluster_role_binding": "ClusterRoleBinding", "config_map": "ConfigMap",
        "cron_job": "CronJob", "daemon_set": "DaemonSet", "daemonset": "DaemonSet", "deployment": "Deployment",
        "ingress": "Ingress", "job": "Job", "pod": "Pod", "replication_controller": "ReplicationController",
        "role": "Role", "role_binding": "RoleBinding", "service": "Service", "service_account": "ServiceAccount",
        "default_service_account": "ServiceAccount", "stateful_set": "StatefulSet",
    ]
    /// Blocks that stand once and are objects in a manifest.
    private static let single: Set<String> = ["job_template", "metadata", "spec", "template"]
    private static let plurals = [
        "container": "containers", "env": "env", "init_container": "initContainers", "port": "ports", "rule": "rules",
        "subject": "subjects", "toleration": "tolerations", "volume": "volumes", "volume_mount": "volumeMounts",
    ]
    private static let names = ["host_ipc": "hostIPC", "host_pid": "hostPID"]
    /// Members whose names the user chose.
    private static let verbatim: Set<String> = ["annotations", "data", "labels", "limits", "match_labels", "requests"]

    /// The resource as the Kubernetes object that it makes; nil for any other resource.
    static func resource(_ resource: ConfigurationResource) -> ConfigurationResource? {
        guard resource.type.hasPrefix("kubernetes_") else { return nil }
        var name = resource.type.dropFirst("kubernetes_".utf8.count)
        for version in ["_v1", "_v1beta1"] where name.hasSuffix(version) { name = name.dropLast(version.utf8.count) }
        guard let kind = kinds[String(name)], var members = manifest(resource.value).object else { return nil }
        members["kind"] = .string(kind)
        return ConfigurationResource(
            type: kind, address: resource.address, line: resource.line,
            value: KubernetesWorkload.value(of: .object(members), kind: kind))
    }

    private static func manifest(_ value: ConfigurationValue) -> ConfigurationValue {
        switch value {
        case .list(let elements): .list(elements.map(manifest))
        case .object(let members):
            .object(
                Dictionary(
                    members.map { name, member in
                        let inner = verbatim.contains(name) ? member : manifest(member)
                        return (
                            plurals[name] ?? names[name] ?? camelCase(name),
                            single.contains(name) ? first(inner) : inner
                        )
                    }, uniquingKeysWith: { $1 }))
        default: value
        }
    }

    private static func first(_ value: ConfigurationValue) -> ConfigurationValue {
        guard case .list(let elements) = value, elements.count == 1 else { return value }
        return elements[0]
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}
