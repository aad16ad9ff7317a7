import Engine
import JSON

/// Small reports, written for these tests.
enum Reports {
    static func document(_ text: String, format: String = "auto") throws(ReportProblem) -> Document {
        var reader = ReportReader()
        return try reader.document(of: Array(text.utf8), format: format)
    }

    static func document(_ value: JSONValue) throws(ReportProblem) -> Document { try document(value.canonicalText) }

    /// A log of one run by a tool called `Scanner 1.2`.
    static func sarif(
        results: JSONValue?, rules: JSONValue = [], run: [String: JSONValue] = [:], driver: [String: JSONValue] = [:]
    ) -> JSONValue {
        let base: [String: JSONValue] = ["name": "Scanner", "rules": rules, "version": "1.2"]
        var members = run
        members["tool"] = ["driver": .object(base.merging(driver) { _, given in given })]
        members["results"] = results
        return ["runs": [.object(members)], "version": "2.1.0"]
    }

    /// A result at `src/a.c`, line 7.
    static func result(_ rule: String = "R1", _ more: [String: JSONValue] = [:]) -> JSONValue {
        let place: JSONValue = [
            "physicalLocation": ["artifactLocation": ["uri": "src/a.c"], "region": ["startColumn": 3, "startLine": 7]]
        ]
        let base: [String: JSONValue] = ["locations": [place], "message": ["text": "A flaw."], "ruleId": .string(rule)]
        return .object(base.merging(more) { _, given in given })
    }

    static func cyclonedx(_ more: [String: JSONValue], version: String = "1.5") -> JSONValue {
        let base: [String: JSONValue] = ["bomFormat": "CycloneDX", "specVersion": .string(version), "version": 1]
        return .object(base.merging(more) { _, given in given })
    }
}
