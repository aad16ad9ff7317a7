internal import JSON

/// What is no report: configurations, which our own rules check. See `InfrastructureRule`.
extension ReportFormat {
    static let configurations = [
        text(DockerfileReader.format, "a Dockerfile, checked by the built-in rules"),
        ReportFormat(
            KubernetesReader.format, "Kubernetes manifests, checked by the built-in rules",
            isLikely: KubernetesReader.isLikely
        ) { root throws(ReportProblem) in try KubernetesReader.document(of: root) },
        text(TerraformReader.format, "Terraform's language (HCL), checked by the built-in rules"),
        ReportFormat(
            TerraformPlanReader.format, "terraform show -json, checked by the built-in rules",
            isLikely: TerraformPlanReader.isLikely
        ) { root throws(ReportProblem) in try TerraformPlanReader.document(of: root) },
    ]

    /// Reads `bytes` as the format of plain text that `name` says, or that they look like; nil where it is none of them.
    static func document(ofText bytes: [UInt8], named name: String) throws(ReportProblem) -> Document? {
        switch name {
        case DockerfileReader.format: return try DockerfileReader.document(of: bytes)
        case TerraformReader.format: return try TerraformReader.document(of: bytes)
        case "auto": break
        default: return nil
        }
        if TerraformReader.isLikely(bytes) { return try TerraformReader.document(of: bytes) }
        return DockerfileReader.isLikely(bytes) ? try DockerfileReader.document(of: bytes) : nil
    }

    /// A format that is no JSON: it is read before anything is parsed.
    private static func text(_ name: String, _ title: String) -> ReportFormat {
        ReportFormat(
            name, title, isLikely: { _ in false },
            read: { _ throws(ReportProblem) in
                throw ReportProblem(.wrongShape, "the format \(name) is plain text, this is JSON")
            })
    }
}
