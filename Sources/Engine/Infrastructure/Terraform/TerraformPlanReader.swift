internal import JSON

/// Reads the JSON of `terraform show -json PLAN` (https://developer.hashicorp.com/terraform/internals/json-format): what
/// resources will be once the plan is applied. Resources that are only deleted are not judged.
struct TerraformPlanReader {
    static let format = "terraform-plan"

    private let references: PlanReferences

    static func isLikely(_ root: JSONNode) -> Bool {
        root["format_version"] != nil && (root["resource_changes"] != nil || root["planned_values"] != nil)
    }

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        try root.checkedObject("")
        try checkVersion(root)
        let reader = TerraformPlanReader(references: PlanReferences(of: root["configuration"]))
        var audit = InfrastructureAudit(try reader.resources(of: root))
        let isComplete = root["errored"]?.bool != true
        return Document(
            format: format, tool: InfrastructureAudit.tool, state: isComplete ? .checked : .notChecked,
            stateReason: isComplete ? nil : "the plan was not finished: terraform met an error while planning",
            findings: audit.findings(), components: [])
    }

    private static func checkVersion(_ root: JSONNode) throws(ReportProblem) {
        let version = root.text("format_version") ?? ""
        guard let major = version.split(separator: ".").first, major == "0" || major == "1" else {
            throw ReportProblem(
                .unsupportedVersion,
                "plans of format version 0 and 1 are read, this one is \"\(version)\"; update fixops or pin terraform",
                location: "/format_version")
        }
    }

    private func resources(of root: JSONNode) throws(ReportProblem) -> [ConfigurationResource] {
        guard let changes = try root.array("resource_changes", "") else {
            throw ReportProblem(
                .wrongShape, "a plan has resource_changes; write it with terraform show -json PLAN",
                location: "/resource_changes")
        }
        var resources: [ConfigurationResource] = []
        for (index, change) in changes.elements.enumerated() {
            try change.checkedObject("/resource_changes/\(index)")
            if let resource = resource(of: change) { resources.append(resource) }
        }
        return resources
    }

    /// Nil where nothing is left of the resource.
    private func resource(of change: JSONNode) -> ConfigurationResource? {
        guard let type = change.text("type"), let address = change.text("address"), let details = change["change"],
            let after = details["after"], after.isObject
        else { return nil }
        let isData = change["mode"]?.stringEquals("data") ?? false
        let expressions = references.expressions(of: address)
        let resource = ConfigurationResource(
            type: isData ? "data.\(type)" : type, address: address, line: nil,
            value: Self.joined(ConfigurationValue(after), details["after_unknown"], expressions))
        return TerraformKubernetes.resource(resource) ?? resource
    }

    /// The planned value with what is only known after apply: a reference where the configuration says to what, else
    /// unknown. It is never taken for absent.
    private static func joined(
        _ after: ConfigurationValue, _ unknown: JSONNode?, _ expressions: [String: String]
    ) -> ConfigurationValue {
        guard let unknown else { return after }
        if unknown.bool == true { return .unknown("a value known after apply") }
        if unknown.isArray {
            var elements = after.elements
            for (index, node) in unknown.elements.enumerated() where index < elements.count {
                elements[index] = joined(elements[index], node, [:])
            }
            return .list(elements)
        }
        guard unknown.isObject, var members = after.object else { return after }
        for (name, node) in unknown.members {
            if node.bool == true, let address = expressions[name] {
                members[name] = .reference(address)
            } else if node.bool == true {
                members[name] = .unknown("\(name), known after apply")
            } else {
                members[name] = joined(members[name] ?? .null, node, [:])
            }
        }
        return .object(members)
    }
}
