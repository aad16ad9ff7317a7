internal import Glibc

/// Why ends cannot be recorded: one sentence.
struct EndRecordError: CustomStringConvertible, Error {
    let description: String

    /// `number` is an errno value.
    init(_ sentence: String, _ number: Int32) { description = "\(sentence): \(String(cString: strerror(number)))" }
}
