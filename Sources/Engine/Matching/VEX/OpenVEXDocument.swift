internal import JSON

/// OpenVEX 0.0.1 to 0.2 (https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md). A statement inherits author and time.
enum OpenVEXDocument {
    static func statements(_ root: JSONNode) throws(ReportProblem) -> [VEXStatement] {
        let author = try VEXReader.author(root.text("author"), at: "/author")
        let time = root.text("last_updated") ?? root.text("timestamp")
        var statements: [VEXStatement] = []
        for (index, node) in try root.list("statements", "").enumerated() {
            let pointer = "/statements/\(index)"
            try node.checkedObject(pointer)
            guard let status = node.text("status").flatMap(VEXStatus.init) else {
                let known = VEXStatus.allCases.map(\.rawValue).joined(separator: ", ")
                throw ReportProblem(.wrongShape, "a status is one of \(known)", location: "\(pointer)/status")
            }
            let names = vulnerabilities(node["vulnerability"])
            guard !names.isEmpty else {
                throw ReportProblem(
                    .wrongShape, "a statement names its vulnerability", location: "\(pointer)/vulnerability")
            }
            statements.append(
                VEXStatement(
                    author: author, status: status, vulnerabilities: names, products: products(node),
                    justification: node.text("justification") ?? node.text("impact_statement"),
                    time: try VEXReader.time(
                        node.text("last_updated") ?? node.text("timestamp") ?? time, at: "\(pointer)/timestamp")))
        }
        return statements
    }

    /// A text in 0.0.1, an object with a name and aliases since.
    private static func vulnerabilities(_ node: JSONNode?) -> [String] {
        guard let node else { return [] }
        if let name = node.string { return name.isEmpty ? [] : [name] }
        return [node.text("name") ?? node.text("@id")].compactMap(\.self) + (node["aliases"]?.texts ?? [])
    }

    private static func products(_ statement: JSONNode) -> [VEXProduct] {
        let shared = statement["subcomponents"].map(subcomponents)
        return (statement["products"].map { Array($0.elements) } ?? []).flatMap { product in
            let inner = product["subcomponents"].map(subcomponents) ?? shared
            return VEXReader.packages(identifiers(product)).map { VEXProduct(package: $0, subcomponents: inner) }
        }
    }

    private static func subcomponents(_ list: JSONNode) -> [PackageURL] {
        list.elements.flatMap { VEXReader.packages(identifiers($0)) }
    }

    /// The identifier itself, and the package URL among others.
    private static func identifiers(_ node: JSONNode) -> [String] {
        if let text = node.string { return [text] }
        return [node["identifiers"]?.text("purl") ?? node.text("@id")].compactMap(\.self)
    }
}
