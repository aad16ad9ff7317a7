import ArgumentParser
import FoundationEssentials
import Glibc
import JSON
import SystemPackage
import UnixSignals

/// Breaks a fleet of real processes on purpose and keeps the ledger. `scripts/chaos` builds and runs it.
@main
struct FleetChaos: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet-chaos",
        abstract: "Run a fleet under load, break it on purpose, and count what was lost or doubled.",
        discussion: """
            Starts a private Redis, a private PostgreSQL and two of each process on free loopback ports, and stops them \
            again however it ends. Exit code 0 only if nothing was lost, doubled, resurrected or decided differently, \
            no process ended by itself and nothing was left behind; 1 if something was, with a line for each fault; 70 \
            if the run could not be made. docs/reliability.md explains the ledger.
            """)

    @Option(help: "How long load and faults go on. Start, healing and ledger come on top.")
    var seconds = 60

    @Option(help: "Write the ledger as JSON to this file.")
    var json: String?

    @Option(help: "What the order and the times of the faults follow from; chosen and printed when it is left out.")
    var seed: UInt64?

    @Option(help: "Judge a ledger that --json wrote, and run nothing.")
    var judge: String?

    @Flag(help: "Keep the folder with the logs and both servers' data.")
    var keep = false

    @Option(help: "Requests a second.")
    var rate = 40

    @Option(help: "Seconds that the fleet may take to become quiet after the last fault.")
    var quietLimit = 120

    @Option(help: "The most decisions that are made again from their evidence.")
    var replays = 2_000

    @Option(help: "Only faults whose name contains this, e.g. hunt, FLUSHALL or PostgreSQL.")
    var only: String?

    @Flag(help: "Say which faults there are and what each of them proves, and run none.")
    var list = false

    @Flag(help: "Say each fault when it begins.")
    var verbose = false

    @Option(help: "The folder with the fleet's programs; the one that this program lies in unless given.")
    var programs: String?

    func validate() throws {
        guard seconds > 0, rate > 0 else { throw ValidationError("--seconds and --rate are whole numbers above 0.") }
    }

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        await main(nil)
    }

    func run() async throws {
        if list { return print(Programme.list(only: only)) }
        if let judge { return try Self.pronounce(Judgement(Self.recorded(judge))) }
        let seed = seed ?? UInt64.random(in: 1...999_999)
        Progress.say("seed \(seed)")
        let folder = try Self.makeFolder()
        var isWanted = keep
        defer { if isWanted { Progress.say("kept in \(folder)") } else { Self.remove(folder) } }
        do {
            let ledger = try await ledger(seed, folder)
            let document = ledger.json
            print(ledger.table)
            if let json { try Data(document.canonical).write(to: URL(filePath: json)) }
            let judgement = Judgement(document)
            isWanted = isWanted || !judgement.isClean
            try Self.pronounce(judgement)
        } catch let error as ChaosError {
            Progress.say("\(error)")
            isWanted = true
            throw ExitCode(70)
        }
    }

    /// The first SIGINT or SIGTERM ends the run early; everything is stopped in order.
    private func ledger(_ seed: UInt64, _ folder: FilePath) async throws -> Ledger {
        let run = try ChaosRun(
            ChaosRun.Settings(
                programs: try programs.map { FilePath($0) } ?? Self.ownFolder(), seconds: seconds, seed: seed,
                rate: rate, quietLimit: quietLimit, replayLimit: replays, isVerbose: verbose, only: only),
            in: folder)
        let interruption = StopFlag()
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { for await _ in signals { interruption.make() } }
            return try await run.run(interruption)
        }
    }

    private static func recorded(_ file: String) throws -> JSONValue {
        do {
            return try JSONValue(parsing: [UInt8](Data(contentsOf: URL(filePath: file))))
        } catch {
            Progress.say("\(file) holds no ledger: \(error)")
            throw ExitCode(70)
        }
    }

    /// One line for each fault; throws exit code 1 where there is one.
    private static func pronounce(_ judgement: Judgement) throws {
        print(judgement.isClean ? "clean" : judgement.faults.map { "FAULT: \($0)" }.joined(separator: "\n"))
        if !judgement.isClean { throw ExitCode(1) }
    }

    private static func makeFolder() throws -> FilePath {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "fixops-chaos-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return FilePath(folder.path)
    }

    private static func remove(_ folder: FilePath) {
        // Ignored: a folder left in the temporary one harms nothing.
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    private static func ownFolder() throws -> FilePath {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return FilePath(own).removingLastComponent()
    }
}
