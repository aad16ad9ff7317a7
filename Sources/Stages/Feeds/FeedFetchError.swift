/// A feed that could not be got, in a sentence.
public struct FeedFetchError: CustomStringConvertible, Error, Hashable, Sendable {
    public let description: String

    init(_ sentence: String) { description = sentence }
}
