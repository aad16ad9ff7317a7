internal import JSON

/// Why an operator holds a stage.
public struct Pause: Hashable, Sendable {
    /// Milliseconds since 1970.
    public let at: Int64
    public let by: String
    /// Empty where none was given.
    public let reason: String

    public init(at: Int64, by: String, reason: String) {
        self.at = at
        self.by = by
        self.reason = reason
    }

    /// Canonical JSON, as it stands in the lane's `…:paused`.
    var encoded: [UInt8] {
        JSONValue.object(["at": .integer(at), "by": .string(by), "reason": .string(reason)]).canonical
    }

    /// Any text is a pause; one that this did not write has neither time nor reason.
    init(decoding text: String) {
        let value = try? JSONValue(parsing: Array(text.utf8))
        self.init(
            at: value?["at"]?.integer ?? 0, by: value?["by"]?.string ?? "", reason: value?["reason"]?.string ?? "")
    }
}
