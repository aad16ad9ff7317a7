import Foundation
import JSON
import TestSupport
import Testing

/// `fixops up` with everything that belongs to it.
@Suite("A whole fleet on one machine", .enabled(if: LocalFleet.isPossible, Comment(rawValue: LocalFleet.hint)))
struct CommandLineUpTests {
    @Test("It decides, refuses a second start, keeps its data, and stops everything that it started")
    func life() async throws {
        let folder = Self.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        var fleet = try await LocalFleet(folder: folder, arguments: ["--workers", "scorer=2"])
        let first = try await submit("shop.sarif", to: fleet)
        #expect(first["verdict"]?.string == "DEFER", "without feeds its CVEs are not checked")
        let second = try await ProgramRun.run("fixops", ["up", "--data", folder.path, "--listen", "127.0.0.1:1"])
        #expect(second.status == 69)
        #expect(second.stderr.contains("another `fixops up`"))
        #expect(try await fleet.end(by: SIGTERM) == 0)
        #expect(fleet.processes().isEmpty)
        fleet = try await LocalFleet(folder: folder)
        let scan = try #require(first["scan"]?.string)
        let shown = try await ProgramRun.run("fixops", ["scan", scan, "--json"], environment: fleet.environment)
        #expect(shown.status == 0, "\(shown.stderr)")
        #expect(try await fleet.end(by: SIGINT) == 0)
    }

    @Test("Feeds, contexts and reports give one verdict of each kind, explained and proved")
    func verdicts() async throws {
        let folder = Self.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        let fleet = try await LocalFleet(folder: folder)
        for feed in try Self.freshFeeds(in: folder) {
            let refused = try await run(["feeds", "import", feed], on: fleet)
            #expect(refused.status == 65)
            #expect(refused.stderr.contains("--sample"))
            #expect(try await run(["feeds", "import", "--sample", feed], on: fleet).status == 0)
        }
        // An enricher that holds older feeds looks for newer ones once a second; what needs none does not make it.
        try await waitForFeeds(fleet)
        for (service, report, code) in [
            ("docs", "docs.sarif", 0), ("billing", "billing.cdx.json", 2), ("shop", "shop.sarif", 1),
        ] {
            let context = ProjectFiles.root.appending(path: "examples/contexts/\(service).yaml").path
            #expect(try await run(["service", "set", service, "--context", context], on: fleet).status == 0)
            let path = ProjectFiles.root.appending(path: "examples/reports/\(report)").path
            let ending = try await run(["submit", path, "--service", service, "--json"], on: fleet)
            #expect(ending.status == Int32(code), "\(report): \(ending.stdout)\(ending.stderr)")
            try await prove(JSONValue(parsing: Array(ending.stdout.utf8)), on: fleet)
        }
        try await putUnderPolicy("shop", on: fleet)
        #expect(try await fleet.end(by: SIGTERM) == 0)
    }

    /// Posts a report that names no CVE until it is decided with the imported feeds at hand.
    private func waitForFeeds(_ fleet: LocalFleet) async throws {
        let path = ProjectFiles.root.appending(path: "examples/reports/docs.sarif").path
        for attempt in 1...60 {
            let ending = try await run(["submit", path, "--service", "probe-\(attempt)", "--json"], on: fleet)
            let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
            let isThere = ["epss", "kev"].allSatisfy { answer["feeds"]?[$0]?["sample"]?.bool == true }
            if isThere { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        Issue.record("the fleet does not know the imported feeds")
    }

    /// A service is decided again by the policy that it is put under, and by none that is not there.
    private func putUnderPolicy(_ service: String, on fleet: LocalFleet) async throws {
        let refused = try await run(["service", "set", service, "--policy", "strict"], on: fleet)
        #expect(refused.status == 65)
        #expect(refused.stderr.contains("there is no policy \"strict\""))
        let policy = ProjectFiles.root.appending(path: "examples/policies/strict.yaml").path
        #expect(try await run(["policy", "set", "strict", policy], on: fleet).status == 0)
        let context = ProjectFiles.root.appending(path: "examples/contexts/docs.yaml").path
        let both = ["service", "set", service, "--policy", "strict", "--context", context, "--json"]
        let answer = try JSONValue(parsing: Array(try await run(both, on: fleet).stdout.utf8))
        #expect(answer["policy"] == "strict")
        #expect(answer["rescored"] == 2)
        #expect(answer["context"]?.object?.isEmpty == false)
        let shown = try await run(["service", "show", service, "--json"], on: fleet)
        #expect(try JSONValue(parsing: Array(shown.stdout.utf8))["policy"] == "strict")
    }

    @Test("What dies is started again, and work goes on")
    func restarts() async throws {
        let folder = Self.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        let fleet = try await LocalFleet(folder: folder)
        let victim = try #require(fleet.processes(running: "scorer").first)
        #expect(kill(victim, SIGKILL) == 0)
        #expect(try await submit("shop.sarif", to: fleet)["verdict"]?.string == "DEFER")
        #expect(fleet.processes(running: "scorer").contains { $0 != victim })
        #expect(try await fleet.end(by: SIGTERM) == 0)
    }

    @Test("When it is killed, the kernel ends its children; the next start is not blocked by what it left")
    func killed() async throws {
        let folder = Self.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        var fleet = try await LocalFleet(folder: folder)
        #expect(fleet.processes().count >= 8)
        #expect(try await fleet.end(by: SIGKILL) == -SIGKILL)
        #expect(try await fleet.becomes(within: 40) { fleet.processes().isEmpty })
        fleet = try await LocalFleet(folder: folder)
        #expect(try await fleet.end(by: SIGTERM) == 0)
    }

    /// The scan is explained, and its evidence has the hash that the decision names and proves the verdict.
    private func prove(_ answer: JSONValue, on fleet: LocalFleet) async throws {
        let scan = try #require(answer["scan"]?.string)
        let hash = try #require(answer["evidence"]?["sha256"]?.string)
        let explained = try await run(["explain", scan], on: fleet)
        #expect(explained.status == 0)
        #expect(explained.stdout.hasPrefix(answer["verdict"]?.string ?? "?"))
        #expect(explained.stdout.contains("SAMPLE data, not for real decisions: epss, kev"))
        let evidence = try await run(["evidence", scan], on: fleet)
        let verified = try await ProgramRun.run(
            "fixops", ["evidence", "verify", "-", "--sha256", hash], stdin: Array(evidence.stdout.utf8))
        #expect(verified.status == 0, "\(verified.stderr)")
    }

    private func submit(_ report: String, to fleet: LocalFleet) async throws -> JSONValue {
        let path = ProjectFiles.root.appending(path: "examples/reports/\(report)").path
        let ending = try await run(["submit", path, "--service", "shop", "--json"], on: fleet)
        return try JSONValue(parsing: Array(ending.stdout.utf8))
    }

    private func run(_ arguments: [String], on fleet: LocalFleet) async throws -> ProgramRun.Ending {
        try await ProgramRun.run("fixops", arguments, environment: fleet.environment)
    }

    /// The sample feeds with today's date, which is what quickstart makes of them.
    private static func freshFeeds(in folder: URL) throws -> [String] {
        let today = String(Date.now.ISO8601Format().prefix(10))
        return try ["epss-sample.csv", "kev-sample.json"].map { name in
            let text = String(decoding: try ProjectFiles.bytes("examples/feeds/\(name)"), as: UTF8.self)
            let file = folder.appending(path: name)
            try Data(text.replacing("2026-11-20", with: today).utf8).write(to: file)
            return file.path
        }
    }

    private static func newFolder() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "fixops-up-\(UUID().uuidString.prefix(8))")
    }
}
