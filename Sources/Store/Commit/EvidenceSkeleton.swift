internal import Glibc

/// Evidence without the two large parts that its verdict body holds already, and where they go back in.
///
/// Half of what a decision writes would be stored twice otherwise. The parts are cut out by position and put back byte for
/// byte; the reader compares the digest of the whole.
struct EvidenceSkeleton {
    let bytes: [UInt8]
    /// Where in `bytes` the assessment goes; nil in evidence that is stored whole.
    let assessmentAt: Int32?
    /// Where in `bytes` the enriched facts go.
    let enrichedAt: Int32?

    init(bytes: [UInt8], assessmentAt: Int32?, enrichedAt: Int32?) {
        self.bytes = bytes
        self.assessmentAt = assessmentAt
        self.enrichedAt = enrichedAt
    }

    init(of evidence: [UInt8], assessment: [UInt8]?, enriched: [UInt8]) {
        guard let assessment, !assessment.isEmpty, !enriched.isEmpty,
            let first = Self.place(of: assessment, under: "\"assessment\":", in: evidence, from: 0),
            let second = Self.place(of: enriched, under: "\"enriched\":", in: evidence, from: first + assessment.count)
        else {
            self.init(bytes: evidence, assessmentAt: nil, enrichedAt: nil)
            return
        }
        let middle = evidence[(first + assessment.count)..<second]
        self.init(
            bytes: Array(evidence[..<first] + Array(middle) + evidence[(second + enriched.count)...]),
            assessmentAt: Int32(first), enrichedAt: Int32(first + middle.count))
    }

    /// The whole evidence again.
    func filled(assessment: [UInt8], enriched: [UInt8]) -> [UInt8] {
        guard let assessmentAt, let enrichedAt else { return bytes }
        let (first, second) = (Int(assessmentAt), Int(enrichedAt))
        return [bytes[..<first], assessment[...], bytes[first..<second], enriched[...], bytes[second...]].flatMap(
            \.self)
    }

    /// Where `value` stands right behind the first `key`, which begins with a quote.
    private static func place(of value: [UInt8], under key: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return nil }
            let length = key.utf8CodeUnitCount
            var at = start
            while at + length + value.count <= raw.count, let quote = memchr(base + at, 0x22, raw.count - at) {
                at = UnsafeRawPointer(quote) - base
                guard at + length + value.count <= raw.count else { return nil }
                if memcmp(quote, key.utf8Start, length) == 0 {
                    return memcmp(base + at + length, value, value.count) == 0 ? at + length : nil
                }
                at += 1
            }
            return nil
        }
    }
}
