import Foundation
import JSON
import Testing

/// `fixops sbom diff`, and `--advisories` wherever components are looked up.
@Suite("The command line compares SBOMs and looks their components up")
struct CommandLineSBOMTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "fixops-sbom-\(UUID().uuidString)")

    private static func sbom(_ components: [(name: String, version: String)]) -> String {
        let list = components.map {
            #"{"type":"library","name":"\#($0.name)","version":"\#($0.version)","purl":"pkg:npm/\#($0.name)@\#($0.version)"}"#
        }
        return #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[\#(list.joined(separator: ","))]}"#
    }

    private static let advisory = """
        {"id":"GHSA-1","modified":"2026-01-01T00:00:00Z","aliases":["CVE-2024-0001"],"summary":"A flaw.",\
        "affected":[{"package":{"ecosystem":"npm","name":"b"},\
        "ranges":[{"type":"SEMVER","events":[{"introduced":"2.0.0"}]}]}]}
        """

    private func run(_ arguments: [String]) async throws -> ProgramRun.Ending {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "osv/npm"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        for (name, text) in [
            ("old.json", Self.sbom([("a", "1.0.0"), ("b", "1.9.0")])),
            ("new.json", Self.sbom([("b", "2.0.0"), ("c", "0.1.0")])), ("osv/npm/GHSA-1.json", Self.advisory),
            ("osv/notes.txt", "no advisory"), ("other.json", #"{"version":"2.1.0","runs":[]}"#), ("bad.json", "{"),
        ] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        return try await ProgramRun.run("fixops", arguments, workingFolder: folder)
    }

    @Test("A table names every change, and stderr what could not be checked")
    func table() async throws {
        let ending = try await run(["sbom", "diff", "old.json", "new.json"])
        #expect(
            ending.stdout == """
                CHANGE    COMPONENT  FROM   TO     BRINGS AND TAKES AWAY
                added     c                 0.1.0
                removed   a          1.0.0
                upgraded  b          1.9.0  2.0.0

                """)
        #expect(ending.status == 0 && ending.stderr.contains("3 components differ, 0 are the same"))
        #expect(ending.stderr.contains("new.json: the BOM is an inventory"))
    }

    @Test("With advisories a change brings what they know, and --refuse-new makes it the exit code")
    func advisories() async throws {
        let diff = ["sbom", "diff", "old.json", "new.json", "--advisories", "osv", "--json"]
        let ending = try await run(diff)
        let changes = try JSONValue(parsing: Array(ending.stdout.utf8))["changes"]?.array
        #expect(changes?.last?["findings_added"] == ["CVE-2024-0001"] && ending.status == 0)
        #expect(try await run(diff + ["--refuse-new"]).status == 1)
        #expect(try await run(["sbom", "diff", "new.json", "old.json", "--refuse-new"]).status == 0)
    }

    @Test("decide and normalize take what the advisories say for findings; looked up is checked")
    func decide() async throws {
        let finding = try await run(["normalize", "new.json", "--advisories", "osv/npm/GHSA-1.json"])
        #expect(try JSONValue(parsing: Array(finding.stdout.utf8))["ids"] == ["CVE-2024-0001", "GHSA-1"])
        let clean = try await run(["decide", "old.json", "--advisories", "osv", "--json"])
        #expect(try JSONValue(parsing: Array(clean.stdout.utf8))["verdict"] == "ALLOW" && clean.status == 0)
        #expect(try await run(["decide", "old.json"]).status == 2)
    }

    @Test(
        "What cannot be compared is refused with its file and a reason",
        arguments: [
            (["sbom", "diff", "old.json", "other.json"], "other.json: this is sarif-2.1.0, which lists no components"),
            (["sbom", "diff", "old.json", "bad.json"], "bad.json: "),
            (["sbom", "diff", "old.json", "absent.json"], "absent.json: no such file"),
            (["decide", "old.json", "--advisories", "absent"], "absent: there is no such folder or file"),
            (["decide", "old.json", "--advisories", "old.json"], "old.json: an advisory of OSV has an id"),
            (["decide", "old.json", "--advisories", "osv/notes.txt"], "osv/notes.txt: "),
        ])
    func refused(arguments: [String], words: String) async throws {
        let ending = try await run(arguments)
        #expect(ending.status == 65 && ending.stderr.hasPrefix("error: \(words)"), "\(ending.stderr)")
    }
}
