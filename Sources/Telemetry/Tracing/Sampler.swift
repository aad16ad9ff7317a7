internal import TraceContext

/// Decides which traces are recorded, as OpenTelemetry's `OTEL_TRACES_SAMPLER` names the ways.
struct Sampler: Hashable, Sendable {
    /// The share of traces that begin here and are recorded, from 0 to 1.
    let ratio: Double
    /// Whether a caller's decision holds instead.
    let followsParent: Bool

    static let standard = Sampler(ratio: 1, followsParent: true)

    init(ratio: Double, followsParent: Bool) {
        self.ratio = ratio
        self.followsParent = followsParent
    }

    /// Nil for a name or a ratio that OpenTelemetry does not know. The argument counts for the ratio samplers alone.
    init?(name: String, argument: String?) {
        switch name {
        case "always_on": self.init(ratio: 1, followsParent: false)
        case "always_off": self.init(ratio: 0, followsParent: false)
        case "parentbased_always_on": self.init(ratio: 1, followsParent: true)
        case "parentbased_always_off": self.init(ratio: 0, followsParent: true)
        case "traceidratio", "parentbased_traceidratio":
            guard let ratio = argument.map({ Double($0) }) ?? 1, (0...1).contains(ratio) else { return nil }
            self.init(ratio: ratio, followsParent: name.hasPrefix("parent"))
        default: return nil
        }
    }

    /// Whether spans of `trace` below `parent` are recorded: the same answer in each process that has the same ratio.
    func samples(_ trace: TraceID, below parent: TraceParent?) -> Bool {
        if followsParent, let parent { return parent.isSampled }
        if ratio >= 1 { return true }
        // The 63 low bits, as OpenTelemetry's TraceIdRatioBased compares them.
        return Double(trace.low >> 1) < ratio * 0x1p63
    }
}
