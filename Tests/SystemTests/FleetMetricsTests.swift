import Foundation
import JSON
import Telemetry
import TestSupport
import Testing

/// What real processes answer at `/metrics`.
@Suite(
    "Metrics of a fleet", .serialized,
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct FleetMetricsTests {
    @Test("every metric of the catalogue is emitted by some process, no other is, and the leader alone tells of queues")
    func catalogue() async throws {
        try await withScrapes { scrapes in
            let names = Set(scrapes.values.flatMap(Self.families))
            let catalogue = Set(MetricHelp.texts.keys)
            #expect(names.subtracting(catalogue).sorted() == [], "in no catalogue")
            #expect(catalogue.subtracting(names).sorted() == [], "emitted by nobody")
            let owners = scrapes.filter { $0.value.contains("fixops_stage_demand{") }.keys.sorted()
            #expect(owners == ["feed-scheduler"])
            let labels = scrapes.values.joined().matches(of: /[{,]([a-z_]+)="/).map { String($0.1) }
            #expect(!labels.contains { ["tenant", "service", "scan", "job"].contains($0) })
        }
    }

    @Test(
        "promtool accepts every scrape",
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool"),
            "promtool is not installed: this test did NOT run (./scripts/test installs Debian's prometheus)"))
    func promtool() async throws {
        try await withScrapes { scrapes in
            for (process, text) in scrapes {
                let (status, output) = try Self.check(text)
                #expect(status == 0 && output.isEmpty, "\(process): \(output)")
            }
        }
    }

    /// Starts a fleet, has one scan decided, and lends what each process then answers, by its name.
    private func withScrapes(_ body: ([String: String]) throws -> Void) async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        for feed in ["kev-sample.json", "epss-sample.csv"] {
            let path = ProjectFiles.root.appending(path: "examples/feeds/\(feed)").path
            let importing = try await ProgramRun.run(
                "fixops", ["feeds", "import", "--sample", path], environment: fleet.environment)
            #expect(importing.status == 0, "\(importing.stderr)")
        }
        let answer = try await HTTPAnswer.post(
            "\(fleet.gateway)/api/v1/scans?service=shop&wait=30", SampleReport.bytes("one"))
        #expect(answer.status == 200, "\(answer.text)")
        let hasLeader = try await fleet.eventually(within: .seconds(30)) {
            try await scrape(fleet, "feed-scheduler").contains("fixops_feed_age_seconds{")
        }
        #expect(hasLeader, "\(fleet.logs)")
        // The rate of the decision is known with the gateway's next look at the queues.
        let hasRate = try await fleet.eventually(within: .seconds(30)) {
            try await scrape(fleet, "ingest-gateway").contains("fixops_queue_drain_seconds")
        }
        #expect(hasRate, "\(fleet.logs)")
        var scrapes: [String: String] = [:]
        for name in fleet.healthPorts.keys { scrapes[name] = try await scrape(fleet, name) }
        try body(scrapes)
    }

    private func scrape(_ fleet: RunningFleet, _ name: String) async throws -> String {
        try await HTTPAnswer.get("http://127.0.0.1:\(fleet.healthPorts[name] ?? 0)/metrics").text
    }

    private static func families(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
            .compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) }
    }

    /// Runs `promtool check metrics`; gives its status and what it says.
    private static func check(_ text: String) throws -> (Int32, String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "fixops-scrape-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // Ignored: a temporary file.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/promtool")
        process.arguments = ["check", "metrics"]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}
