/// What runs containers, with its pod in one place whatever its kind.
enum KubernetesWorkload {
    /// The kinds that hold a pod's specification.
    static let kinds = [
        "CronJob", "DaemonSet", "Deployment", "DeploymentConfig", "Job", "Pod", "PodTemplate", "ReplicaSet",
        "ReplicationController", "StatefulSet",
    ]

    /// The object with `pod` (the pod's specification), `podMetadata` and `containers` (also the init and ephemeral
    /// ones) beside its own members; anything that is no workload as it is.
    static func value(of object: ConfigurationValue, kind: String) -> ConfigurationValue {
        guard var members = object.object else { return object }
        if kind == "Ingress" {
            let notes = object["metadata"]?["annotations"]?.object ?? [:]
            members["snippets"] = .list(
                notes.filter { $0.key.hasSuffix("-snippet") }.sorted { $0.key < $1.key }.map(\.value))
            return .object(members)
        }
        guard kinds.contains(kind) else { return object }
        let template = template(of: object, kind)
        guard let pod = template["spec"], pod.object != nil else { return object }
        let lists = ["containers", "ephemeralContainers", "initContainers"]
        members["containers"] = .list(lists.flatMap { pod[$0]?.elements ?? [] }.map(container))
        members["pod"] = pod
        members["podMetadata"] = template["metadata"] ?? .empty
        // Steps of a path end at dots, which are part of this name.
        members["seccompAnnotation"] =
            template["metadata"]?["annotations"]?["seccomp.security.alpha.kubernetes.io/pod"]
        return .object(members)
    }

    private static func template(of object: ConfigurationValue, _ kind: String) -> ConfigurationValue {
        switch kind {
        case "CronJob": object["spec"]?["jobTemplate"]?["spec"]?["template"] ?? .empty
        case "Pod": object
        case "PodTemplate": object["template"] ?? .empty
        default: object["spec"]?["template"] ?? .empty
        }
    }

    /// A container with its `program`, the program's `flags`, and the parts of its image's name.
    private static func container(_ container: ConfigurationValue) -> ConfigurationValue {
        guard var members = container.object else { return container }
        let words = ((container["command"]?.elements ?? []) + (container["args"]?.elements ?? [])).compactMap(\.string)
        if let program = words.first { members["program"] = .string(String(program.split(separator: "/").last ?? "")) }
        members["flags"] = flags(in: words)
        if let image = container["image"]?.string { members["imageName"] = ImageName(image).value }
        return .object(members)
    }

    /// `--name=value`, `--name value` and `--name`; what a shell is given as one text is taken apart at blanks.
    private static func flags(in words: [String]) -> ConfigurationValue {
        var flags: [String: ConfigurationValue] = [:]
        let words = words.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        for (index, word) in words.enumerated() where word.hasPrefix("--") {
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first else { continue }
            let next = index + 1 < words.count && !words[index + 1].hasPrefix("-") ? words[index + 1] : "true"
            flags[String(name)] = .string(String(parts.count > 1 ? parts[1] : next))
        }
        return .object(flags)
    }
}
