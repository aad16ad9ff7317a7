import Foundation
import JSON
import TestSupport
import Testing

/// Contexts from files, demanded inputs, and policies from Git, all without a server.
@Suite("The command line reads contexts from files and policies from Git")
struct CommandLineGovernanceTests {
    @Test("A container without a fresh image scan is deferred; a report that says it is one is enough")
    func demandedInputs() async throws {
        try await Folder.with { folder in
            try folder.write(
                "policy.yaml",
                """
                version: 1
                requires:
                  - {name: container, when: service.workload == "container", inputs: [{kind: image-scan, max_age_days: 7}]}
                """)
            try folder.write("fixops.yaml", "service: docs\ncontext: {workload: container, exposure: small}\n")
            let command = [
                "decide", CommandLineDecideTests.example("reports/docs.sarif"), "--service", "docs", "--context",
                folder.path("fixops.yaml"), "--policy", folder.path("policy.yaml"), "--at", CommandLineDecideTests.day,
            ]
            let missing = try await ProgramRun.run("fixops", command)
            #expect(missing.status == 2, "\(missing.stderr)")
            #expect(missing.stdout.contains("The policy demands a scan of the image (container), and none was posted"))
            #expect(missing.stdout.contains("nobody declared of the service: its criticality"))
            #expect(try await ProgramRun.run("fixops", command + ["--source", "image-scan"]).status == 0)
        }
    }

    @Test("A commit's policies are loaded by branch, tag and hash; one that does not check stops them all")
    func policiesFromGit() async throws {
        try await Folder.with { folder in
            try folder.write("repository/policies/strict.yaml", "version: 1\nquantile: 0.95\n")
            try folder.write("repository/policies/cases.yaml", "cases: []\n")
            let good = try folder.commit("repository")
            try folder.git("repository", ["tag", "v1"])
            try folder.write("repository/policies/other.yaml", "version: 1\nquantile: 7\n")
            _ = try folder.commit("repository")
            let repository = folder.path("repository")
            for reference in ["v1", good] {
                let ending = try await Self.apply("\(repository)@\(reference)")
                #expect(ending.status == 0, "\(ending.stderr)")
                let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
                #expect(answer["name"] == "strict")
                #expect(answer["origin"]?.string == "\(repository)@\(good):policies/strict.yaml")
            }
            let bad = try await Self.apply("\(repository)@main")
            #expect(bad.status == 65)
            #expect(bad.stderr.contains("policies/other.yaml:2: quantile"), "\(bad.stderr)")
            #expect(bad.stdout.isEmpty)
            #expect(try await Self.apply("\(repository)@main", ["--path", "policies/strict.yaml"]).status == 0)
            let unknown = try await Self.apply("\(repository)@v2")
            #expect(unknown.status == 65)
            #expect(unknown.stderr.contains("no branch, tag or commit \"v2\""))
            #expect(try await Self.apply("\(repository)@v1", ["--path", "../x"]).status == 64)
        }
    }

    private static func apply(_ from: String, _ more: [String] = []) async throws -> ProgramRun.Ending {
        try await ProgramRun.run("fixops", ["policy", "apply", "--from", from, "--dry-run", "--json"] + more)
    }
}

/// A temporary folder that may hold a Git repository.
private struct Folder {
    private let root: URL

    static func with(_ body: (Folder) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "fixops-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }  // Ignored: a temporary folder.
        try await body(Folder(root: root))
    }

    func path(_ name: String) -> String { root.appending(path: name).path }

    func write(_ name: String, _ text: String) throws {
        let file = root.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Commits everything on the branch `main`; the commit's hash.
    func commit(_ name: String) throws -> String {
        try git(name, ["init", "--quiet", "--initial-branch=main"])
        try git(name, ["add", "--all"])
        try git(name, ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "t"])
        return try git(name, ["rev-parse", "HEAD"])
    }

    @discardableResult
    func git(_ name: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", path(name)] + arguments
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
