public import Logging
public import Telemetry

/// What every long-running process can be told about itself, checked.
public struct ProcessSettings: Sendable {
    /// Nil turns the health server off.
    public let healthListen: ListenAddress?
    public let logLevel: Logger.Level

    /// `healthPort` is the process's own default, on loopback. Throws `SettingError` for a malformed value.
    public init(_ options: ProcessOptions, _ reader: SettingReader, healthPort: Int) throws(SettingError) {
        healthListen = try reader.value(
            .healthListen, flag: options.healthListen,
            default: ListenAddress?.some(ListenAddress(host: "127.0.0.1", port: healthPort)),
            expected: "HOST:PORT or off"
        ) { text in text == "off" ? .some(nil) : ListenAddress(text).map(Optional.some) }
        logLevel = try reader.value(
            .logLevel, flag: options.logLevel, default: .info,
            expected: Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        ) { Logger.Level(rawValue: $0) }
    }

    /// For the log line at the start.
    public var summary: [SettingName: String] {
        [.healthListen: healthListen?.description ?? "off", .logLevel: logLevel.rawValue]
    }
}
