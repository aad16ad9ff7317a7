/// Finds where a document stops being JSON. Runs only after the fast parser has refused it.
struct SyntaxLocator {
    private enum Expected { case comma, key, keyOrEnd, value, valueOrEnd, colon, nothing }

    private let text: ArraySlice<UInt8>
    private var at: Int
    private var open: [UInt8] = []
    private var expected = Expected.value

    static func error(in text: ArraySlice<UInt8>) -> JSONError {
        var locator = SyntaxLocator(text: text, at: text.startIndex)
        return locator.locate()
    }

    private init(text: ArraySlice<UInt8>, at: Int) {
        self.text = text
        self.at = at
    }

    private var offset: Int { at - text.startIndex }

    private mutating func locate() -> JSONError {
        while true {
            skipBlanks()
            guard at < text.endIndex else {
                if open.isEmpty, expected == .nothing { return JSONError(.syntax, "this is not JSON") }
                let isBlank = open.isEmpty && expected == .value
                return isBlank
                    ? JSONError(.empty, "the document is empty")
                    : JSONError(.truncated, "the document ends in the middle of a value", offset: offset)
            }
            if let error = step() { return error }
        }
    }

    /// Reads one token; returns an error where it does not belong.
    private mutating func step() -> JSONError? {
        let byte = text[at]
        switch (expected, byte) {
        case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
            return string(then: .colon)
        case (.keyOrEnd, UInt8(ascii: "}")), (.valueOrEnd, UInt8(ascii: "]")): return close(byte)
        case (.colon, UInt8(ascii: ":")): return accept(.value)
        case (.comma, UInt8(ascii: ",")): return accept(open.last == UInt8(ascii: "{") ? .key : .value)
        case (.comma, UInt8(ascii: "}")), (.comma, UInt8(ascii: "]")): return close(byte)
        case (.value, _), (.valueOrEnd, _): return value(byte)
        default: return unexpected()
        }
    }

    private mutating func value(_ byte: UInt8) -> JSONError? {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            open.append(byte)
            return accept(byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd)
        case UInt8(ascii: "\""): return string(then: afterValue)
        default: return scalar()
        }
    }

    private var afterValue: Expected { open.isEmpty ? .nothing : .comma }

    private mutating func accept(_ next: Expected) -> JSONError? {
        at += 1
        expected = next
        return nil
    }

    private mutating func close(_ byte: UInt8) -> JSONError? {
        guard open.popLast() == (byte == UInt8(ascii: "}") ? UInt8(ascii: "{") : UInt8(ascii: "[")) else {
            return unexpected()
        }
        return accept(afterValue)
    }

    private mutating func string(then next: Expected) -> JSONError? {
        at += 1
        while at < text.endIndex, text[at] != UInt8(ascii: "\"") {
            guard text[at] >= 0x20 else {
                return JSONError(.syntax, "a control character stands inside a string", offset: offset)
            }
            guard text[at] == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            guard at + 1 < text.endIndex else { break }
            guard "\"\\/bfnrtu".utf8.contains(text[at + 1]), !isBadHex(at) else {
                return JSONError(.syntax, "an escape stands inside a string that JSON does not have", offset: offset)
            }
            at += 2
        }
        guard at < text.endIndex, text[at] == UInt8(ascii: "\"") else {
            return JSONError(.truncated, "the document ends inside a string", offset: text.count)
        }
        return accept(next)
    }

    /// Whether the escape at `start` is `\u` without four hex digits behind it; an end of the text is not judged here.
    private func isBadHex(_ start: Int) -> Bool {
        guard text[start + 1] == UInt8(ascii: "u"), start + 6 <= text.endIndex else { return false }
        return !text[(start + 2)..<(start + 6)].allSatisfy { byte in
            (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
        }
    }

    private mutating func scalar() -> JSONError? {
        let start = at
        while at < text.endIndex, isScalarPart(text[at]) { at += 1 }
        let token = text[start..<at]
        if Self.words.contains(where: { $0.elementsEqual(token) }) || JSONNumber.isWhole(token) {
            expected = afterValue
            return nil
        }
        let isCut = Self.words.contains(where: { $0.starts(with: token) }) || JSONNumber.isBeginning(token)
        if at == text.endIndex, !token.isEmpty, isCut {
            return JSONError(.truncated, "the document ends in the middle of a value", offset: offset)
        }
        at = start
        return unexpected()
    }

    private static var words: [String.UTF8View] { ["true".utf8, "false".utf8, "null".utf8] }

    private func unexpected() -> JSONError {
        let sign = text[at]
        let shown = (0x21..<0x7F).contains(sign) ? "\"\(Character(UnicodeScalar(sign)))\"" : "byte \(sign)"
        return JSONError(.syntax, "this is not JSON: \(shown) is out of place", offset: offset)
    }

    private mutating func skipBlanks() {
        while at < text.endIndex, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 {
            at += 1
        }
    }

    private func isScalarPart(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
