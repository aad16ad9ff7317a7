extension InfrastructureRule {
    /// Checks of each container of a workload.
    static let kubernetesContainers: [InfrastructureRule] = [
        container(
            "KSV-0001", "The container may gain more privileges than its parent process", .medium,
            require: "securityContext.allowPrivilegeEscalation == false",
            fix: "Set securityContext.allowPrivilegeEscalation to false.", aliases: ["CKV_K8S_20"]),
        container(
            "KSV-0003", "The container keeps capabilities that it was not given on purpose", .low,
            require: """
                securityContext.capabilities.drop in ["ALL", "all"] or securityContext.capabilities.drop exists
                """,
            fix: "Drop ALL capabilities and add back what is needed.", aliases: []),
        container(
            "CKV_K8S_28", "The container may use raw network packets (NET_RAW)", .low,
            require: "securityContext.capabilities.drop in [\"ALL\", \"all\", \"NET_RAW\"]",
            fix: "Drop ALL capabilities, or at least NET_RAW.", aliases: []),
        container(
            "KSV-0005", "The container has the capability SYS_ADMIN", .high,
            require: "securityContext.capabilities.add != \"SYS_ADMIN\"",
            fix: "Remove SYS_ADMIN from securityContext.capabilities.add.", aliases: ["CKV_K8S_39"]),
        container(
            "KSV-0011", "The container's CPU is not limited", .low, require: "resources.limits.cpu exists",
            fix: "Set resources.limits.cpu.", aliases: ["CKV_K8S_11"]),
        container(
            "KSV-0012", "The container may run as root", .medium,
            require: """
                securityContext.runAsNonRoot == true
                or not securityContext.runAsNonRoot exists and root.pod.securityContext.runAsNonRoot == true
                or securityContext.runAsUser > 0
                or not securityContext.runAsUser exists and root.pod.securityContext.runAsUser > 0
                """,
            fix: "Set securityContext.runAsNonRoot to true.", aliases: ["CKV_K8S_23"]),
        container(
            "KSV-0013", "The container's image is named without a version", .medium, when: "image exists",
            require: "imageName.digest exists or imageName.tag exists and imageName.tag != \"latest\"",
            fix: "Name the image with a tag other than latest, or with its digest.", aliases: ["CKV_K8S_14"]),
        container(
            "KSV-0014", "The container can write to its root file system", .high,
            require: "securityContext.readOnlyRootFilesystem == true",
            fix: "Set securityContext.readOnlyRootFilesystem to true and mount a volume where it must write.",
            aliases: ["CKV_K8S_22"]),
        container(
            "KSV-0015", "The container states no CPU request", .low, require: "resources.requests.cpu exists",
            fix: "Set resources.requests.cpu.", aliases: ["CKV_K8S_10"]),
        container(
            "KSV-0016", "The container states no memory request", .low, require: "resources.requests.memory exists",
            fix: "Set resources.requests.memory.", aliases: ["CKV_K8S_12"]),
        container(
            "KSV-0017", "The container is privileged: it may do what root on the node may", .high,
            require: "securityContext.privileged != true", fix: "Remove securityContext.privileged.",
            aliases: ["CKV_K8S_16"]),
        container(
            "KSV-0018", "The container's memory is not limited", .low, require: "resources.limits.memory exists",
            fix: "Set resources.limits.memory.", aliases: ["CKV_K8S_13"]),
        container(
            "KSV-0020", "The container runs with a user id that the node may use as well", .low,
            require: """
                securityContext.runAsUser >= 10000
                or not securityContext.runAsUser exists and root.pod.securityContext.runAsUser >= 10000
                or root.pod.hostUsers == false
                """,
            fix: "Set securityContext.runAsUser to 10000 or more.", aliases: ["CKV_K8S_40"]),
        container(
            "KSV-0022", "The container is given capabilities beyond the default", .medium,
            require: "not securityContext.capabilities.add exists", fix: "Remove securityContext.capabilities.add.",
            aliases: ["CKV_K8S_25"]),
        container(
            "KSV-0024", "The container takes a port of its node", .high, require: "not ports.hostPort > 0",
            fix: "Remove hostPort and expose the container through a Service.", aliases: ["CKV_K8S_26"]),
        container(
            "KSV-0027", "The container sees the whole of /proc", .medium,
            require: "not securityContext.procMount exists or securityContext.procMount == \"Default\"",
            fix: "Remove securityContext.procMount.", aliases: []),
        container(
            "KSV-0030", "The container's system calls are not filtered (seccomp)", .low,
            require: """
                securityContext.seccompProfile.type in ["RuntimeDefault", "Localhost"]
                or not securityContext.seccompProfile exists
                and (root.pod.securityContext.seccompProfile.type in ["RuntimeDefault", "Localhost"]
                or root.seccompAnnotation in ["runtime/default", "docker/default"])
                """,
            fix: "Set securityContext.seccompProfile.type to RuntimeDefault.", aliases: ["CKV_K8S_31"]),
        container(
            "CKV_K8S_8", "Nothing finds out that the container hangs (no liveness probe)", .low,
            when: "root.kind in [\"DaemonSet\", \"Deployment\", \"Pod\", \"StatefulSet\"]",
            require: "livenessProbe exists", fix: "Add a livenessProbe.", aliases: []),
        container(
            "CKV_K8S_9", "Requests reach the container before it is ready (no readiness probe)", .low,
            when: "root.kind in [\"DaemonSet\", \"Deployment\", \"Pod\", \"StatefulSet\"]",
            require: "readinessProbe exists", fix: "Add a readinessProbe.", aliases: []),
        container(
            "CKV_K8S_30", "The container has no security context at all", .low, require: "securityContext exists",
            fix: "Give the container a securityContext.", aliases: []),
        container(
            "CKV_K8S_35", "The container gets secrets as environment variables, which end up in logs and dumps", .low,
            require: "not env.valueFrom.secretKeyRef exists and not envFrom.secretRef exists",
            fix: "Mount the secret as a file.", aliases: []),
        container(
            "FIXOPS-K8S-0001", "A credential is written into the container's environment", .critical,
            require: "not env.value is credential", fix: "Revoke the credential and read it from a Secret.",
            aliases: [],
            kind: .secret),
        container(
            "CKV_K8S_159", "git-sync runs a program that whoever can write the configuration chooses", .high,
            require: "not some env (name == \"GITSYNC_GIT\")",
            fix: "Remove the variable GITSYNC_GIT.", aliases: []),
    ]

    private static func container(
        _ id: String, _ title: String, _ severity: Severity, when scope: String? = nil, require: String, fix: String,
        aliases: [String], kind: FindingKind = .misconfiguration
    ) -> InfrastructureRule {
        rule(
            id, title, severity, on: KubernetesWorkload.kinds, each: "containers", when: scope, require: require,
            fix: fix, aliases: spellings(of: id) + aliases, kind: kind)
    }

    /// Trivy has written its identifiers in several ways.
    static func spellings(of id: String) -> [String] {
        guard id.hasPrefix("KSV-0") || id.hasPrefix("DS-0") else {
            return id.hasPrefix("CKV") || id.hasPrefix("FIXOPS") ? [] : ["AVD-\(id)"]
        }
        let parts = id.split(separator: "-")
        return ["\(parts[0])\(parts[1].dropFirst())", "AVD-\(id)"]
    }
}
