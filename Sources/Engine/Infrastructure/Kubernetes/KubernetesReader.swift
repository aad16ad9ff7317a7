internal import JSON

/// Reads Kubernetes manifests: one object, a `List`, several in an array, or the documents of a YAML file in the envelope
/// `{"manifests": [{"line": 1, "value": {…}}, …]}`.
struct KubernetesReader {
    static let format = "kubernetes"

    private var resources: [ConfigurationResource] = []

    static func isLikely(_ root: JSONNode) -> Bool {
        if let first = root["manifests"]?[0] { return first["line"] != nil && first["value"] != nil }
        if let first = root["items"]?[0] { return isObject(root) && isObject(first) }
        return isObject(root) || isObject(root[0])
    }

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        var reader = KubernetesReader()
        try reader.collect(root)
        guard !reader.resources.isEmpty else {
            throw ReportProblem(.wrongShape, "no Kubernetes object is here: each has an apiVersion and a kind")
        }
        var audit = InfrastructureAudit(reader.resources)
        return Document(
            format: format, tool: InfrastructureAudit.tool, state: .checked, findings: audit.findings(), components: [])
    }

    /// Reports that scanners write as custom resources are for their own readers.
    private static func isObject(_ node: JSONNode?) -> Bool {
        guard let node, node.isObject, let kind = node["kind"]?.string, node["apiVersion"]?.string != nil else {
            return false
        }
        return !kind.contains("Report")
    }

    private mutating func collect(_ root: JSONNode) throws(ReportProblem) {
        if let manifests = try root.isObject ? root.array("manifests", "") : nil {
            for (index, element) in manifests.elements.enumerated() {
                guard let value = element["value"] else { continue }
                try add(value, "/manifests/\(index)/value", line: element["line"]?.integer.map(Int.init))
            }
        } else if root.isArray {
            for (index, element) in root.elements.enumerated() { try add(element, "/\(index)", line: nil) }
        } else {
            try add(root, "", line: nil)
        }
    }

    private mutating func add(_ node: JSONNode, _ pointer: String, line: Int?) throws(ReportProblem) {
        guard Self.isObject(node) else { return }
        try node.checkedObject(pointer)
        let kind = node.text("kind") ?? ""
        if kind.hasSuffix("List"), let items = try node.array("items", pointer) {
            for (index, item) in items.elements.enumerated() {
                try add(item, "\(pointer)/items/\(index)", line: line)
            }
            return
        }
        let metadata = node["metadata"]
        let address = [
            kind, metadata?.text("namespace") ?? "default", metadata?.text("name") ?? metadata?.text("generateName"),
        ]
        resources.append(
            ConfigurationResource(
                type: kind, address: address.compactMap { $0 }.joined(separator: "."), line: line,
                value: KubernetesWorkload.value(of: ConfigurationValue(node), kind: kind)))
    }
}
