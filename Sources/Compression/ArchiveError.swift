/// Why an archive cannot be read.
public struct ArchiveError: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test.
    public enum Code: Hashable, Sendable { case corrupt, tooLarge, unsupported }

    public let code: Code
    /// A sentence for people.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
