import Foundation
import JSON
import Testing

/// `fixops decide --vex`.
@Suite("The command line takes VEX statements into account")
struct CommandLineVEXTests {
    private static let report = """
        {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","version":"1.0.0",\
        "bom-ref":"a","purl":"pkg:npm/a@1.0.0"}],\
        "vulnerabilities":[{"id":"GHSA-1","ratings":[{"severity":"critical"}],"affects":[{"ref":"a"}]}]}
        """

    private static func vex(_ product: String) -> String {
        #"{"@context":"https://openvex.dev/ns/v0.2.0","author":"Ana","timestamp":"2026-01-01T00:00:00Z","statements":["#
            + #"{"status":"not_affected","justification":"component_not_present","vulnerability":{"name":"GHSA-1"},"#
            + #""products":[{"@id":"\#(product)"}]}]}"#
    }

    private func decide(_ arguments: String...) async throws -> ProgramRun.Ending {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fixops-vex-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        for (name, text) in [
            ("report.json", Self.report), ("vex.json", Self.vex("pkg:npm/a")), ("other.json", Self.vex("pkg:npm/b")),
            ("policy.yaml", "version: 1\nvex: [{author: Ana}]\n"), ("bad.json", "{}"),
        ] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        return try await ProgramRun.run("fixops", ["decide", "report.json"] + arguments, workingFolder: folder)
    }

    private func lastReason(_ ending: ProgramRun.Ending) throws -> String? {
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        return answer["findings"]?.array?.first?["reasons"]?.array?.last?.string
    }

    @Test("A trusted author's statement lowers the verdict, one of anybody else does not, and both are told")
    func trust() async throws {
        let trusted = try await decide("--vex", "vex.json", "--policy", "policy.yaml", "--json")
        #expect(trusted.status == 0, "\(trusted.stdout)")
        #expect(
            try lastReason(trusted)
                == "Ana says that the product is not affected (VEX: component_not_present), which makes it ALLOW.")
        let untrusted = try await decide("--vex", "vex.json", "--json")
        #expect(untrusted.status == 2)
        #expect(
            try lastReason(untrusted)?.hasSuffix("but the policy does not name that author, so it stays DEFER.") == true
        )
    }

    @Test("A statement about another product changes nothing, and stderr says so")
    func otherProduct() async throws {
        let ending = try await decide("--vex", "other.json", "--policy", "policy.yaml")
        #expect(ending.status == 2)
        #expect(ending.stderr.contains("the statement of Ana about GHSA-1 is not about the components it was found in"))
    }

    @Test("What is no VEX document is refused with its file")
    func refused() async throws {
        let ending = try await decide("--vex", "bad.json")
        #expect(ending.status == 65 && ending.stderr.hasPrefix("error: bad.json: this is no VEX document"))
    }
}
