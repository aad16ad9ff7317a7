/// One line of a scrape without its name and labels.
struct MetricSample {
    enum Value {
        case double(Double)
        case integer(Int64)
    }

    var suffix = ""
    /// The value of the label `le`, in a histogram's buckets.
    var bound: String?
    let value: Value

    var text: String {
        switch value {
        case .double(let value): Self.text(of: value)
        case .integer(let value): String(value)
        }
    }

    /// As Go's parser reads it: `+Inf`, `-Inf`, `NaN`, whole numbers without a fraction.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
        return "\(value)"
    }
}
