/// The UTF-8 text inside a document's bytes.
public enum JSONText {
    /// Drops a byte-order mark and trailing NULs, and transcodes UTF-16 that is marked or evident. Other bytes stay as they
    /// are, UTF-8 or not.
    public static func utf8(of bytes: [UInt8]) throws(JSONError) -> ArraySlice<UInt8> {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return trimmed(bytes[3...]) }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes[2...], isLittleEndian: true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes[2...], isLittleEndian: false) }
        // RFC 4627 section 3: two ASCII characters begin any object or array, so the pattern of NULs tells.
        if bytes.count >= 4, bytes[0] != 0, bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 {
            return try utf16(bytes[...], isLittleEndian: true)
        }
        if bytes.count >= 4, bytes[0] == 0, bytes[1] != 0, bytes[2] == 0, bytes[3] != 0 {
            return try utf16(bytes[...], isLittleEndian: false)
        }
        return trimmed(bytes[...])
    }

    /// The offset of the first byte that is not UTF-8.
    static func firstBadUTF8(_ text: ArraySlice<UInt8>) -> Int? {
        var decoder = UTF8()
        var iterator = text.makeIterator()
        var consumed = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): consumed += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return consumed
            }
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.last == 0 else { return text }
        return text[..<((text.lastIndex { $0 != 0 }).map { $0 + 1 } ?? text.startIndex)]
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) throws(JSONError) -> ArraySlice<UInt8> {
        guard bytes.count.isMultiple(of: 2) else {
            throw JSONError(.truncated, "the UTF-16 document ends in the middle of a character", offset: bytes.count)
        }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            return isLittleEndian ? second << 8 | first : first << 8 | second
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw JSONError(.encoding, "the document begins as UTF-16 and is not")
        }
        return trimmed(Array(text.utf8)[...])
    }
}

/// Turns numbers that no double or 64-bit integer holds into strings, so that the rest of the document can be read.
enum OversizedNumbers {
    static func quoted(in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 64)
        var index = 0
        while index < text.count {
            let start = index
            if text[index] == UInt8(ascii: "\"") {
                index = endOfString(text, from: index)
                result += text[start..<index]
            } else if isNumberStart(text[index]) {
                while index < text.count, isNumberPart(text[index]) { index += 1 }
                append(text[start..<index], to: &result)
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    private static func append(_ token: ArraySlice<UInt8>, to result: inout [UInt8]) {
        let text = String(decoding: token, as: UTF8.self)
        let isInteger = !token.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        let fits = isInteger ? Int64(text) != nil || UInt64(text) != nil : Double(text)?.isFinite == true
        guard !fits, JSONNumber.isWhole(token) else {
            result += token
            return
        }
        result.append(UInt8(ascii: "\""))
        result += token
        result.append(UInt8(ascii: "\""))
    }

    private static func endOfString(_ text: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < text.count {
            if text[index] == UInt8(ascii: "\"") { return index + 1 }
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return text.count
    }

    private static func isNumberStart(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || (48...57).contains(byte) }

    private static func isNumberPart(_ byte: UInt8) -> Bool {
        isNumberStart(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte | 0x20 == UInt8(ascii: "e")
    }
}
