import Engine
import JSON
import Testing

@Suite("SARIF 2.1.0")
struct SARIFTests {
    @Test(
        "Results that are absent or null were not checked; an empty list was",
        arguments: absentResultsCases)
    func absentResults(results: JSONValue?, state: CoverageState) throws {
        let document = try Reports.document(Reports.sarif(results: results))
        #expect(document.state == state)
        #expect((document.stateReason == nil) == (state == .checked))
        #expect(document.format == "sarif-2.1.0" && document.tool == "Scanner 1.2")
    }

    @Test("A log without runs was not checked", arguments: ["[]", "null"])
    func noRuns(runs: String) throws {
        #expect(try Reports.document(#"{"version":"2.1.0","runs":\#(runs)}"#).state == .notChecked)
    }

    @Test(
        "An execution that failed or reports an error was not checked, and its findings are kept",
        arguments: executionCases)
    func execution(invocation: JSONValue, state: CoverageState) throws {
        let driver: [String: JSONValue] = ["notifications": [["defaultConfiguration": ["level": "error"], "id": "N1"]]]
        let document = try Reports.document(
            Reports.sarif(results: [Reports.result()], run: ["invocations": [invocation]], driver: driver))
        #expect(document.state == state)
        #expect(document.findings.count == 1)
    }

    @Test("One run of several that did not end leaves the report unchecked, and says which tool")
    func severalRuns() throws {
        let good = try #require(Reports.sarif(results: [Reports.result()])["runs"]?.array?.first)
        let bad = try #require(Reports.sarif(results: nil, driver: ["name": "Other"])["runs"]?.array?.first)
        let document = try Reports.document(["runs": [good, bad], "version": "2.1.0"])
        #expect(document.state == .notChecked)
        #expect(document.stateReason?.contains("Other 1.2") == true)
        #expect(document.tool == "Scanner 1.2, Other 1.2")
    }

    @Test(
        "A rule is found by index, by extension, by id and below its id",
        arguments: ruleLookupCases)
    func ruleLookup(reference: JSONValue) throws {
        let high: JSONValue = [
            "guid": "11111111-1111-1111-8888-111111111111", "id": "R2", "properties": ["security-severity": "8.1"],
        ]
        var log = Reports.sarif(results: [Reports.result("R1", reference.object ?? [:])], rules: [["id": "R1"], high])
        var run = try #require(log["runs"]?.array?.first?.object)
        var tool = try #require(run["tool"]?.object)
        tool["extensions"] = [["name": "Pack", "rules": [high]]]
        run["tool"] = .object(tool)
        log = ["runs": [.object(run)], "version": "2.1.0"]
        let finding = try #require(try Reports.document(log).findings.first)
        #expect(finding.scoreTenths == 81 && finding.severity == .high)
    }

    @Test(
        "The level is the result's, the invocation's override, the rule's, then warning",
        arguments: effectiveLevelCases)
    func effectiveLevel(members: JSONValue, severity: Severity) throws {
        let rules: JSONValue = [
            ["defaultConfiguration": ["level": "note"], "id": "R1"],
            ["id": "R2", "properties": ["security-severity": "9.0"]], ["id": "R3"],
        ]
        let overrides: JSONValue = [["configuration": ["level": "error"], "descriptor": ["id": "R1"]]]
        let invocation: JSONValue = ["executionSuccessful": true, "ruleConfigurationOverrides": overrides]
        let document = try Reports.document(
            Reports.sarif(
                results: [Reports.result("R1", members.object ?? [:])], rules: rules,
                run: ["invocations": [invocation]]))
        #expect(document.findings.map(\.severity) == [severity])
    }

