import Engine
import JSON
import TestSupport
import Testing

@Suite("Components against advisories")
struct AdvisoryMatchingTests {
    private static func advisory(
        _ id: String, _ ecosystem: String, _ name: String,
        events: JSONValue = [["introduced": "0"], ["fixed": "2.0.0"]],
        type: String = "ECOSYSTEM", more: [String: JSONValue] = [:], versions: JSONValue = []
    ) -> JSONValue {
        let affected: JSONValue = [
            "package": ["ecosystem": .string(ecosystem), "name": .string(name)],
            "ranges": [["events": events, "type": .string(type)]], "versions": versions,
        ]
        let base: [String: JSONValue] = [
            "affected": [affected], "id": .string(id), "modified": "2026-01-01T00:00:00Z", "summary": "A flaw.",
        ]
        return .object(base.merging(more) { _, given in given })
    }

    private func matched(_ purls: [String], _ advisories: [JSONValue]) throws -> Document {
        let components = purls.enumerated().map { index, purl -> JSONValue in
            purl.isEmpty ? ["name": .string("c\(index)")] : ["name": .string("c\(index)"), "purl": .string(purl)]
        }
        let document = try Reports.document(Reports.cyclonedx(["components": .array(components)]))
        var index = AdvisoryIndex(for: document.components)
        var reader = AdvisoryReader()
        for advisory in advisories { for read in try reader.advisories(in: advisory.canonical) { index.add(read) } }
        return document.matched(with: index)
    }

    private static let hitCases: [(String, String, String, Bool)] = [
        ("pkg:npm/left-pad@1.9.9", "npm", "left-pad", true), ("pkg:npm/left-pad@2.0.0", "npm", "left-pad", false),
        ("pkg:npm/%40scope/left-pad@1.0.0", "npm", "@scope/left-pad", true),
        ("pkg:pypi/Zope_Interface@1.0", "PyPI", "zope.interface", true),
        ("pkg:maven/org.example/lib@2.0.0-rc1", "Maven", "org.example:lib", true),
        ("pkg:golang/github.com/x/y@v1.9.0", "Go", "github.com/x/y", true),
        ("pkg:golang/stdlib@1.20.1", "Go", "stdlib", true), ("pkg:gem/rails@2.0.0.rc1", "RubyGems", "rails", true),
        ("pkg:cargo/regex@1.5.4", "crates.io", "regex", true),
        ("pkg:nuget/NewtonSoft.Json@1.0", "NuGet", "Newtonsoft.Json", true),
        ("pkg:composer/Laravel/framework@v1.0", "Packagist", "laravel/framework", true),
        ("pkg:hex/phoenix@1.0.0", "Hex", "phoenix", true), ("pkg:pub/http@1.0.0", "Pub", "http", true),
        ("pkg:deb/debian/openssl@1.1.1n-0%2Bdeb11u3?distro=debian-11", "Debian:11", "openssl", true),
        ("pkg:deb/debian/libssl1.1@1.1.1n-0?distro=bullseye&upstream=openssl", "Debian:11", "openssl", true),
        ("pkg:deb/debian/openssl@1.1.1n-0?distro=debian-12.1", "Debian:11", "openssl", false),
        ("pkg:deb/ubuntu/openssl@1.1.1?distro=ubuntu-22.04", "Ubuntu:22.04:LTS", "openssl", true),
        ("pkg:deb/ubuntu/libpcre3@2:8.39-12?distro=focal&source=pcre3", "Ubuntu:20.04:LTS", "pcre3", false),
        ("pkg:deb/ubuntu/libpcre3@1.39-12?distro=focal&source=pcre3", "Ubuntu:20.04:LTS", "pcre3", true),
        ("pkg:apk/alpine/zlib@1.2.13-r0?distro=alpine-3.18.4", "Alpine:v3.18", "zlib", true),
        ("pkg:rpm/almalinux/zlib@1.2.11-1?distro=almalinux-8.9", "AlmaLinux:8", "zlib", true),
        ("pkg:rpm/almalinux/zlib@1.2.11-1?distro=almalinux-8.9&epoch=3", "AlmaLinux:8", "zlib", false),
        ("pkg:swift/github.com/vapor/vapor@1.0.0", "SwiftURL", "https://github.com/vapor/vapor.git", true),
    ]

    @Test("Each ecosystem's packages are found under its own names and orders", arguments: hitCases)
    func hits(purl: String, ecosystem: String, name: String, isHit: Bool) throws {
        let document = try matched([purl], [Self.advisory("OSV-1", ecosystem, name)])
        #expect(document.findings.count == (isHit ? 1 : 0), "\(document.stateReason ?? "")")
    }

    private static let eventCases: [(JSONValue, String, Bool)] = [
        ([["introduced": "1.0.0"]], "0.9.0", false), ([["introduced": "1.0.0"]], "7.0.0", true),
        ([["introduced": "1.0.0"], ["last_affected": "1.5.0"]], "1.5.0", true),
        ([["introduced": "1.0.0"], ["last_affected": "1.5.0"]], "1.5.1", false),
        ([["fixed": "1.2.0"], ["introduced": "2.0.0"], ["introduced": "1.0.0"], ["fixed": "2.1.0"]], "2.0.5", true),
        ([["fixed": "1.2.0"], ["introduced": "2.0.0"], ["introduced": "1.0.0"], ["fixed": "2.1.0"]], "1.3.0", false),
        ([["introduced": "0"], ["limit": "1.0.0"]], "1.0.0", false),
        ([["introduced": "0"], ["limit": "*"]], "1.0.0", true),
        ([["introduced": "0"]], "0.0.0-0", true),
    ]

