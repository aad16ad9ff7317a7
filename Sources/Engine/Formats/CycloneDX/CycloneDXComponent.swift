internal import JSON

/// Reads one component of a BOM: `components[]`, `metadata.component`, `services[]`.
struct CycloneDXComponent {
    /// What is against the format's rules, as far as it was read.
    var remarks: RemarkList
    /// What each reference depends on.
    private let dependencies: [String: [String]]
    private let version: Int

    /// `version` is the minor one of 1.x.
    init(of root: JSONNode, version: Int) throws(ReportProblem) {
        self.version = version
        remarks = RemarkList()
        var dependencies: [String: [String]] = [:]
        if let list = try root.array("dependencies", "") {
            dependencies.reserveCapacity(list.count)
            for (index, node) in list.elements.enumerated() {
                let needed = node["dependsOn"].map { Array($0.elements) } ?? []
                guard let reference = node.text("ref"), needed.allSatisfy({ $0.string?.isEmpty == false }) else {
                    remarks.add("a dependency names a component by its ref", "/dependencies/\(index)")
                    continue
                }
                dependencies[reference, default: []] += needed.compactMap(\.string)
            }
        }
        self.dependencies = dependencies
    }

    mutating func component(_ node: JSONNode, _ name: String, at pointer: String) -> Component {
        let reference = node.text("bom-ref")
        return Component(
            reference: reference, purl: node.text("purl"), group: node.text("group"), name: name,
            version: node.text("version"), licenses: licenses(node["licenses"], at: pointer),
            hashes: hashes(node["hashes"], at: pointer),
            dependsOn: (reference.flatMap { dependencies[$0] } ?? []).sortedAndUnique())
    }

    private mutating func hashes(_ list: JSONNode?, at pointer: String) -> [ComponentHash] {
        guard let list else { return [] }
        var hashes: [ComponentHash] = []
        for node in list.elements {
            guard let algorithm = node.text("alg"), let value = node.text("content") else { continue }
            if !Self.algorithms.contains(algorithm) {
                remarks.add("there is no hash algorithm \(algorithm.prefix(40))", "\(pointer)/hashes")
            }
            hashes.append(ComponentHash(algorithm: algorithm, value: value))
        }
        return hashes
    }

    private static let algorithms: Set = [
        "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "BLAKE3", "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512",
        "SHA3-256", "SHA3-384", "SHA3-512", "Streebog-256", "Streebog-512",
    ]

    private mutating func licenses(_ list: JSONNode?, at pointer: String) -> [String] {
        guard let list else { return [] }
        var names: [String] = []
        var expressions = 0
        for node in list.elements {
            if let expression = node.text("expression") {
                expressions += 1
                names.append(expression)
                if node["license"] != nil {
                    remarks.add("a licence is either an expression or a licence", "\(pointer)/licenses")
                }
            } else if let name = name(of: node["license"], at: pointer) {
                names.append(name)
            }
        }
        if expressions > 0, list.count > 1, version < 7 {
            remarks.add("before CycloneDX 1.7 an expression stands alone", "\(pointer)/licenses")
        }
        return names.sortedAndUnique()
    }

    private mutating func name(of license: JSONNode?, at pointer: String) -> String? {
        let id = license?.text("id")
        if let id, !SPDXLicenseList.contains(id) {
            remarks.add("\(id.prefix(60)) is no identifier of SPDX' list of licences", "\(pointer)/licenses")
        }
        let name = license?.text("name")
        if (id == nil) == (name == nil) || license?["id"]?.isArray ?? false || license?["name"]?.isArray ?? false {
            remarks.add("a licence has one id or one name", "\(pointer)/licenses")
        }
        if let encoding = license?["text"]?.text("encoding"), encoding != "base64" {
            remarks.add("a licence's text has no encoding but base64", "\(pointer)/licenses")
        }
        return id ?? name
    }
}
