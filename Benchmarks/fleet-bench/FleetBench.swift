import ArgumentParser
import Fleet
import Glibc

/// Jobs that do nothing, through the real runtime: what the fleet itself costs. `scripts/bench` runs it beside its yardsticks.
@main
struct FleetBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet-bench",
        abstract: "Measure jobs a second through the fleet's own runtime.",
        discussion: "Prints one number, or one JSON object. The server must be empty. Messages have about 200 bytes.",
        subcommands: [Fairness.self, FourStages.self, OneStage.self])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        await main(nil)
    }
}

/// Where the servers are, and how much to do.
struct LoadOptions: ParsableArguments {
    @Option(help: "How many jobs.")
    var jobs = 200_000

    @Option(help: "An empty Redis.")
    var redisURL: String

    @Option(help: "The most jobs in one run of a stage.")
    var batch = 100

    @Option(help: "Lanes of each class.")
    var lanes = 16
}

/// `fleet-bench hop`: one stage that hands every job on.
struct OneStage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "hop", abstract: "One stage that hands every job on.")

    @OptionGroup var load: LoadOptions

    func run() async throws {
        let bench = try StageBench(load, stages: [.normalize])
        print(try await bench.jobsPerSecond { _ in })
    }
}

/// `fleet-bench fairness`: one tenant's job beside another tenant's flood of `--jobs`.
struct Fairness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fairness", abstract: "One tenant's job through four stages, alone and beside another's flood.",
        discussion: "Prints milliseconds: of the job alone, of the job beside the flood, and what the latter may be.")

    @OptionGroup var load: LoadOptions

    @Option(help: "Jobs to measure alone.")
    var samples = 300

    @Option(help: "A database in which a table `bench` may be made.")
    var postgresURL: String

    func run() async throws {
        let rows = try BenchRows(postgresURL)
        try await rows.prepare()
        let figures = try await FairnessBench(load, samples: samples).figures { try await rows.insert($0) }
        var parts = ["\"samples\":\(figures.flooded.count)", "\"flood_per_second\":\(figures.floodPerSecond)"]
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            let (idle, flooded) = (Self.quantile(figures.idle, share), Self.quantile(figures.flooded, share))
            parts.append("\"idle_\(name)\":\(Self.rounded(idle)),\"flooded_\(name)\":\(Self.rounded(flooded))")
            parts.append("\"limit_\(name)\":\(Self.rounded(2 * idle + 50))")
        }
        print("{\(parts.joined(separator: ","))}")
    }

    private static func quantile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}

/// `fleet-bench four`: four stages, and one committed row for each job before its last ack.
struct FourStages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "four", abstract: "Four stages, with one durable row a job in the last.")

    @OptionGroup var load: LoadOptions

    @Option(help: "A database in which a table `bench` may be made.")
    var postgresURL: String

    func run() async throws {
        let bench = try StageBench(load, stages: [.normalize, .enrich, .score, .evidence])
        let rows = try BenchRows(postgresURL)
        try await rows.prepare()
        print(try await bench.jobsPerSecond { try await rows.insert($0) })
    }
}
