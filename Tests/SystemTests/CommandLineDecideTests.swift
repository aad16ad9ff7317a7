import Foundation
import JSON
import TestSupport
import Testing

/// `fixops decide` on the examples and on bad input.
@Suite("The command line decides without a server")
struct CommandLineDecideTests {
    /// The day of the sample feeds, so that their age does not depend on when the tests run.
    static let day = "2026-11-21T00:00:00Z"

    static let feeds = example("feeds")

    @Test(
        "Each example has the verdict and the exit code that it is there for",
        arguments: [
            ("docs", "docs.sarif", "ALLOW", 0), ("billing", "billing.cdx.json", "DEFER", 2),
            ("shop", "shop.sarif", "BLOCK", 1),
        ])
    func examples(service: String, report: String, verdict: String, code: Int32) async throws {
        let ending = try await decide(
            Self.example("reports/\(report)"), "--service", service, "--context",
            Self.example("contexts/\(service).yaml"),
            "--feeds", Self.feeds, "--json")
        #expect(ending.status == code, "\(ending.stderr)")
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        #expect(answer["verdict"]?.string == verdict)
        #expect(answer["service"]?.string == service)
        #expect(answer["evidence"]?["sha256"]?.string?.count == 64)
        #expect(answer["feeds"]?["kev"]?["sample"]?.bool == true)
    }

    @Test("The object has the members of the contract, and each finding its own")
    func shape() async throws {
        let ending = try await decide(Self.example("reports/shop.sarif"), "--feeds", Self.feeds, "--json")
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        let members = ["change_set", "counts", "coverage", "due", "evidence", "feeds", "findings", "policy", "verdict"]
        #expect(Set(members).isSubset(of: Set((answer.object ?? [:]).keys)))
        for finding in answer["findings"]?.array ?? [] {
            let expected = ["fingerprint", "ids", "kind", "severity", "verdict", "risk", "reasons"]
            #expect(Set(expected).isSubset(of: Set((finding.object ?? [:]).keys)))
        }
        #expect(ending.stdout.split(separator: "\n").count == 1)
    }

    @Test("make-decision is the same command")
    func alias() async throws {
        let report = Self.example("reports/docs.sarif")
        let ending = try await ProgramRun.run("fixops", ["make-decision", report, "--at", Self.day])
        #expect(ending.status == 0)
        #expect(ending.stdout.hasPrefix("ALLOW"))
    }

    @Test("Several reports are one decision, as bad as the worst of them")
    func severalReports() async throws {
        let reports = ["docs.sarif", "shop.sarif"].map { Self.example("reports/\($0)") }
        let context = Self.example("contexts/shop.yaml")
        let ending = try await decide(
            reports[0], reports[1], "--context", context, "--feeds", Self.feeds, "--json")
        #expect(ending.status == 1)
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        #expect(answer["counts"]?["findings"] == .integer(4))
    }

    @Test("CVEs without feeds to look them up in are deferred, and the answer says so")
    func withoutFeeds() async throws {
        let ending = try await decide(Self.example("reports/shop.sarif"), "--json")
        #expect(ending.status == 2)
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        let states = (answer["coverage"]?.array ?? []).map {
            "\($0["input"]?.string ?? ""):\($0["state"]?.string ?? "")"
        }
        #expect(states == ["epss:not-checked", "kev:not-checked", "report:checked"])
    }

    @Test("Feeds that are too old on the day of the decision are stale, and what needs them is deferred")
    func staleFeeds() async throws {
        let ending = try await ProgramRun.run(
            "fixops",
            [
                "decide", Self.example("reports/shop.sarif"), "--feeds", Self.feeds, "--at", "2027-06-01T00:00:00Z",
                "--json",
            ])
        #expect(ending.status != 0)
        #expect(ending.stdout.contains("\"state\":\"stale\""))
    }

    @Test("A report of 0 bytes is deferred with the reason")
    func emptyReport() async throws {
        let ending = try await ProgramRun.run("fixops", ["decide", "-"])
        #expect(ending.status == 2)
        #expect(ending.stderr.contains("empty"))
    }

    @Test("A report of a scan that crashed is deferred")
    func crashedScan() async throws {
        let log = #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Lantern"}}}]}"#
        let ending = try await ProgramRun.run("fixops", ["decide", "-", "--json"], stdin: Array(log.utf8))
        #expect(ending.status == 2)
    }

    @Test("Equal input at an equal time gives equal evidence, which verifies; changed evidence does not")
    func evidence() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fixops-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        let files = ["a.json", "b.json"].map { folder.appending(path: $0) }
        for file in files {
            _ = try await decide(
                Self.example("reports/shop.sarif"), "--feeds", Self.feeds, "--evidence", file.path)
        }
        let bytes = try Data(contentsOf: files[0])
        #expect(try Data(contentsOf: files[1]) == bytes)
        #expect(try await ProgramRun.run("fixops", ["evidence", "verify", files[0].path]).status == 0)
        let changed = String(decoding: bytes, as: UTF8.self).replacing("CVE-2021-23337", with: "CVE-2021-23338")
        try Data(changed.utf8).write(to: files[1])
        #expect(try await ProgramRun.run("fixops", ["evidence", "verify", files[1].path]).status == 65)
    }

    @Test("A stricter policy changes the verdict and is named")
    func policy() async throws {
        let ending = try await decide(
            Self.example("reports/billing.cdx.json"), "--context", Self.example("contexts/billing.yaml"), "--feeds",
            Self.feeds, "--policy", Self.example("policies/strict.yaml"), "--json")
        #expect(ending.status == 1)
        let answer = try JSONValue(parsing: Array(ending.stdout.utf8))
        #expect(answer["policy"]?["name"]?.string == "strict")
    }

    private func decide(_ arguments: String...) async throws -> ProgramRun.Ending {
        try await ProgramRun.run("fixops", ["decide"] + arguments + ["--at", Self.day])
    }

    static func example(_ path: String) -> String { ProjectFiles.root.appending(path: "examples/\(path)").path }
}
