import JSON

/// A small SARIF report.
enum SampleReport {
    /// One finding; reports of other names are other reports.
    static func bytes(_ name: String) -> [UInt8] {
        let result: JSONValue = [
            "level": "warning", "message": ["text": .string("finding \(name)")], "ruleId": "example/rule",
            "locations": [["physicalLocation": ["artifactLocation": ["uri": .string("src/\(name).swift")]]]],
        ]
        let run: JSONValue = ["results": [result], "tool": ["driver": ["name": "example"]]]
        return (["runs": [run], "version": "2.1.0"] as JSONValue).canonical
    }
}
