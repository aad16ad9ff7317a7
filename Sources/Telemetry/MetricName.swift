/// Names and label values as the Prometheus text format wants them.
enum MetricName {
    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`: anything else becomes `_`.
    static func metric(_ label: String) -> String { cleaned(label, allowingColon: true) }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`.
    static func label(_ name: String) -> String { cleaned(name, allowingColon: false) }

    /// `metric` that ends in `suffix`, such as `_total`.
    static func metric(_ label: String, endingIn suffix: String) -> String {
        let name = metric(label)
        return name.hasSuffix(suffix) ? name : name + suffix
    }

    /// A label's value between quotes: backslash, quote and line feed are escaped.
    static func escapedValue(_ text: String) -> String { escaped(text, alsoQuotes: true) }

    /// HELP text: backslash and line feed are escaped.
    static func escapedHelp(_ text: String) -> String { escaped(text, alsoQuotes: false) }

    private static func escaped(_ text: String, alsoQuotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where alsoQuotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private static func cleaned(_ text: String, allowingColon: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            let isLetter = ("a"..."z").contains(character) || ("A"..."Z").contains(character)
            let isDigit = ("0"..."9").contains(character)
            if isDigit, result.isEmpty { result += "_" }
            let isKept = isLetter || isDigit || (character == ":" && allowingColon)
            result.unicodeScalars.append(isKept ? character : "_")
        }
        return result.isEmpty ? "_" : result
    }
}
