import JSON
import TestSupport
import Testing

@testable import Engine

@Suite("SPDX 3 in JSON-LD")
struct SPDXGraphTests {
    private static func document(_ elements: [JSONValue], version: String = "3.0.1") -> JSONValue {
        let creation: JSONValue = ["@id": "_:c", "specVersion": .string(version), "type": "CreationInfo"]
        return ["@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": .array([creation] + elements)]
    }

    private static let packages: [JSONValue] = [
        ["name": "shop", "spdxId": "urn:app", "type": "software_Package"],
        [
            "name": "a", "software_packageUrl": "pkg:npm/a@1.0.0", "software_packageVersion": "1.0.0",
            "spdxId": "urn:a",
            "type": "software_Package",
            "verifiedUsing": [["algorithm": "sha3_256", "hashValue": "ab", "type": "Hash"]],
        ],
        ["rootElement": ["urn:app"], "spdxId": "urn:sbom", "type": "software_Sbom"],
        ["rootElement": ["urn:sbom"], "spdxId": "urn:doc", "type": "SpdxDocument"],
        ["name": "packer 1.2", "spdxId": "urn:tool", "type": "Tool"],
    ]

    private static func relation(_ from: String, _ type: String, _ to: String) -> JSONValue {
        [
            "from": .string(from), "relationshipType": .string(type), "spdxId": .string("urn:r:\(from):\(type):\(to)"),
            "to": [.string(to)], "type": "Relationship",
        ]
    }

    private static func assessment(_ type: String, _ relation: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        let base: [String: JSONValue] = [
            "from": "urn:v", "relationshipType": .string(relation), "to": ["urn:a"],
            "type": .string("security_\(type)VulnAssessmentRelationship"),
        ]
        return .object(base.merging(more) { _, given in given })
    }

    private static let vulnerability: JSONValue = [
        "externalIdentifier": [["externalIdentifierType": "cve", "identifier": "CVE-2024-0001"]], "spdxId": "urn:v",
        "summary": "A flaw.", "type": "security_Vulnerability",
    ]

    @Test("Packages keep purl, version, licences, hashes and who needs them")
    func packages() throws {
        let document = try Reports.document(
            Self.document(
                Self.packages + [
                    Self.relation("urn:app", "dependsOn", "urn:a"),
                    Self.relation("urn:a", "hasDeclaredLicense", "https://spdx.org/licenses/MIT"),
                    Self.relation("urn:a", "hasConcludedLicense", "urn:l"),
                    [
                        "simplelicensing_licenseExpression": "NOASSERTION", "spdxId": "urn:l",
                        "type": "simplelicensing_LicenseExpression",
                    ],
                ]))
        #expect(document.format == "spdx-3.0.1" && document.tool == "packer 1.2" && document.state == .notChecked)
        #expect(document.subject?.name == "shop" && document.subject?.dependsOn == ["urn:a"])
        let component = try #require(document.components.first)
        #expect(document.components.count == 1 && component.purl == "pkg:npm/a@1.0.0" && component.licenses == ["MIT"])
        #expect(component.hashes == [ComponentHash(algorithm: "SHA3-256", value: "ab")])
    }

    private static let sets: [(String, String)] = [
        ("expandedlicensing_ConjunctiveLicenseSet", "(Apache-2.0 AND MIT)"),
        ("expandedlicensing_DisjunctiveLicenseSet", "(Apache-2.0 OR MIT)"),
    ]

    @Test("Sets of licences become expressions, and a set in itself ends", arguments: sets)
    func licenseSets(type: String, expression: String) throws {
        func licenses(_ members: [JSONValue]) throws -> [String]? {
            let document = try Reports.document(
                Self.document(
                    Self.packages + [
                        Self.relation("urn:a", "hasDeclaredLicense", "urn:s"),
                        ["expandedlicensing_member": .array(members), "spdxId": "urn:s", "type": .string(type)],
                    ]))
            return document.components.first?.licenses
        }
        #expect(
            try licenses(["https://spdx.org/licenses/MIT", "https://spdx.org/licenses/Apache-2.0"]) == [expression])
        #expect(try licenses(["urn:s"])?.count == 1)
    }

    private static let states: [(JSONValue, String?)] = [
        (relation("urn:a", "hasAssociatedVulnerability", "urn:v"), nil), (assessment("VexAffected", "affects"), nil),
        (assessment("VexUnderInvestigation", "underInvestigationFor"), nil),
        (assessment("VexFixed", "fixedIn"), "fixed"),
        (
            assessment(
                "VexNotAffected", "doesNotAffect", ["security_justificationType": "componentNotPresent"]),
            "not_affected: componentNotPresent"
        ),
    ]

    @Test("An assessment makes a finding, which only an excuse suppresses", arguments: states)
    func assessments(statement: JSONValue, suppression: String?) throws {
        let document = try Reports.document(
            Self.document(
                Self.packages + [
                    Self.vulnerability, statement,
                    Self.assessment("CvssV3", "hasAssessmentFor", ["security_score": 9.8]),
                ]))
        let finding = try #require(document.findings.first)
        #expect(document.state == .checked && document.findings.count == 1 && finding.suppression == suppression)
        #expect(finding.ids == ["CVE-2024-0001"] && finding.scoreTenths == 98 && finding.component == "pkg:npm/a@1.0.0")
    }

    @Test("The latest statement counts; of equally late ones that which excuses nothing; a withdrawn one says nothing")
    func latest() throws {
        func suppressed(_ times: (String, String), withdrawn: Bool = false) throws -> Bool {
            var excuse: [String: JSONValue] = ["security_publishedTime": .string(times.1)]
            if withdrawn { excuse["security_withdrawnTime"] = "2026-03-01T00:00:00Z" }
            let document = try Reports.document(
                Self.document(
                    Self.packages + [
                        Self.vulnerability,
                        Self.assessment("VexFixed", "fixedIn", excuse),
                        Self.assessment("VexAffected", "affects", ["security_publishedTime": .string(times.0)]),
                    ]))
            return document.findings.first?.suppression != nil
        }
        #expect(try suppressed(("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")))
        #expect(try !suppressed(("2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z")))
        #expect(try !suppressed(("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z")))
        #expect(try !suppressed(("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), withdrawn: true))
    }

    private static let refusals: [(JSONValue, ReportProblem.Code)] = [
        (document([], version: "4.0.0"), .unsupportedVersion),
        (["@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []], .wrongShape),
        (["@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": 1], .wrongShape),
        (document([1]), .wrongShape),
    ]

    @Test("What is no SPDX 3 is refused", arguments: refusals)
    func refused(value: JSONValue, code: ReportProblem.Code) {
        #expect(#expect(throws: ReportProblem.self) { try Reports.document(value) }?.code == code)
    }

    @Test("Real documents keep their packages", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func corpus() throws {
        var reader = ReportReader()
        let files =
            Corpus.files(under: "sboms/spdx/examples", suffix: ".json").filter { $0.contains("/spdx3.0/") }
        for file in files {
            let document = try reader.document(of: try Corpus.bytes(file))
            #expect(
                document.format == "spdx-3.0.1" && !document.components.isEmpty && document.remarks.isEmpty, "\(file)")
        }
        #expect(files.count == 8)
    }
}
