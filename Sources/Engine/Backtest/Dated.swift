/// A value and the instant from which it was known; it holds until the next one of its series.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    public let since: Timestamp
    public let value: Value

    public init(since: Timestamp, value: Value) {
        self.since = since
        self.value = value
    }
}

/// A series of dated values, ascending.
struct DatedSeries<Value: Hashable & Sendable>: Hashable, Sendable {
    private(set) var entries: [Dated<Value>] = []

    /// Of two values with the same date the later call counts.
    mutating func add(_ entry: Dated<Value>) {
        let place = entries.lastIndex { $0.since <= entry.since }.map { $0 + 1 } ?? 0
        entries.insert(entry, at: place)
    }

    /// The as-of join: the value that held at `instant`, and nothing that became known later.
    func value(asOf instant: Timestamp) -> Value? { entries.last { $0.since <= instant }?.value }

    func count(after instant: Timestamp) -> Int { entries.count { $0.since > instant } }
}
