/// Percent-encoding of URIs (RFC 3986 section 2.1).
enum PercentEncoding {
    /// `text` with every `%hh` replaced by its byte; a stray `%` stays.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let utf8 = Array(text.utf8)
        var decoded: [UInt8] = []
        var at = 0
        while at < utf8.count {
            if utf8[at] == UInt8(ascii: "%"), at + 2 < utf8.count, let high = value(utf8[at + 1]),
                let low = value(utf8[at + 2])
            {
                decoded.append(high << 4 | low)
                at += 3
            } else {
                decoded.append(utf8[at])
                at += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}
