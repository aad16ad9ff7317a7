internal import Glibc
internal import JSON
internal import Logging

/// Writes an event as `{"level":…,"message":…,"process":…,"time":…}` and its metadata beside them.
struct JSONLogHandler: LogHandler {
    /// Members that metadata never replaces.
    private static let reserved: Set = ["level", "message", "process", "time"]

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let process: String
    private let write: @Sendable ([UInt8]) -> Void

    init(
        process: String, level: Logger.Level,
        write: @escaping @Sendable ([UInt8]) -> Void = JSONLogHandler.writeToStandardError
    ) {
        self.process = process
        logLevel = level
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { write(JSONValue.object(members(of: event)).canonical + [UInt8(ascii: "\n")]) }

    private func members(of event: LogEvent) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "level": .string(event.level.rawValue),
            "message": .string(event.message.description),
            "process": .string(process),
            "time": .string(LogTime.now()),
        ]
        let given = metadataProvider?.get() ?? [:]
        let all = metadata.merging(given) { _, new in new }.merging(event.metadata ?? [:]) { _, new in new }
        for (key, value) in all where !Self.reserved.contains(key) { members[key] = Self.json(value) }
        if let error = event.error { members["error"] = .string("\(error)") }
        return members
    }

    private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
        switch value {
        case .array(let values): .array(values.map(json))
        case .dictionary(let members): .object(members.mapValues(json))
        case .string(let text): .string(text)
        case .stringConvertible(let value): json(convertible: value)
        }
    }

    /// Numbers and flags stay what they are, so that a log store can count with them.
    private static func json(convertible value: any CustomStringConvertible & Sendable) -> JSONValue {
        switch value {
        case let flag as Bool: .bool(flag)
        case let number as any FixedWidthInteger: Int64(exactly: number).map(JSONValue.integer) ?? .string("\(value)")
        case let number as Double where number.isFinite: .number(number)
        default: .string(value.description)
        }
    }

    /// One write a line, so that lines of several threads and processes never mix while they are short.
    private static func writeToStandardError(_ line: [UInt8]) {
        var rest = line[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            // Ignored: there is nowhere to tell that standard error is gone.
            guard written > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(written, 0))
        }
    }
}
