/// Why a mapping cannot be used, in a sentence.
public struct MappingError: CustomStringConvertible, Error, Hashable, Sendable {
    public let description: String

    init(_ description: String) { self.description = description }
}