    @Test(
        "security-severity is a number in text, bands begin at 0.1, 4, 7 and 9",
        arguments: securitySeverityCases)
    func securitySeverity(text: String, severity: Severity, tenths: Int?) throws {
        let rule: JSONValue = ["id": "R1", "properties": ["security-severity": .string(text)]]
        let finding = try #require(
            try Reports.document(Reports.sarif(results: [Reports.result()], rules: [rule])).findings.first)
        #expect(finding.severity == severity)
        #expect(finding.scoreTenths == tenths)
    }

    @Test(
        "Only failures that are still there are findings",
        arguments: kindsCases)
    func kinds(members: JSONValue, count: Int) throws {
        let document = try Reports.document(
            Reports.sarif(results: [Reports.result("R1", members.object ?? [:])]))
        #expect(document.findings.count == count)
    }

    @Test(
        "An accepted suppression suppresses; one under review or rejected does not",
        arguments: suppressionsCases)
    func suppressions(list: JSONValue, reason: String?) throws {
        let document = try Reports.document(
            Reports.sarif(results: [Reports.result("R1", ["suppressions": list])]))
        #expect(document.findings.map(\.suppression) == [reason])
        #expect(Facts(of: document).findings.map(\.isSuppressed) == [reason != nil])
    }

    @Test(
        "A message comes from the text or the rule, with its arguments put in",
        arguments: messagesCases)
    func messages(message: JSONValue, title: String) throws {
        let rule: JSONValue = [
            "id": "R1", "messageStrings": ["said": ["text": "{0} is not {1}, {{0}} and {9}."]],
            "shortDescription": ["text": "A rule."],
        ]
        let log = Reports.sarif(
            results: [Reports.result("R1", ["message": message])], rules: [rule],
            driver: ["globalMessageStrings": ["global": ["text": "For all."]]])
        #expect(try Reports.document(log).findings.map(\.title) == [title])
    }

    @Test(
        "A location is resolved through nested bases and artifact indices",
        arguments: locationsCases)
    func locations(artifact: JSONValue, uri: String) throws {
        let run: [String: JSONValue] = [
            "artifacts": [["location": ["uri": "x"]], ["location": ["uri": "b.c", "uriBaseId": "SRC"]]],
            "originalUriBaseIds": [
                "LOOP": ["uri": "l/", "uriBaseId": "LOOP"], "ROOT": ["uri": "file:///w/"],
                "SRC": ["uri": "src/", "uriBaseId": "ROOT"],
            ],
        ]
        let place: JSONValue = ["physicalLocation": ["artifactLocation": artifact, "region": ["startLine": 7]]]
        let log = Reports.sarif(results: [Reports.result("R1", ["locations": [place]])], run: run)
        #expect(try Reports.document(log).findings.map(\.location) == [Location(uri: uri, line: 7)])
    }

    @Test("CWE numbers come from tags, ids, relationships and taxa")
    func weaknesses() throws {
        let target: JSONValue = ["id": "401", "toolComponent": ["guid": "g", "name": "CWE"]]
        let rule: JSONValue = [
            "id": "R1", "properties": ["tags": ["external/cwe/cwe-079", "CWE-22: Path", "cwe", "owasp"]],
            "relationships": [["target": target]],
        ]
        let taxa: JSONValue = [
            ["index": 0, "toolComponent": ["index": 0]], ["id": "7", "toolComponent": ["name": "T"]],
        ]
        let log = Reports.sarif(
            results: [Reports.result("R1", ["taxa": taxa])], rules: [rule],
            run: ["taxonomies": [["name": "CWE", "taxa": [["id": "89"]]]]])
        #expect(try Reports.document(log).findings.map(\.weaknesses) == [[22, 79, 89, 401]])
    }

    @Test(
        "The kind follows the rule's id, its tags and the tool",
        arguments: kindCases)
    func kind(tool: String, rule: String, tags: [String], kind: FindingKind, cves: [String]) throws {
        let node: JSONValue = ["id": .string(rule), "properties": ["tags": .array(tags.map(JSONValue.string))]]
        let log = Reports.sarif(results: [Reports.result(rule)], rules: [node], driver: ["name": .string(tool)])
        let finding = try #require(try Reports.document(log).findings.first)
        #expect(finding.kind == kind && finding.cves == cves)
    }

    @Test("The package of a vulnerability is read from the text that scanners write")
    func package() throws {
        let text =
            "Package: libssl1.1\nInstalled Version: 1.1.1c-r0\nVulnerability CVE-2019-1549\nFixed Version: 1.1.1d-r0"
        let log = Reports.sarif(results: [Reports.result("CVE-2019-1549", ["message": ["text": .string(text)]])])
        let finding = try #require(try Reports.document(log).findings.first)
        #expect(finding.component == "libssl1.1@1.1.1c-r0" && finding.fixedIn == ["1.1.1d-r0"])
    }

    private static let absentResultsCases: [(JSONValue?, CoverageState)] = [
        (JSONValue?.none, CoverageState.notChecked), (.some(.null), .notChecked), (.some([]), .checked),
    ]

    private static let executionCases: [(JSONValue, CoverageState)] = [
        (["executionSuccessful": false] as JSONValue, CoverageState.notChecked),
        (
            [
                "executionSuccessful": true,
                "toolExecutionNotifications": [["level": "error", "message": ["text": "Out of memory."]]],
            ], .notChecked
        ),
        (
            [
                "executionSuccessful": true,
                "toolConfigurationNotifications": [["level": "error", "message": ["text": "No ruleset."]]],
            ], .notChecked
        ),
        (
            [
                "executionSuccessful": true,
                "toolExecutionNotifications": [
                    ["descriptor": ["id": "N1", "index": 0], "message": ["text": "Crashed."]]
                ],
            ], .notChecked
        ),
        (
            [
                "executionSuccessful": true,
                "toolExecutionNotifications": [["level": "warning", "message": ["text": "Syntax."]]],
            ], .checked
        ),
        (["executionSuccessful": true], .checked),
    ]

    private static let ruleLookupCases: [JSONValue] = [
        ["ruleIndex": 1, "ruleId": nil], ["ruleId": "R2"], ["ruleId": "R2/deep/er"],
        ["ruleId": "R2", "ruleIndex": -1],
        ["ruleId": "R2", "ruleIndex": 0], ["rule": ["index": 1], "ruleId": nil],
        ["rule": ["id": "R2"], "ruleId": nil],
        ["rule": ["index": 0, "toolComponent": ["index": 0]], "ruleId": nil],
        ["rule": ["index": 0, "toolComponent": ["name": "Pack"]], "ruleId": nil],
        ["rule": ["guid": "11111111-1111-1111-8888-111111111111"], "ruleId": nil],
    ]

    private static let effectiveLevelCases: [(JSONValue, Severity)] = [
        (["level": "note"] as JSONValue, Severity.low), ([:], .high), (["ruleId": "R2"], .critical),
        (["ruleId": "R3"], .medium), (["ruleId": "unheard"], .medium), (["level": "none"], .none),
        (["level": "fatal"], .unknown), (["level": nil, "ruleId": "R3"], .medium),
    ]

    private static let securitySeverityCases: [(String, Severity, Int?)] = [
        ("9.0", Severity.critical, 90), ("8.9", .high, 89), ("7", .high, 70), ("6.94", .medium, 69),
        ("4.0", .medium, 40), ("3.9", .low, 39), ("0.1", .low, 1), ("0.0", .medium, nil), ("11", .medium, nil),
        ("MEDIUM", .medium, nil), ("CRITICAL", .critical, nil), ("soon", .medium, nil),
    ]

    private static let kindsCases: [(JSONValue, Int)] = [
        (["kind": "pass"] as JSONValue, 0), (["kind": "review"], 0), (["kind": "open"], 0),
        (["kind": "informational"], 0), (["kind": "notApplicable"], 0), (["kind": "fail"], 1), (["kind": nil], 1),
        (["kind": "novel"], 1), (["baselineState": "absent"], 0), (["baselineState": "unchanged"], 1),
        (["baselineState": "new"], 1),
    ]

    private static let suppressionsCases: [(JSONValue, String?)] = [
        ([] as JSONValue, nil), ([["kind": "inSource"]], "inSource"),
        ([["kind": "external", "status": "accepted", "justification": "Test code."]], "external: Test code."),
        ([["kind": "external", "status": "underReview"]], nil),
        ([["kind": "external", "status": "rejected"]], nil),
        ([["kind": "external", "status": "rejected"], ["kind": "external", "status": "accepted"]], "external"),
    ]

    private static let messagesCases: [(JSONValue, String)] = [
        (["text": "Plain."] as JSONValue, "Plain."),
        (["arguments": ["x", "y"], "id": "said"], "x is not y, {0} and {9}."),
        (["arguments": ["z"], "text": "Only {0}."], "Only z."), (["id": "global"], "For all."),
        (["text": "See [the source](1)\nof   it.\n\nMore."], "See the source of it."), (["id": "lost"], "A rule."),
    ]

    private static let locationsCases: [(JSONValue, String)] = [
        (["uri": "a.c"] as JSONValue, "a.c"), (["uri": "a.c", "uriBaseId": "SRC"], "file:///w/src/a.c"),
        (["uri": "a.c", "uriBaseId": "UNTOLD"], "a.c"), (["index": 1], "file:///w/src/b.c"),
        (["uri": "https://x.example/a.c", "uriBaseId": "SRC"], "https://x.example/a.c"),
        (["uri": "a.c", "uriBaseId": "LOOP"], "a.c"),
    ]

    private static let kindCases: [(String, String, [String], FindingKind, [String])] = [
        ("Grype", "CVE-2021-44228-log4j-core", [], FindingKind.vulnerability, ["CVE-2021-44228"]),
        ("Trivy", "cve-2019-1549", [], .vulnerability, ["CVE-2019-1549"]),
        ("govulncheck", "GO-2026-4864", ["CVE-2026-32282"], .vulnerability, ["CVE-2026-32282"]),
        ("checkov", "CKV_CVE_2020_13092", [], .vulnerability, ["CVE-2020-13092"]),
        ("osv-scanner", "GHSA-jfh8-c2jp-5v3q", [], .vulnerability, []),
        ("gitleaks", "aws-access-token", [], .secret, []), ("Trivy", "aws-key", ["secret"], .secret, []),
        ("Checkov", "CKV_SECRET_6", [], .secret, []), ("Checkov", "CKV_AWS_20", [], .misconfiguration, []),
        ("Trivy", "AVD-AWS-0086", [], .misconfiguration, []), ("Trivy", "KSV017", [], .misconfiguration, []),
        ("KICS", "4728cd65", [], .misconfiguration, []), ("CodeQL", "js/xss", ["security"], .weakness, []),
        ("SnykCode", "javascript/XSS", [], .weakness, []), ("Snyk", "SNYK-CC-TF-1", [], .misconfiguration, []),
    ]
}
