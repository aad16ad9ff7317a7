public import Subprocess
public import SystemPackage

/// One program that runs beside others on this machine, and how it is started and stopped.
public struct ChildProgram: Sendable {
    /// Shown to people and used for the log's name, e.g. `scorer-2`.
    public let name: String
    /// A path, or a name that is looked up in PATH.
    public let executable: String
    public let arguments: [String]
    public var environment: [String: String]
    /// The account it runs as; nil is ours.
    public var account: String?
    /// What asks it to stop: SIGTERM, or PostgreSQL's SIGINT for a fast shutdown.
    public var stopSignal: Signal
    /// What the kernel sends it if we end before it does: SIGTERM, SIGINT or SIGKILL.
    public var orphanSignal: Signal
    /// How long it may take to stop before it is killed.
    public var stopLimit = Duration.seconds(25)

    public init(
        name: String, executable: String, arguments: [String], environment: [String: String] = [:],
        account: String? = nil, stopSignal: Signal = .terminate
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.account = account
        self.stopSignal = stopSignal
        orphanSignal = stopSignal
    }

    /// Runs it once, with its output appended to `log`, and returns how it ended. Cancelling stops it.
    ///
    /// `started` is given the process id as soon as there is one.
    public func run(
        log: FilePath, started: (Int32) -> Void = { _ in }
    ) async throws -> TerminationStatus {
        let output = try FileDescriptor.open(
            log, .writeOnly, options: [.append, .create], permissions: [.ownerReadWrite, .groupRead])
        var platform = PlatformOptions()
        platform.processGroupID = 0  // so that Ctrl-C reaches us alone, and we stop everything in order
        platform.teardownSequence = [.send(signal: stopSignal, allowedDurationToNextStep: stopLimit)]
        return try await Subprocess.run(
            .path("/usr/bin/setpriv"),
            arguments: Arguments(tether + [executable] + arguments),
            environment: .inherit.updating(overrides),
            platformOptions: platform,
            input: .none,
            output: .fileDescriptor(output, closeAfterSpawningProcess: true),
            error: .combinedWithOutput
        ) { execution in
            started(execution.processIdentifier.value)
        }.terminationStatus
    }

    /// setpriv changes the account and ties the program's life to ours: if we are killed, it is told so.
    ///
    /// The kernel's tie (PR_SET_PDEATHSIG) is to the thread that forked, which Subprocess keeps for the process's life.
    private var tether: [String] {
        let switching = account.map { ["--reuid=\($0)", "--regid=\($0)", "--init-groups"] } ?? []
        return switching + ["--pdeathsig=\(orphanSignalName)", "--"]
    }

    /// setpriv knows signals by their names alone.
    private var orphanSignalName: String {
        switch orphanSignal {
        case .interrupt: "INT"
        case .kill: "KILL"
        default: "TERM"
        }
    }

    private var overrides: [Environment.Key: String?] {
        var overrides: [Environment.Key: String?] = [:]
        for (key, value) in environment { overrides[Environment.Key(stringLiteral: key)] = value }
        return overrides
    }
}
