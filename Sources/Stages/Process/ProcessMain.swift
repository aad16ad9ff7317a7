public import ArgumentParser
internal import Glibc
internal import NIOCore
internal import Postgres
internal import Store

/// The `main` of every long-running process: one sentence and the contract's exit code where it ends with an error.
public enum ProcessMain {
    /// Parses the arguments and runs the command. Exits with 64 for arguments and settings, 69 for servers and schemas,
    /// else 70.
    public static func run<Command: AsyncParsableCommand>(_ type: Command.Type) async {
        // libpq and OpenSSL write to sockets that may be closed: the error is read where they are called.
        signal(SIGPIPE, SIG_IGN)
        var command = parsed(type)
        do {
            try await command.run()
        } catch {
            writeLine("error: \(error)")
            exit(exitCode(of: error))
        }
    }

    /// Exits for what ArgumentParser tells itself: help, the version, arguments that it does not know.
    private static func parsed<Command: AsyncParsableCommand>(_ type: Command.Type) -> Command {
        do {
            let command = try type.parseAsRoot()
            // A command without subcommands is its own root; only help is another type, and runs without waiting.
            guard let own = command as? Command else {
                var help = command
                try help.run()
                exit(EXIT_SUCCESS)
            }
            return own
        } catch {
            type.exit(withError: error)
        }
    }

    static func exitCode(of error: any Error) -> Int32 {
        switch error {
        case is SettingError, is FleetLayoutError: 64
        case is IOError, is PostgresError, is SchemaError: 69
        default: 70
        }
    }

    private static func writeLine(_ text: String) {
        let line = Array((text + "\n").utf8)
        // Ignored: there is nowhere to tell that standard error is gone.
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
