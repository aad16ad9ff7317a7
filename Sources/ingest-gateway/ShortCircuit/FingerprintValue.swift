import Engine
import JSON

/// What Redis keeps under a fingerprint, taken apart without parsing the answer in it.
struct FingerprintValue: Sendable {
    private let bytes: [UInt8]
    private let answerRange: Range<Int>
    /// The members behind `answer`, as an object.
    private let rest: [UInt8]
    let decision: ScanID
    let epoch: Int64
    let revision: Int64
    /// The number of the scan that was decided.
    let sequence: Int64
    /// Nil when time alone never changes the answer.
    let validUntil: Timestamp?

    /// Nil for anything but what the evidence-writer writes: that is a miss, never an error.
    init?(_ bytes: [UInt8]) {
        guard let answer = CanonicalSlice.member("answer", of: bytes), answer.upperBound + 1 < bytes.count else {
            return nil
        }
        // `answer` is the first member in canonical order: what follows it is small.
        let rest = [UInt8(ascii: "{")] + bytes[(answer.upperBound + 1)...]
        guard let decision = Self.text("decision", of: rest).flatMap({ ScanID($0) }),
            let epoch = Self.number("epoch", of: rest), let revision = Self.number("rev", of: rest),
            let sequence = Self.number("seq", of: rest)
        else { return nil }
        self.bytes = bytes
        answerRange = answer
        self.rest = rest
        self.decision = decision
        self.epoch = epoch
        self.revision = revision
        self.sequence = sequence
        validUntil = Self.number("valid_until", of: rest).map(Timestamp.init(milliseconds:))
    }

    /// The decision as HTTP answers it.
    var answer: ArraySlice<UInt8> { bytes[answerRange] }

    /// The CVEs whose facts were read; nil when one of them is none that we know how to judge.
    var cves: [CVEID]? {
        guard let range = CanonicalSlice.member("cves", of: rest), rest[range].first == UInt8(ascii: "[") else {
            return nil
        }
        // Ids need no escapes, so that the quotes alone separate them.
        let texts = rest[range].dropFirst().dropLast().split(separator: UInt8(ascii: ","))
            .map { String(decoding: $0.dropFirst().dropLast(), as: UTF8.self) }
        let ids = texts.compactMap { CVEID($0) }
        return ids.count == texts.count ? ids : nil
    }

    private static func text(_ name: StaticString, of object: [UInt8]) -> String? {
        CanonicalSlice.member(name, of: object).map {
            String(decoding: object[$0].dropFirst().dropLast(), as: UTF8.self)
        }
    }

    private static func number(_ name: StaticString, of object: [UInt8]) -> Int64? {
        CanonicalSlice.member(name, of: object).flatMap { Int64(String(decoding: object[$0], as: UTF8.self)) }
    }
}
