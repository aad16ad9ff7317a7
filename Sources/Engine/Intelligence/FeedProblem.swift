/// Why a feed is not taken over. What was held before stays as it is.
public struct FeedProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test. The raw value is part of answers: add cases, never rename one.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// `count` is not the number of entries.
        case countMismatch = "count-mismatch"
        /// Too many held CVEs moved at once under the same model.
        case drift
        case empty
        /// Dated in the future, which would keep it fresh for ever.
        case future
        /// A web page instead of a feed.
        case html
        case malformedRow = "malformed-row"
        case noDate = "no-date"
        case notJSON = "not-json"
        case older
        /// A sample would replace real data.
        case sampleOverReal = "sample-over-real"
        case tooFewRows = "too-few-rows"
        case truncated
        case wrongShape = "wrong-shape"
    }

    public let code: Code
    /// A sentence for people: what is wrong and what to do.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}

extension FeedProblem {
    /// The problem of bytes that are no feed at all, judged before anything is parsed.
    static func beforeParsing(_ bytes: [UInt8], feed: String) -> FeedProblem? {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        guard let first = bytes.first(where: { !blanks.contains($0) }) else {
            return FeedProblem(.empty, "the \(feed) file is empty: fetch it again")
        }
        if first == UInt8(ascii: "<") {
            return FeedProblem(.html, "this is a web page and not the \(feed) feed: the server refused or moved it")
        }
        if bytes.starts(with: [0x1F, 0x8B]) {
            return FeedProblem(.wrongShape, "the \(feed) file is still compressed: unpack it with gunzip first")
        }
        return nil
    }
}
