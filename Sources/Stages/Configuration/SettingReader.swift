internal import Glibc

/// Reads settings: a flag first, else the environment variable, else the default. Refuses what it does not know.
public struct SettingReader: Sendable {
    /// For the tests' own servers; no process reads these.
    private static let testPrefix = "FIXOPS_TEST_"

    private let variables: [SettingName: String]

    /// Throws for a variable that begins with `FIXOPS_` and is no setting: most likely a misspelt one.
    public init(environment: [String: String]) throws(SettingError) {
        var variables: [SettingName: String] = [:]
        for name in environment.keys.sorted() where name.hasPrefix("FIXOPS_") && !name.hasPrefix(Self.testPrefix) {
            guard let setting = SettingName(rawValue: name) else { throw Self.unknown(name) }
            variables[setting] = environment[name]
        }
        self.variables = variables
    }

    /// Reads the process's environment.
    public static func ofProcess() throws(SettingError) -> SettingReader {
        try SettingReader(environment: processEnvironment())
    }

    /// The text of a setting; nil where neither the flag nor the variable is given, or both are empty.
    public func text(_ name: SettingName, flag: String?) -> String? {
        let text = flag ?? variables[name] ?? ""
        return text.isEmpty ? nil : text
    }

    /// A setting read by `parse`. `expected` completes the sentence "NAME must be …".
    public func value<Value>(
        _ name: SettingName, flag: String?, default fallback: Value, expected: String,
        isSecret: Bool = false, parse: (String) -> Value?
    ) throws(SettingError) -> Value {
        guard let text = text(name, flag: flag) else { return fallback }
        guard let value = parse(text) else {
            let shown = isSecret ? "is malformed" : "is \"\(text)\""
            throw SettingError("\(flag == nil ? name.rawValue : name.flag) \(shown), but it must be \(expected)")
        }
        return value
    }

    /// A whole number within `range`.
    public func number(
        _ name: SettingName, flag: String?, default fallback: Int, in range: ClosedRange<Int>, unit: String = ""
    ) throws(SettingError) -> Int {
        let expected = "a whole number\(unit) from \(range.lowerBound) to \(range.upperBound)"
        return try value(name, flag: flag, default: fallback, expected: expected) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// The URL with its password replaced by `***`, for logs.
    public static func hidingPassword(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://"), let at = url.lastIndex(of: "@"), at > scheme.upperBound,
            let colon = url[scheme.upperBound..<at].firstIndex(of: ":")
        else { return url }
        return url[...colon] + "***" + url[at...]
    }

    private static func unknown(_ name: String) -> SettingError {
        let known = SettingName.allCases.map(\.rawValue).sorted().joined(separator: ", ")
        return SettingError("\(name) is no setting of FixOps; the settings are \(known)")
    }

    private static func processEnvironment() -> [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }
}
