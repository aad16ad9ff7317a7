public import ArgumentParser

/// What every long-running process can be told about itself.
public struct ProcessOptions: ParsableArguments {
    @Option(
        name: .customLong("health-listen"),
        help: "HOST:PORT of /health, /ready and /metrics, or off (FIXOPS_HEALTH_LISTEN; 127.0.0.1 and its own port).")
    public var healthListen: String?

    @Option(
        name: .customLong("log-level"),
        help: "trace, debug, info, notice, warning, error or critical (FIXOPS_LOG_LEVEL; info).")
    public var logLevel: String?

    public init() {}
}
