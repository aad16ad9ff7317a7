internal import JSON

/// One instruction with its continued lines joined.
struct DockerfileInstruction: Hashable, Sendable {
    /// In upper case.
    let name: String
    /// `--name=value`.
    let flags: [String: String]
    /// Everything behind the flags; blanks folded.
    let text: String
    /// One-based.
    let line: Int
    /// The stage's alias or image; empty before the first FROM.
    var stage = ""

    /// The arguments: of a JSON list its elements, else the words.
    var words: [String] {
        if text.hasPrefix("["), let list = try? JSONValue(parsing: Array(text.utf8)), let elements = list.array {
            return elements.compactMap(\.string)
        }
        return text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// As conditions see it.
    var value: ConfigurationValue {
        let words = words
        let commands = ShellCommands.list(text)
        var members: [String: ConfigurationValue] = [
            "commands": .list(commands.map { .string($0) }),
            "flags": .object(flags.mapValues { .string($0) }), "instruction": .string(name),
            "key": .string("\(stage) \(name) \(key)"), "line": .number(Double(line)),
            "name": .string(stage.isEmpty ? name : "\(name) in \(stage)"),
            "stage": .string(stage), "text": .string(text), "words": .list(words.map { .string($0) }),
        ]
        members["isAbsolute"] = .bool(words.first.map(Self.isAbsolute) ?? false)
        members["isFromItself"] = .bool(flags["from"].map { $0 == stage } ?? false)
        members["hasSecretName"] = .bool(SecretNames.isAssigned(in: words))
        members["isOnlyChangingFolder"] = .bool(commands.count == 1 && commands[0].hasPrefix("cd "))
        members["isTargetFolder"] = .bool(words.last.map { $0.hasSuffix("/") || $0 == "." } ?? false)
        members["programs"] = .list(commands.compactMap { $0.split(separator: " ").first }.map { .string(String($0)) })
        members["sourceCount"] = .number(Double(max(words.count - 1, 0)))
        members["sources"] = .list(words.dropLast().map { .string($0) })
        return .object(members)
    }

    /// What tells it from others of its name: the text, but of variables only their names, because values may be secrets.
    private var key: String {
        guard name == "ARG" || name == "ENV" else { return text }
        let names = words.contains { $0.contains("=") } ? words : Array(words.prefix(1))
        return names.map { String($0.prefix { $0 != "=" }) }.joined(separator: " ")
    }

    /// A variable may hold an absolute path.
    private static func isAbsolute(_ path: String) -> Bool {
        let path = path.trimmingPrefix("\"")
        return path.hasPrefix("/") || path.hasPrefix("$") || path.dropFirst().hasPrefix(":")
    }
}
