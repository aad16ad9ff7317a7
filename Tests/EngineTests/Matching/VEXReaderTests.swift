import JSON
import TestSupport
import Testing

@testable import Engine

@Suite("VEX documents and what they are about")
struct VEXReaderTests {
    static func statements(_ value: JSONValue) throws(ReportProblem) -> [VEXStatement] {
        var reader = VEXReader()
        return try reader.statements(in: value.canonical)
    }

    /// A statement about `pkg:npm/a` and CVE-2024-0001 unless `more` says otherwise.
    static func openVEX(_ status: String, _ more: [String: JSONValue] = [:], author: String = "Ana") -> JSONValue {
        let base: [String: JSONValue] = [
            "products": [["@id": "pkg:npm/a"]], "status": .string(status), "vulnerability": ["name": "CVE-2024-0001"],
        ]
        return [
            "@context": "https://openvex.dev/ns/v0.2.0", "author": .string(author),
            "statements": [.object(base.merging(more) { _, given in given })], "timestamp": "2026-01-01T00:00:00Z",
        ]
    }

    private static func csaf(_ vulnerability: [String: JSONValue]) -> JSONValue {
        func product(_ id: String, _ purl: String) -> JSONValue {
            ["name": .string(id), "product_id": .string(id), "product_identification_helper": ["purl": .string(purl)]]
        }
        return [
            "document": [
                "category": "csaf_vex", "csaf_version": "2.0", "publisher": ["name": "Ana"],
                "tracking": ["current_release_date": "2026-01-01T00:00:00Z"],
            ],
            "product_tree": [
                "branches": [["branches": [["product": product("P1", "pkg:oci/shop")]], "name": "x"]],
                "full_product_names": [product("P2", "pkg:npm/a@1.0.0")],
                "product_groups": [["group_id": "G", "product_ids": ["P3"]]],
                "relationships": [
                    [
                        "category": "default_component_of", "full_product_name": ["name": "P3", "product_id": "P3"],
                        "product_reference": "P2", "relates_to_product_reference": "P1",
                    ]
                ],
            ], "vulnerabilities": [.object(vulnerability.merging(["cve": "CVE-2024-0001"]) { given, _ in given })],
        ]
    }

    private static let sayings: [(JSONValue, VEXStatus, String?)] = [
        (openVEX("not_affected", ["justification": "component_not_present"]), .notAffected, "component_not_present"),
        (openVEX("not_affected", ["impact_statement": "Never\ncalled."]), .notAffected, "Never called."),
        (openVEX("fixed"), .fixed, nil), (openVEX("affected"), .affected, nil),
        (openVEX("under_investigation"), .underInvestigation, nil),
        (csaf(["product_status": ["fixed": ["P2"]]]), .fixed, nil),
        (
            csaf([
                "flags": [["label": "vulnerable_code_not_present", "product_ids": ["P2"]]],
                "product_status": ["known_not_affected": ["P2"]],
            ]), .notAffected, "vulnerable_code_not_present"
        ),
        (
            csaf([
                "product_status": ["known_not_affected": ["P2"]],
                "threats": [["category": "impact", "details": "Never called.", "product_ids": ["P2"]]],
            ]), .notAffected, "Never called."
        ),
        (cyclonedx("not_affected"), .notAffected, "code_not_reachable"),
        (cyclonedx("resolved"), .fixed, "code_not_reachable"),
        (cyclonedx("in_triage"), .underInvestigation, "code_not_reachable"),
    ]

    private static func cyclonedx(_ state: String) -> JSONValue {
        Reports.cyclonedx([
            "metadata": ["authors": [["name": "Ana"]], "timestamp": "2026-01-01T00:00:00Z"],
            "vulnerabilities": [
                [
                    "affects": [["ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/a@1.0.0"]],
                    "analysis": ["justification": "code_not_reachable", "state": .string(state)], "id": "CVE-2024-0001",
                ]
            ],
        ])
    }

    @Test("OpenVEX, CSAF and CycloneDX say who says what of which vulnerability, and why", arguments: sayings)
    func states(document: JSONValue, status: VEXStatus, justification: String?) throws {
        let statements = try Self.statements(document)
        #expect(statements.map(\.author) == ["Ana"] && statements.map(\.status) == [status])
        #expect(statements.first?.justification == justification && statements.first?.isMatchable == true)
        #expect(statements.first?.vulnerabilities == ["CVE-2024-0001"])
        #expect(statements.first?.time == Timestamp("2026-01-01T00:00:00Z"))
    }

    private static let purls: [(String, String, Bool)] = [
        ("pkg:npm/a", "pkg:npm/a@1.0.0", true), ("pkg:npm/a@1.0.0", "pkg:npm/a@1.0.0", true),
        ("pkg:npm/a@1.0.1", "pkg:npm/a@1.0.0", false), ("pkg:npm/b", "pkg:npm/a@1.0.0", false),
        ("pkg:npm/%40s/a", "pkg:npm/a@1.0.0", false),
        ("pkg:deb/debian/a@1?arch=amd64", "pkg:deb/debian/a@1?arch=amd64&distro=debian-12", true),
        ("pkg:deb/debian/a@1?arch=arm64", "pkg:deb/debian/a@1?arch=amd64", false),
        ("pkg:deb/debian/a@1?arch=amd64", "pkg:deb/debian/a@1", false),
    ]

    @Test(
        "A package URL without a version means all versions, and the qualifiers that it names must be equal",
        arguments: purls)
    func covers(claimed: String, found: String, isMeant: Bool) throws {
        #expect(try PackageURL(parsing: claimed).covers(try PackageURL(parsing: found)) == isMeant)
    }

