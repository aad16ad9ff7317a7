public import Logging

/// The process's logs: one JSON object a line on standard error.
public enum Logs {
    /// Routes every `Logger` of the process here. Call once, before the first logger is made.
    public static func bootstrap(process: String, level: Logger.Level) {
        LoggingSystem.bootstrap { _ in JSONLogHandler(process: process, level: level) }
    }
}
