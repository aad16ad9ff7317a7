import Subprocess
import SystemPackage

/// One program that the fleet on this machine consists of, and how it is started and stopped.
struct ChildProgram: Sendable {
    /// Shown on the screen and used for the log's name, e.g. `scorer-2`.
    let name: String
    /// A path, or a name that is looked up in PATH.
    let executable: String
    let arguments: [String]
    var environment: [String: String] = [:]
    /// The account it runs as; nil is ours.
    var account: String?
    /// What asks it to stop: SIGTERM, or PostgreSQL's SIGINT for a fast shutdown.
    var stopSignal = Signal.terminate
    /// How long it may take to stop before it is killed.
    var stopLimit = Duration.seconds(25)

    /// Runs it once, with its output appended to `log`, and returns how it ended. Cancelling stops it.
    func run(log: FilePath) async throws -> TerminationStatus {
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
            output: .fileDescriptor(output, closeAfterSpawningProcess: true),
            error: .combinedWithOutput
        ).terminationStatus
    }

    /// setpriv changes the account and ties the program's life to ours: if we are killed, it is asked to stop.
    ///
    /// The kernel's tie (PR_SET_PDEATHSIG) is to the thread that forked, which Subprocess keeps for the process's life.
    private var tether: [String] {
        let switching = account.map { ["--reuid=\($0)", "--regid=\($0)", "--init-groups"] } ?? []
        return switching + ["--pdeathsig=\(stopSignal == .interrupt ? "INT" : "TERM")", "--"]
    }

    private var overrides: [Environment.Key: String?] {
        var overrides: [Environment.Key: String?] = [:]
        for (key, value) in environment { overrides[Environment.Key(stringLiteral: key)] = value }
        return overrides
    }
}
