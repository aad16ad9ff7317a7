import ArgumentParser
import Fleet
import Glibc

/// Jobs that do nothing, through the real runtime: what the fleet itself costs. `scripts/bench` runs it beside its yardsticks.
@main
struct FleetBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet-bench",
        abstract: "Measure jobs a second through the fleet's own runtime.",
        discussion: "Prints one number. The server must be empty. Messages have about 200 bytes.",
        subcommands: [FourStages.self, OneStage.self])

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
