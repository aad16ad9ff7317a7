/// Who called, as W3C Trace Context (level 1) writes it: `00-TRACE-SPAN-FLAGS` in lower-case hex.
public struct TraceParent: Hashable, Sendable {
    /// The trace's 16 bytes, never all zero.
    public let trace: TraceID
    /// The calling span's 8 bytes, never all zero.
    public let span: UInt64
    /// Whether the caller records its spans; the other flags are reserved and written as zero.
    public let isSampled: Bool

    public init(trace: TraceID, span: UInt64, isSampled: Bool) {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
    }

    /// A trace that begins here.
    public static func root(isSampled: Bool) -> TraceParent {
        TraceParent(trace: .random(), span: .random(in: 1 ... .max), isSampled: isSampled)
    }

    /// Another span of the same trace.
    public func sibling(isSampled: Bool) -> TraceParent {
        TraceParent(trace: trace, span: .random(in: 1 ... .max), isSampled: isSampled)
    }

    /// Reads a header's value; nil for everything that the standard calls invalid (section 3.2.2): the caller then begins
    /// a trace. A newer version is read as far as this one goes (section 3.2.4).
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = HexDigits.number(bytes[0..<2]), version != 0xff,
            let high = HexDigits.number(bytes[3..<19]), let low = HexDigits.number(bytes[19..<35]),
            let span = HexDigits.number(bytes[36..<52]), let flags = HexDigits.number(bytes[53..<55]),
            bytes.count == 55 || (version > 0 && bytes[55] == dash),
            high != 0 || low != 0, span != 0
        else { return nil }
        self.init(trace: TraceID(high: high, low: low), span: span, isSampled: flags & 1 == 1)
    }

    /// The span's id as 16 hex digits.
    public var spanText: String { Self.spanText(span) }

    /// A span's id as 16 hex digits.
    public static func spanText(_ span: UInt64) -> String { HexDigits.text([span]) }
}

extension TraceParent: CustomStringConvertible {
    public var description: String { "00-\(trace)-\(spanText)-\(isSampled ? "01" : "00")" }
}