    @Test("Events open and close a range in the order of versions, however they are listed", arguments: eventCases)
    func events(events: JSONValue, version: String, isHit: Bool) throws {
        let advisory = Self.advisory("OSV-1", "npm", "a", events: events, type: "SEMVER")
        #expect(try matched(["pkg:npm/a@\(version)"], [advisory]).findings.isEmpty != isHit)
    }

    @Test("A listed version is affected, whatever the ranges say; a withdrawn advisory says nothing")
    func listed() throws {
        let listed = Self.advisory("OSV-1", "npm", "a", versions: ["3.0.0"])
        #expect(try matched(["pkg:npm/a@3.0.0"], [listed]).findings.count == 1)
        let withdrawn = Self.advisory("OSV-2", "npm", "a", more: ["withdrawn": "2026-02-01T00:00:00Z"])
        let document = try matched(["pkg:npm/a@1.0.0"], [withdrawn])
        #expect(document.findings.isEmpty && document.state == .checked)
    }

    @Test("Advisories that are aliases of each other are one finding with all names; upstream ones are only told")
    func aliases() throws {
        let document = try matched(
            ["pkg:npm/a@1.0.0"],
            [
                Self.advisory("GHSA-1", "npm", "a", more: ["aliases": ["CVE-2024-0001"]]),
                Self.advisory("SNYK-1", "npm", "a", more: ["aliases": ["cve-2024-0002", "CVE-2024-0001"]]),
                Self.advisory("CVE-2024-0002", "npm", "a"),
                Self.advisory("DSA-1", "npm", "a", more: ["related": ["GHSA-1"], "upstream": ["CVE-2024-0001"]]),
            ])
        #expect(
            Set(document.findings.map(\.ids)) == [
                ["CVE-2024-0001", "CVE-2024-0002", "GHSA-1", "SNYK-1"], ["CVE-2024-0001", "DSA-1"],
            ])
    }

    @Test("A finding says how bad it is, what fixes it and what it is in")
    func finding() throws {
        let advisory = Self.advisory(
            "GHSA-1", "npm", "a",
            events: [["introduced": "0"], ["fixed": "1.2.0"], ["introduced": "2.0.0"], ["fixed": "2.1.0"]],
            more: [
                "database_specific": ["cwe_ids": ["CWE-79"], "severity": "MODERATE"],
                "severity": [["score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "type": "CVSS_V3"]],
            ])
        let finding = try #require(try matched(["pkg:npm/a@1.0.0"], [advisory]).findings.first)
        #expect(finding.severity == .critical && finding.scoreTenths == 98 && finding.weaknesses == [79])
        #expect(finding.component == "pkg:npm/a@1.0.0" && finding.title == "A flaw." && finding.kind == .vulnerability)
        #expect(finding.fixedIn == ["1.2.0", "2.1.0"])
    }

    private static let gapCases: [(String, String)] = [
        ("", "no package URL"), ("pkg:generic/x@1", "not supported"), ("pkg:rpm/redhat/zlib@1", "not supported"),
        ("pkg:deb/debian/zlib@1", "no release"), ("pkg:pypi/x@1", "no advisories"), ("pkg:npm/a", "no version"),
        ("pkg:npm/a@latest", "cannot order"),
    ]

    @Test("What cannot be looked up is not checked, and never safe", arguments: gapCases)
    func gaps(purl: String, words: String) throws {
        let document = try matched(["pkg:npm/b@1.0.0", purl], [Self.advisory("OSV-1", "npm", "a")])
        #expect(document.state == .notChecked && document.stateReason?.contains(words) == true)
        #expect(document.stateReason?.hasPrefix("1 of 2 components") == true)
    }

    @Test(
        "What is no advisory is refused with its place",
        arguments: [
            #"{"id": "X"}"#, "[]x", #"[{"modified": "2026-01-01T00:00:00Z"}]"#,
            #"{"id":"X","modified":"2026","affected":[{"package":{"ecosystem":"npm","name":"a"},"ranges":[{"type":"NOVEL"}]}]}"#,
            #"{"id":"X","modified":"2026","affected":[{"package":{"ecosystem":"npm","name":"a"},"ranges":[{"type":"SEMVER","events":[{}]}]}]}"#,
        ])
    func refused(text: String) {
        #expect(throws: ReportProblem.self) {
            var reader = AdvisoryReader()
            return try reader.advisories(in: Array(text.utf8))
        }
    }

    @Test("Real advisories are read, one a line", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func corpus() throws {
        var reader = AdvisoryReader()
        var count = 0
        for file in Corpus.files(under: "feeds/osv/records", suffix: ".json") {
            count += try reader.advisories(in: try Corpus.bytes(file)).count
        }
        #expect(count == 20)
    }
}
