/// One command with its arguments, kept as one run of bytes.
public struct RedisCommand: Hashable, Sendable {
    var bytes: [UInt8]
    var ends: [Int]

    /// `words` are the command's name and its text arguments.
    public init(_ words: String...) {
        self.init(capacity: 128)
        for word in words { append(word) }
    }

    /// An empty command with room for `capacity` bytes.
    public init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
        ends = []
    }

    public mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
    }

    public mutating func append(_ argument: [UInt8]) {
        bytes.append(contentsOf: argument)
        ends.append(bytes.count)
    }

    public mutating func append(_ number: Int) {
        if (0...9).contains(number) {
            bytes.append(UInt8(ascii: "0") + UInt8(number))
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
        ends.append(bytes.count)
    }

    public mutating func append(_ number: Int64) { append(Int(number)) }

    /// Appends all of another's arguments.
    public mutating func append(contentsOf other: RedisCommand) {
        let start = bytes.count
        bytes.append(contentsOf: other.bytes)
        for end in other.ends { ends.append(start + end) }
    }
}
