import JSON

/// Answers on stdout.
enum Answer {
    /// One canonical JSON value on a line.
    static func json(_ value: JSONValue) { bytes(value.canonical + [UInt8(ascii: "\n")]) }

    /// One canonical JSON value a line.
    static func lines(_ values: [JSONValue]) { for value in values { json(value) } }

    static func text(_ lines: [String]) {
        let painted = Paint.isOn ? lines.map(Paint.verdicts(in:)) : lines
        bytes(painted.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] })
    }

    /// Exactly `bytes`, nothing added.
    static func bytes(_ bytes: [UInt8]) { OutputStream.answers.write(bytes) }
}
