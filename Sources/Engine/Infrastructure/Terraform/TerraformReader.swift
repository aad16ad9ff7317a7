/// Reads Terraform's own language: the resources and data sources of one or more files, one behind the other.
enum TerraformReader {
    static let format = "terraform"

    static func document(of bytes: [UInt8]) throws(ReportProblem) -> Document {
        let file: HCLBody
        do {
            file = try HCLParser.body(of: bytes)
        } catch {
            throw ReportProblem(
                error.isTooDeep ? .tooDeep : .notHCL, "this is not Terraform's language: \(error.message)",
                location: "line \(error.line)")
        }
        var audit = InfrastructureAudit(resources(of: file))
        return Document(
            format: format, tool: InfrastructureAudit.tool, state: .checked, findings: audit.findings(), components: [])
    }

    /// Whether the first word that is no comment begins a block of Terraform's.
    static func isLikely(_ bytes: [UInt8]) -> Bool {
        var scanner = HCLScanner(bytes)
        scanner.skipBlanks(andLines: true)
        guard let word = scanner.identifier() else { return false }
        scanner.skipBlanks(andLines: false)
        let rest = scanner.bytes[scanner.at...].prefix { $0 != UInt8(ascii: "\n") }
        switch word {
        case "check", "data", "module", "output", "provider", "resource", "variable":
            return rest.contains(UInt8(ascii: "{"))
        case "import", "locals", "moved", "removed", "terraform": return scanner.next == UInt8(ascii: "{")
        default: return false
        }
    }

    static func resources(of file: HCLBody) -> [ConfigurationResource] {
        var scope = HCLScope(file)
        return file.blocks.compactMap { block in
            guard let name = name(of: block), block.body.attributes["count"] != .literal(.number(0)) else { return nil }
            let resource = ConfigurationResource(
                type: name.type, address: name.address, line: block.line, value: value(of: block.body, &scope))
            return TerraformKubernetes.resource(resource) ?? resource
        }
    }

    private static func name(of block: HCLBlock) -> (type: String, address: String)? {
        switch (block.type, block.labels.count) {
        case ("resource", 2): (block.labels[0], block.labels.joined(separator: "."))
        case ("data", 2): ("data.\(block.labels[0])", "data.\(block.labels.joined(separator: "."))")
        case ("provider", 1): ("provider.\(block.labels[0])", "provider.\(block.labels[0])")
        default: nil
        }
    }

    /// A body as an object: blocks of one type are a list, as in a plan.
    private static func value(of body: HCLBody, _ scope: inout HCLScope) -> ConfigurationValue {
        var members = body.attributes.mapValues { scope.value(of: $0) }
        var lists: [String: [ConfigurationValue]] = [:]
        for block in body.blocks {
            let isRepeated = block.type == "dynamic"
            guard let name = isRepeated ? block.labels.first : block.type else { continue }
            let content = isRepeated ? block.body.blocks.first { $0.type == "content" }?.body : block.body
            guard let content else { continue }
            let held = scope.iterators
            if isRepeated { scope.iterators.insert(name) }
            lists[name, default: []].append(value(of: content, &scope))
            scope.iterators = held
        }
        for (name, elements) in lists { members[name] = .list((members[name]?.elements ?? []) + elements) }
        return .object(members)
    }
}
