import Engine
import JSON
import TestSupport
import Testing

@Suite("GitHub alerts")
struct GitHubAlertTests {
    private func codeScanning(_ alert: [String: JSONValue]) -> JSONValue {
        let instance: JSONValue = [
            "location": ["path": "src/a.js", "start_line": 84], "message": ["text": "Unsafe."], "state": "open",
        ]
        let base: [String: JSONValue] = [
            "most_recent_instance": instance, "number": 10,
            "rule": [
                "description": "A query", "id": "js/sql-injection", "severity": "error",
                "tags": ["external/cwe/cwe-089"],
            ],
            "state": "open", "tool": ["name": "CodeQL", "version": "2.1"],
        ]
        return [
            "action": "created", "alert": .object(base.merging(alert) { _, given in given }),
            "repository": ["full_name": "acme/shop"],
        ]
    }

    private func dependabot(_ alert: [String: JSONValue]) -> JSONValue {
        let base: [String: JSONValue] = [
            "dependency": ["manifest_path": "package-lock.json", "package": ["ecosystem": "npm", "name": "@acme/x"]],
            "number": 2,
            "security_advisory": [
                "cve_id": "CVE-2021-23337", "cvss": ["score": 7.2], "cwes": [["cwe_id": "CWE-94"]],
                "ghsa_id": "GHSA-35jh-r3h4-6jhm", "identifiers": [["type": "CVE", "value": "CVE-2021-23337"]],
                "severity": "high", "summary": "Command injection",
            ],
            "security_vulnerability": ["first_patched_version": ["identifier": "4.17.21"], "severity": "high"],
            "state": "open",
        ]
        return [
            "action": "created", "alert": .object(base.merging(alert) { _, given in given }),
            "repository": ["full_name": "acme/shop"],
        ]
    }

    @Test("A code scanning alert is one finding")
    func openCodeScanning() throws {
        let document = try Reports.document(codeScanning([:]))
        let finding = try #require(document.findings.first)
        #expect(document.format == "github-code-scanning-alert" && document.tool == "CodeQL 2.1")
        #expect(document.state == .checked && document.findings.count == 1)
        #expect(finding.ids == ["js/sql-injection"] && finding.severity == .high && finding.kind == .weakness)
        #expect(finding.location == Location(uri: "src/a.js", line: 84) && finding.weaknesses == [89])
    }

    @Test("A dependabot alert is one vulnerability with its package")
    func openDependabot() throws {
        let document = try Reports.document(dependabot([:]))
        let finding = try #require(document.findings.first)
        #expect(document.format == "github-dependabot-alert" && document.findings.count == 1)
        #expect(finding.ids == ["CVE-2021-23337", "GHSA-35jh-r3h4-6jhm"] && finding.cves == ["CVE-2021-23337"])
        #expect(finding.component == "pkg:npm/%40acme/x" && finding.fixedIn == ["4.17.21"])
        #expect(finding.scoreTenths == 72 && finding.severity == .high && finding.weaknesses == [94])
        #expect(finding.location == Location(uri: "package-lock.json", line: nil))
    }

    private static let statesCases: [(String, Int, String?)] = [
        ("open", 1, nil), ("fixed", 0, nil), ("dismissed", 1, "dismissed: false positive"),
        ("auto_dismissed", 1, "auto_dismissed: false positive"), ("novel", 1, nil),
    ]

    @Test("Fixed leaves nothing, dismissed suppresses, anything else is open", arguments: statesCases)
    func states(state: String, count: Int, suppression: String?) throws {
        let members: [String: JSONValue] = ["dismissed_reason": "false positive", "state": .string(state)]
        for payload in [codeScanning(members), dependabot(members)] {
            let document = try Reports.document(payload)
            #expect(document.findings.count == count && document.state == .checked)
            #expect(document.findings.first?.suppression == suppression)
        }
    }

    @Test("An alert keeps its fingerprint while code moves and severity changes")
    func fingerprint() throws {
        let before = try Reports.document(codeScanning([:])).findings.map(\.fingerprint)
        let moved: [String: JSONValue] = ["most_recent_instance": ["location": ["path": "src/b.js", "start_line": 1]]]
        #expect(try Reports.document(codeScanning(moved)).findings.map(\.fingerprint) == before)
        #expect(try Reports.document(codeScanning(["number": 11])).findings.map(\.fingerprint) != before)
    }

    private static let samplesCases: [(String, Int, Bool)] = [
        ("closed-by-user", 1, true), ("created", 1, false), ("fixed", 0, false), ("reopened", 1, false),
    ]

    @Test(
        "GitHub's own samples are read", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)),
        arguments: samplesCases)
    func samples(action: String, count: Int, isSuppressed: Bool) throws {
        var reader = ReportReader()
        let bytes = try Corpus.bytes("webhooks/github/code_scanning_alert/\(action).payload.json")
        let document = try reader.document(of: bytes)
        #expect(document.findings.count == count)
        #expect(document.findings.contains { $0.suppression != nil } == isSuppressed)
    }

    @Test("A payload that is no alert of these two kinds is an unknown format", arguments: ["secret_type", "url"])
    func otherAlerts(member: String) {
        let payload: JSONValue = ["action": "created", "alert": [member: "x"]]
        #expect { try Reports.document(payload) } throws: { ($0 as? ReportProblem)?.code == .unknownFormat }
    }
}
