internal import Glibc
internal import JSON

/// Two rules on the same events: which of them caught what the other missed.
public struct PairedHits: Hashable, Sendable {
    /// The rules' names.
    public let first: String
    public let second: String
    public let onlyFirst: Int
    public let onlySecond: Int

    /// The probability that rules which are equally good differ at least so much: McNemar's test in its exact form, two-sided.
    public var pValue: Double {
        let count = onlyFirst + onlySecond
        guard count > 0 else { return 1 }
        var tail = 0.0
        for successes in 0...min(onlyFirst, onlySecond) {
            let (chosen, rest) = (Double(successes), Double(count - successes))
            tail += exp(lgamma(Double(count + 1)) - lgamma(chosen + 1) - lgamma(rest + 1) - Double(count) * log(2))
        }
        return min(1, 2 * tail)
    }

    var json: JSONValue {
        [
            "first": .string(first), "only_first": .integer(Int64(onlyFirst)),
            "only_second": .integer(Int64(onlySecond)),
            "p": .number(pValue), "second": .string(second),
        ]
    }
}
