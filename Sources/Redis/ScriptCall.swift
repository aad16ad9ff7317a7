/// One run of a script.
public struct ScriptCall: Hashable, Sendable {
    public let script: RedisScript
    let command: RedisCommand

    /// `arguments` holds the script's ARGV and nothing else.
    public init(_ script: RedisScript, keys: [String], arguments: RedisCommand) {
        self.script = script
        var command = RedisCommand(capacity: 64 + keys.count * 48 + arguments.bytes.count)
        command.append("EVALSHA")
        command.append(script.sha1)
        command.append(keys.count)
        for key in keys { command.append(key) }
        command.append(contentsOf: arguments)
        self.command = command
    }

    /// The same with arguments that `build` appends.
    public init(_ script: RedisScript, keys: [String], arguments build: (inout RedisCommand) -> Void) {
        var arguments = RedisCommand(capacity: 256)
        build(&arguments)
        self.init(script, keys: keys, arguments: arguments)
    }

    /// The same with text arguments.
    public init(_ script: RedisScript, keys: [String], _ arguments: String...) {
        self.init(script, keys: keys) { command in for argument in arguments { command.append(argument) } }
    }
}
