import JSON
import NIOHTTP1
import TestSupport
import Testing

/// What a fleet's findings become, seen over HTTP and by the command line.
@Suite(
    "A service's findings", .serialized,
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct ServiceFindingsTests {
    /// A run of a code scanner; nil results are an analysis that did not run.
    private static func sarif(_ tool: String, _ results: [(rule: String, uri: String, line: Int)]?) -> [UInt8] {
        let results = results?.map { result -> JSONValue in
            let place: JSONValue = [
                "artifactLocation": ["uri": .string(result.uri)], "region": ["startLine": .integer(Int64(result.line))],
            ]
            return [
                "level": "error", "locations": [["physicalLocation": place]], "message": ["text": "bad"],
                "ruleId": .string(result.rule),
            ]
        }
        let rules: JSONValue = [
            ["id": .string("\(tool)-89"), "properties": ["tags": ["external/cwe/cwe-089"]]],
            ["id": .string("\(tool)-79"), "properties": ["tags": ["external/cwe/cwe-079"]]],
        ]
        var run: [String: JSONValue] = ["tool": ["driver": ["name": .string(tool), "rules": rules]]]
        run["results"] = results.map(JSONValue.array)
        return (["runs": [.object(run)], "version": "2.1.0"] as JSONValue).canonical
    }

    private func states(_ fleet: RunningFleet, _ query: String = "state=all") async throws -> [String] {
        let answer = try await HTTPAnswer.get("\(fleet.gateway)/api/v1/services/shop/findings?\(query)")
        #expect(answer.status == 200, "\(answer.text)")
        return (answer.json?["findings"]?.array ?? []).map { finding in
            let sources = (finding["sources"]?.array ?? []).compactMap(\.string).joined(separator: "+")
            return "\(sources) \(finding["weaknesses"]?.array?.first?.integer ?? 0) \(finding["state"]?.string ?? "?")"
        }.sorted()
    }

    @Test("Two tools' reports of one flaw are one finding, and each scan moves its state")
    func life() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        func post(_ tool: String, _ results: [(rule: String, uri: String, line: Int)]?) async throws {
            let answer = try await HTTPAnswer.post(
                "\(fleet.gateway)/api/v1/scans?service=shop&source=\(tool)&wait=30", Self.sarif(tool, results))
            #expect(answer.status == 200, "\(answer.text)\n\(fleet.logs)")
        }
        try await post("a", [("a-89", "src/x.py", 10), ("a-79", "src/y.py", 5)])
        try await post("b", [("b-89", "x.py", 11)])
        #expect(try await states(fleet) == ["a 79 new", "a+b 89 new"])
        // Lines shift; a scan that did not run says nothing; then one flaw is gone, and comes back.
        try await post("a", [("a-89", "src/x.py", 12), ("a-79", "src/y.py", 9)])
        #expect(try await states(fleet) == ["a 79 existing", "a+b 89 existing"])
        try await post("a", nil)
        #expect(try await states(fleet) == ["a 79 existing", "a+b 89 existing"])
        try await post("a", [("a-89", "src/x.py", 12)])
        #expect(try await states(fleet) == ["a 79 fixed", "a+b 89 existing"])
        #expect(try await states(fleet, "state=open") == ["a+b 89 existing"])
        try await post("a", [("a-89", "src/x.py", 12), ("a-79", "src/y.py", 5)])
        #expect(try await states(fleet, "state=reopened&source=a") == ["a 79 reopened"])

        let shown = try await ProgramRun.run(
            "fixops", ["service", "findings", "shop", "--state", "all", "--url", fleet.gateway])
        #expect(shown.status == 0, "\(shown.stderr)")
        #expect(shown.stdout.hasSuffix("0 new, 1 existing, 1 reopened, 0 fixed\n"), "\(shown.stdout)")
        #expect(shown.stdout.contains("a,b"))
    }

    @Test("A scanner that is gone is retired: its findings and its decision no longer count, until it speaks again")
    func retired() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        let service = "\(fleet.gateway)/api/v1/services/shop"
        func post(_ tool: String, line: Int) async throws {
            let report = Self.sarif(tool, [("\(tool)-89", "\(tool).py", line)])
            let answer = try await HTTPAnswer.post(
                "\(fleet.gateway)/api/v1/scans?service=shop&source=\(tool)&wait=30", report)
            #expect(answer.status == 200, "\(answer.text)\n\(fleet.logs)")
        }
        for tool in ["a", "b"] { try await post(tool, line: 1) }
        let ending = try await ProgramRun.run("fixops", ["service", "retire", "shop", "b", "--url", fleet.gateway])
        #expect(ending.stdout == "shop: the source b is retired with 1 open findings; 1 decisions are made again\n")
        #expect(try await states(fleet) == ["a 89 new"])
        let current = try await HTTPAnswer.get(service).json?["current"]?.array
        #expect(current?.compactMap { $0["source"]?.string } == ["a"])
        #expect(try await HTTPAnswer.send(.DELETE, service + "/sources/b").status == 404)
        try await post("b", line: 1)
        #expect(try await states(fleet) == ["a 89 new", "b 89 new"])
    }

    @Test("What cannot be asked is refused with what could be")
    func refused() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        let path = "\(fleet.gateway)/api/v1/services/shop"
        #expect(try await HTTPAnswer.get(path + "/findings").status == 404)
        let answer = try await HTTPAnswer.get(path + "/findings?state=closed")
        #expect(answer.status == 400 && answer.text.contains("reopened"), "\(answer.text)")
        #expect(try await HTTPAnswer.get(path + "/findings?limit=0").status == 400)
    }
}
