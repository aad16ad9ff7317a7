import Hashing

/// A small SARIF report of the load, unlike any other.
struct Report: Sendable {
    /// The CVEs that reports and feeds name.
    static let cves = (0..<80).map { "CVE-2024-\(1000 + $0)" }

    let bytes: [UInt8]
    let digest: Digest

    /// `number` makes the report unique; `generator` chooses its findings.
    init(number: Int, using generator: inout SeededGenerator) {
        let findings = (0..<Int.random(in: 2...8, using: &generator)).map { index in
            Self.finding(
                rule: Bool.random(using: &generator)
                    ? Self.cves.randomElement(using: &generator) ?? "r" : "chaos/r\(index)",
                identity: index == 0 ? "n\(number)" : "f\(index)", index)
        }
        let text = """
            {"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":{"driver":{\
            "name":"chaos","version":"1"}},"results":[\(findings.joined(separator: ","))]}]}
            """
        bytes = Array(text.utf8)
        digest = Digest(of: bytes)
    }

    private static func finding(rule: String, identity: String, _ index: Int) -> String {
        """
        {"ruleId":"\(rule)","level":"warning","message":{"text":"\(rule) in module \(index) (\(identity))"},"locations":[\
        {"physicalLocation":{"artifactLocation":{"uri":"src/m\(index).swift"},"region":{"startLine":\(index + 1)}}}],\
        "partialFingerprints":{"primaryLocationLineHash":"\(identity):1"}}
        """
    }
}
