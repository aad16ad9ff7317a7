/// A setting that stops the start: one sentence that names it and says what it must be.
public struct SettingError: CustomStringConvertible, Error, Hashable, Sendable {
    public let description: String

    public init(_ sentence: String) { description = sentence }
}
