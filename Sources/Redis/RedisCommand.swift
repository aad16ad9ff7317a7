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

    public mutating func append(_ number: some BinaryInteger) { append(String(number)) }
}

/// A Lua script, known to the server by its SHA-1.
public struct RedisScript: Hashable, Sendable {
    public let source: String
    /// 40 hex digits.
    public let sha1: String

    public init(_ source: String) {
        self.source = source
        sha1 = ScriptDigest.sha1(of: source)
    }
}

/// One run of a script.
public struct ScriptCall: Hashable, Sendable {
    public let script: RedisScript
    let command: RedisCommand

    public init(_ script: RedisScript, keys: [String], arguments: (inout RedisCommand) -> Void) {
        self.script = script
        var command = RedisCommand(capacity: 256)
        command.append("EVALSHA")
        command.append(script.sha1)
        command.append(keys.count)
        for key in keys { command.append(key) }
        arguments(&command)
        self.command = command
    }

    /// The same with text arguments.
    public init(_ script: RedisScript, keys: [String], _ arguments: String...) {
        self.init(script, keys: keys) { command in for argument in arguments { command.append(argument) } }
    }
}