    private static func finding(_ ids: [String], component: String = "pkg:npm/a@1.0.0") -> Finding {
        Finding(
            fingerprint: .numbered(1), ids: ids, kind: .vulnerability, severity: .high, component: component,
            title: "A flaw.")
    }

    private func claims(
        _ documents: [JSONValue], _ finding: Finding = finding(["CVE-2024-0001"]), subject: String? = nil
    ) throws -> [VEXClaim] {
        let report = Document(format: "case", tool: "", state: .checked, findings: [finding], components: [])
        let subjects = subject.map { [Component(reference: nil, purl: $0, name: "shop", version: nil)] } ?? []
        let statements = try documents.flatMap { try Self.statements($0) }
        return report.claiming(statements, subjects: subjects).findings[0].claims
    }

    @Test("Aliases match, other vulnerabilities and components without a package URL do not")
    func matching() throws {
        let alias = Self.openVEX("fixed", ["vulnerability": ["aliases": ["GHSA-1"], "name": "X-1"]])
        #expect(try claims([alias], Self.finding(["CVE-2024-0001", "GHSA-1"])).map(\.cves) == [["CVE-2024-0001"]])
        #expect(try claims([alias], Self.finding(["GHSA-1"])).map(\.cves) == [[]])
        #expect(try claims([alias], Self.finding(["CVE-2024-0001", "CVE-2024-0002", "GHSA-1"])).isEmpty)
        #expect(try claims([alias]).isEmpty)
        #expect(try claims([Self.openVEX("fixed")], Self.finding(["CVE-2024-0001"], component: "a 1.0.0")).isEmpty)
    }

    @Test("A component inside a product is meant only if the report is about that product")
    func subcomponents() throws {
        let inside = Self.openVEX(
            "fixed", ["products": [["@id": "pkg:oci/shop", "subcomponents": [["@id": "pkg:npm/a"]]]]])
        let grouped = Self.csaf([
            "flags": [["group_ids": ["G"], "label": "component_not_present"]],
            "product_status": ["known_not_affected": ["P3"]],
        ])
        for document in [inside, grouped] {
            #expect(try claims([document], subject: "pkg:oci/shop@sha256%3Aab").count == 1)
            #expect(try claims([document], subject: "pkg:oci/other").isEmpty && claims([document]).isEmpty)
        }
        #expect(try claims([grouped], subject: "pkg:oci/shop").first?.justification == "component_not_present")
        let whole = Self.openVEX("fixed", ["products": [["@id": "pkg:oci/shop"]]])
        #expect(try claims([whole], subject: "pkg:oci/shop").count == 1 && claims([whole]).isEmpty)
    }

    @Test("Of one author the latest statement counts, of equally late ones that which excuses nothing")
    func latest() throws {
        let older = Self.openVEX("affected", ["timestamp": "2025-01-01T00:00:00Z"])
        #expect(try claims([Self.openVEX("fixed"), older]).map(\.status) == [.fixed])
        #expect(try claims([Self.openVEX("fixed"), Self.openVEX("affected")]).map(\.status) == [.affected])
        #expect(try claims([Self.openVEX("fixed"), Self.openVEX("affected", author: "Bo")]).count == 2)
    }

    @Test("A statement about something else than what was found is told apart")
    func unmatched() throws {
        let report = Document(
            format: "case", tool: "", state: .checked, findings: [Self.finding(["CVE-2024-0001"])], components: [])
        let other = try Self.statements(Self.openVEX("fixed", ["products": [["@id": "pkg:npm/b"]]]))
        #expect(report.unmatched(other, subjects: []) == other)
        #expect(report.unmatched(try Self.statements(Self.openVEX("fixed")), subjects: []).isEmpty)
    }

    private static let refusals: [(JSONValue, String?)] = [
        (["runs": []], nil), (["not": "a document"], nil), (openVEX("safe"), "/statements/0/status"),
        (openVEX("fixed", ["vulnerability": .null]), "/statements/0/vulnerability"),
        (openVEX("fixed", author: " "), "/author"),
        (
            [
                "@context": "https://openvex.dev/ns", "author": "Ana",
                "statements": [["status": "fixed", "vulnerability": "X"]],
            ], "/statements/0/timestamp"
        ),
        (["document": ["csaf_version": "2.0"]], "/document/publisher/name"),
        (["document": ["csaf_version": "3.0"]], "/document/csaf_version"),
        (cyclonedx("safe"), "/vulnerabilities/0/analysis/state"),
    ]

    @Test("What is no VEX document, or does not say who and when, is refused with its place", arguments: refusals)
    func refused(document: JSONValue, place: String?) {
        let problem = #expect(throws: ReportProblem.self) { try Self.statements(document) }
        #expect(problem?.location == place)
    }

    @Test("Real documents are read", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func corpus() throws {
        var reader = VEXReader()
        let open = try reader.statements(in: try Corpus.bytes("scans/native/openvex/openvex_many_vuln.json"))
        #expect(open.count == 6 && open.allSatisfy { $0.isMatchable && $0.author == "Example Org" })
        let bom = try reader.statements(in: try Corpus.bytes("sboms/cyclonedx/real/VEX/vex.json"))
        #expect(bom.map(\.status) == [.notAffected] && bom[0].isMatchable && bom[0].author.isEmpty)
        var count = 0
        for file in Corpus.files(under: "vex/csaf", suffix: ".json") where file.contains("/validator/mandatory/") {
            count += (try? reader.statements(in: try Corpus.bytes(file)).count) ?? 0
        }
        #expect(count > 100)
    }
}
