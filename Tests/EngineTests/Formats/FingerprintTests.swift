import Engine
import JSON
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
    private func prints(_ results: [JSONValue], rules: JSONValue = [], driver: [String: JSONValue] = [:]) throws
        -> [Fingerprint]
    {
        try Reports.document(Reports.sarif(results: .array(results), rules: rules, driver: driver)).findings.map(
            \.fingerprint)
    }

    private func place(_ uri: String = "src/a.c", line: Int64, snippet: String? = nil) -> JSONValue {
        var region: [String: JSONValue] = ["startLine": .integer(line)]
        if let snippet { region["snippet"] = ["text": .string(snippet)] }
        return [["physicalLocation": ["artifactLocation": ["uri": .string(uri)], "region": .object(region)]]]
    }

    @Test(
        "Neither line, level, score nor tool version is part of it",
        arguments: [
            ["level": "error"], ["rank": 3], ["suppressions": [["kind": "inSource"]]], ["baselineState": "new"],
        ] as [JSONValue])
    func stable(members: JSONValue) throws {
        let before = try prints([Reports.result("R1", ["locations": place(line: 7)])])
        var changed = members.object ?? [:]
        changed["locations"] = place(line: 70)
        let rules: JSONValue = [["id": "R1", "properties": ["security-severity": "9.9"]]]
        #expect(try prints([Reports.result("R1", changed)], rules: rules, driver: ["version": "9"]) == before)
    }

    @Test(
        "Rule, file, tool and message are part of it",
        arguments: [
            ["ruleId": "R2"], ["message": ["text": "Another flaw."]],
            ["partialFingerprints": ["primaryLocationLineHash": "a:1"]],
            ["fingerprints": ["stable/v1": "a"]],
        ] as [JSONValue])
    func distinct(members: JSONValue) throws {
        let one = try prints([Reports.result()])
        #expect(try prints([Reports.result("R1", members.object ?? [:])]) != one)
        #expect(try prints([Reports.result("R1", ["locations": place("src/b.c", line: 7)])]) != one)
        #expect(try prints([Reports.result()], driver: ["name": "Other"]) != one)
    }

    @Test("The tool's own fingerprint stands for message and snippet; placeholders and hashes of files do not")
    func ownFingerprint() throws {
        func with(_ name: String, _ value: String, text: String) throws -> [Fingerprint] {
            try prints([
                Reports.result("R1", ["fingerprints": [name: .string(value)], "message": ["text": .string(text)]])
            ])
        }
        #expect(try with("id/v1", "a", text: "At line 1.") == with("id/v1", "a", text: "At line 2."))
        #expect(try with("id/v1", "a", text: "Same.") != with("id/v1", "b", text: "Same."))
        #expect(try with("id/v1", "requires login", text: "One.") != with("id/v1", "requires login", text: "Two."))
        #expect(try with("scanFileHash", "a", text: "Same.") == with("scanFileHash", "b", text: "Same."))
    }

    @Test("Equals in several places are numbered, so that a shift of lines changes none of them")
    func occurrences() throws {
        func at(_ lines: [Int64]) throws -> [Fingerprint] {
            try prints(lines.map { Reports.result("R1", ["locations": place(line: $0, snippet: " eval(x) ")]) })
        }
        let three = try at([3, 20, 9])
        #expect(Set(three).count == 3)
        #expect(try at([15, 40, 21]) == three)
        #expect(Set(try at([3, 20])).isSubset(of: three))
    }

    @Test("Repeats of one result are one finding, the worse of both")
    func repeats() throws {
        let results = [Reports.result("R1", ["level": "note"]), Reports.result("R1", ["level": "error"])]
        let findings = try Reports.document(Reports.sarif(results: .array(results))).findings
        #expect(findings.map(\.severity) == [.high])
        let half = [Reports.result("R1", ["suppressions": [["kind": "inSource"]]]), Reports.result()]
        #expect(try Reports.document(Reports.sarif(results: .array(half))).findings.map(\.suppression) == [nil])
    }

    @Test("The checkout's folder is not part of it where the log tells it", arguments: ["/home/a/w/", "/builds/7/"])
    func checkout(folder: String) throws {
        let run: [String: JSONValue] = ["originalUriBaseIds": ["SRC": ["uri": .string("file://\(folder)")]]]
        let absolute = Reports.result("R1", ["locations": place("file://\(folder)src/a.c", line: 1)])
        let document = try Reports.document(Reports.sarif(results: [absolute], run: run))
        let relative = Reports.result(
            "R1", ["locations": [["physicalLocation": ["artifactLocation": ["uri": "src/a.c", "uriBaseId": "SRC"]]]]])
        #expect(try prints([relative]) == document.findings.map(\.fingerprint))
    }

    @Test("A bump that fixes nothing keeps it, in SARIF as in CycloneDX")
    func bump() throws {
        func sarif(_ version: String, tag: String) throws -> [Fingerprint] {
            let text = "Package: libssl\nInstalled Version: \(version)\nFixed Version: 9"
            return try prints([
                Reports.result(
                    "CVE-2019-1549",
                    ["locations": place("library/app:\(tag)", line: 1), "message": ["text": .string(text)]])
            ])
        }
        #expect(try sarif("1.0", tag: "v1") == sarif("1.1", tag: "v2"))
        func bom(_ purls: [String]) throws -> [Fingerprint] {
            let affects: [JSONValue] = purls.map { ["ref": .string($0)] }
            return try Reports.document(
                Reports.cyclonedx(["vulnerabilities": [["affects": .array(affects), "id": "CVE-2020-0001"]]])
            ).findings.map(\.fingerprint)
        }
        #expect(try bom(["pkg:npm/%40a/b@1.0?x=y"]) == bom(["pkg:npm/%40a/b@2.0"]))
        #expect(try bom(["pkg:npm/@a/b@1.0"]) != bom(["pkg:npm/@a/c@1.0"]))
        let two = try bom(["pkg:npm/b@1.0", "pkg:npm/b@2.0"])
        #expect(Set(two).count == 2)
        #expect(Set(try bom(["pkg:npm/b@2.1"])).isSubset(of: two))
    }

    @Test("The order of results, vulnerabilities and components changes no byte", arguments: 1...20)
    func permutations(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let results = (0..<30).map { number -> JSONValue in
            Reports.result(
                "R\(number % 3)",
                [
                    "level": ["error", "note", "warning"][number % 3],
                    "locations": place("f\(number % 2)", line: Int64(number % 5)),
                    "message": ["text": .string("Text \(number % 4)")],
                ])
        }
        let rules: JSONValue = [["id": "R0"], ["id": "R1"], ["id": "R2"]]
        let sorted = try Reports.document(Reports.sarif(results: .array(results), rules: rules))
        let mixed = try Reports.document(
            Reports.sarif(results: .array(results.shuffled(using: &generator)), rules: rules))
        #expect(sorted.canonical == mixed.canonical)
        #expect(Facts(of: sorted).canonical == Facts(of: mixed).canonical)
        #expect(sorted.findingSetDigest == mixed.findingSetDigest)
    }
}
