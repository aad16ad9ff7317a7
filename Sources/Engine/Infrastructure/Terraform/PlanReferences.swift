internal import JSON

/// To which resources the attributes of a plan's resources refer, as its configuration says.
struct PlanReferences {
    private var byAddress: [String: [String: String]] = [:]

    init(of configuration: JSONNode?) {
        if let module = configuration?["root_module"] { collect(module, prefix: "") }
    }

    /// By attribute, the address of the resource that its value comes from. `address` may have indices.
    func expressions(of address: String) -> [String: String] { byAddress[Self.plain(address)] ?? [:] }

    /// Nesting is bounded by the document's depth.
    private mutating func collect(_ module: JSONNode, prefix: String) {
        for resource in module["resources"].map({ Array($0.elements) }) ?? [] {
            guard let address = resource.text("address"), let expressions = resource["expressions"] else { continue }
            for (attribute, expression) in expressions.members {
                guard let target = Self.target(of: expression) else { continue }
                byAddress[prefix + address, default: [:]][attribute] = prefix + target
            }
        }
        for (name, call) in module["module_calls"]?.members.map({ ($0.key, $0.value) }) ?? [] {
            if let inner = call["module"] { collect(inner, prefix: "\(prefix)module.\(name).") }
        }
    }

    /// The first reference to a resource; to a variable or a local it says nothing.
    private static func target(of expression: JSONNode) -> String? {
        guard let references = expression["references"] else { return nil }
        return references.elements.compactMap(\.string).first { reference in
            guard let root = reference.split(separator: ".").first, reference.contains(".") else { return false }
            return root == "data" || root.utf8.contains(UInt8(ascii: "_"))
        }
    }

    private static func plain(_ address: String) -> String {
        address.split(separator: ".").map { $0.prefix { $0 != "[" } }.joined(separator: ".")
    }
}
