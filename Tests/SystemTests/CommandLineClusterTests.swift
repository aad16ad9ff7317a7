import Foundation
import JSON
import Testing

/// What several reports say, without a server.
@Suite("The command line puts findings together")
struct CommandLineClusterTests {
    private static func file(_ text: String) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(text.utf8).write(to: url)
        return url.path
    }

    private static func bom(_ id: String, _ purl: String) -> String {
        #"""
        {"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","name":"y","bom-ref":"1",
        "version":"1","purl":"\#(purl)"}],"vulnerabilities":[{"id":"\#(id)","affects":[{"ref":"1"}]}]}
        """#
    }

    @Test("Files are told in any order, and advisories say which names are one")
    func clusters() async throws {
        let first = try Self.file(Self.bom("CVE-2024-0001", "pkg:npm/y@1"))
        let second = try Self.file(Self.bom("GHSA-aaaa-bbbb-cccc", "pkg:npm/y@1.0?x=z"))
        let advisory = try Self.file(
            #"{"id":"GHSA-aaaa-bbbb-cccc","modified":"2024-01-01T00:00:00Z","aliases":["CVE-2024-0001"]}"#)
        for files in [[first, second], [second, first]] {
            let apart = try await ProgramRun.run("fixops", ["cluster", "--json"] + files)
            #expect(apart.stdout.split(separator: "\n").count == 2, "\(apart.stderr)")
            let together = try await ProgramRun.run("fixops", ["cluster", "--advisories", advisory, "--json"] + files)
            let lines = together.stdout.split(separator: "\n")
            let cluster = try JSONValue(parsing: Array((lines.first ?? "").utf8))
            #expect(lines.count == 1 && cluster["witnesses"]?.array?.count == 2, "\(together.stdout)")
            #expect(cluster["ids"] == ["CVE-2024-0001", "GHSA-aaaa-bbbb-cccc"])
        }
        let text = try await ProgramRun.run("fixops", ["cluster", "--min", "2", first, second])
        #expect(text.stdout.hasSuffix("findings: 2, different things: 2, 0 of them in 2 files or more\n"))
    }

    @Test("A file that is no report, and an advisory that is none, are refused with their names")
    func refused() async throws {
        let bad = try Self.file("{}")
        let good = try Self.file(Self.bom("CVE-2024-0001", "pkg:npm/y@1"))
        for arguments in [[good, bad], [good, "--advisories", bad]] {
            let ending = try await ProgramRun.run("fixops", ["cluster"] + arguments)
            #expect(ending.status == 65 && ending.stderr.contains(bad), "\(ending.stderr)")
        }
        #expect(try await ProgramRun.run("fixops", ["cluster", good, "--min", "0"]).status == 64)
    }
}
