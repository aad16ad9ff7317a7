import ArgumentParser
import ChildPrograms
import Fleet
import FoundationEssentials
import Glibc
import Stages
import SystemPackage
import Telemetry
import UnixSignals

/// `fixops up`: the whole fleet on this machine.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Run the whole fleet on this machine, with a private Redis and a private PostgreSQL.",
        discussion: """
            Everything lives in one folder (--data): databases, sockets, logs, and fleet.json with the addresses that
            the other commands read. What dies is started again. Ctrl-C drains the workers and stops everything that was
            started; a second Ctrl-C does not wait. Settings (FIXOPS_…) in the environment reach every process.

            Examples:
              fixops up
              fixops up --workers scorer=3,enricher=2 --listen 127.0.0.1:9000
            """)

    @Option(help: "The fleet's folder; created when it is not there (FIXOPS_DATA).")
    var data = DataFolderOption.defaultPath

    @Option(help: "The address that the gateway listens on. Beyond loopback it needs FIXOPS_TOKEN.")
    var listen = "127.0.0.1:8080"

    @Option(help: "How many of which worker, e.g. scorer=3,enricher=2; each runs once unless named.")
    var workers = ""

    @Option(help: "The first of the health ports; each process takes the next one that is free.")
    var healthPort = 9100

    @Flag(help: "Print lines instead of the screen, as when the output is no terminal.")
    var plain = false

    @OptionGroup var spread: FleetOptions

    func validate() throws {
        guard (1...65_000).contains(healthPort) else {
            throw ValidationError("--health-port is a port from 1 to 65000.")
        }
    }

    func run() async throws {
        let counts = try FleetPlan.counts(parsing: workers)
        guard let address = ListenAddress(listen), address.port > 0 else {
            throw CommandFailure.usage("--listen wants HOST:PORT, e.g. 127.0.0.1:8080; got \(listen)")
        }
        let folder = DataFolder(data)
        let lock = try folder.prepare()
        defer { try? lock.close() }  // Ignored: the process ends and the lock with it.
        let servers = try PrivateServers(folder: folder)
        try await waitUntilFree(address)
        Progress.say("bringing the fleet up in \(folder.path)")
        if folder.servers != folder.path {
            Progress.say("the servers' accounts may not enter that folder: the databases lie in \(folder.servers)")
        }
        let plan = FleetPlan(
            counts: counts, listen: address,
            addresses: FleetAddresses(
                gateway: address.url, postgres: servers.postgresURL, redis: servers.redisURL),
            programs: try ownFolder(), healthPort: healthPort, map: try spread.map(SettingReader.ofProcess()))
        try await run(plan, servers, folder)
    }

    private func run(_ plan: FleetPlan, _ servers: PrivateServers, _ folder: DataFolder) async throws {
        let isPlain = plain || isatty(STDOUT_FILENO) == 0
        let supervisor = Supervisor(logs: folder.logs) { sentence in if isPlain { Progress.say(sentence) } }
        let names = (plan.entranceChildren() + plan.workerChildren()).map(\.name)
        let stop = StopRequest()
        let fleet = FleetRun(
            folder: folder, servers: servers, supervisor: supervisor, plan: plan, stop: stop,
            screen: StageScreen(
                supervisor: supervisor, names: names, folder: folder, isPlain: isPlain))
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { await Self.obey(signals, stop) }
            try await fleet.run()
        }
    }

    /// The first signal asks for an orderly stop; a second one ends us at once, and the kernel tells our children.
    private static func obey(_ signals: UnixSignalsSequence, _ stop: StopRequest) async {
        var isFirst = true
        for await _ in signals {
            if !isFirst { Glibc.exit(75) }
            isFirst = false
            stop.make()
        }
    }

    /// The gateway of a fleet that was killed a moment ago may still be draining.
    private func waitUntilFree(_ address: ListenAddress) async throws {
        for _ in 0..<30 {
            guard address.isTaken else { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw CommandFailure.unavailable(
            "\(address) is in use: stop what listens there, or give another --listen")
    }

    private func ownFolder() throws -> FilePath {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return FilePath(own).removingLastComponent()
    }
}
