/// Finds identifiers inside other text: rule ids, tags, file names.
enum IdentifierScan {
    /// The CVE ids in `text` in upper case, in the order of their first mention. `CVE_2021_44228` counts too.
    static func cves(in text: String) -> [String] {
        var text = text
        return text.withUTF8 { utf8 in cves(in: utf8) }
    }

    static func cves(in utf8: UnsafeBufferPointer<UInt8>) -> [String] {
        var found: [String] = []
        var at = 0
        while at + 13 <= utf8.count {
            guard let (id, end) = cve(utf8, at) else {
                at += 1
                continue
            }
            if !found.contains(id) { found.append(id) }
            at = end
        }
        return found
    }

    /// Whether `text` is a CVE id in its canonical spelling and nothing else.
    static func isCVE(_ text: String) -> Bool {
        let utf8 = text.utf8
        return utf8.count >= 13 && utf8.starts(with: "CVE-".utf8) && utf8.dropFirst(4).prefix(4).allSatisfy(isDigit)
            && utf8.dropFirst(8).first == UInt8(ascii: "-") && utf8.dropFirst(9).allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// `text` in the spelling of its scheme: CVE ids in upper case, the rest as it is.
    static func canonical(_ text: String) -> String {
        guard text.utf8.count >= 13, text.utf8.first.map({ $0 | 0x20 == UInt8(ascii: "c") }) ?? false else {
            return text
        }
        let ids = cves(in: text)
        return ids.count == 1 && ids[0].utf8.count == text.utf8.count ? ids[0] : text
    }

    /// The CWE numbers in `text`: `CWE-79: …`, `external/cwe/cwe-079`, `CWE_79`.
    static func cwes(in text: String) -> [Int] {
        var text = text
        return text.withUTF8 { utf8 in
            var found: [Int] = []
            var at = 0
            while at + 5 <= utf8.count {
                if isLetters("cwe", utf8, at), isDash(utf8[at + 3]) {
                    let end = endOfDigits(utf8, at + 4)
                    if let number = number(utf8, at + 4, end) { found.append(number) }
                    at = max(end, at + 1)
                } else {
                    at += 1
                }
            }
            return found
        }
    }

    private static func cve(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) -> (String, end: Int)? {
        guard isLetters("cve", utf8, at), isDash(utf8[at + 3]), at == 0 || !isWord(utf8[at - 1]) else { return nil }
        let yearEnd = endOfDigits(utf8, at + 4)
        guard yearEnd == at + 8, yearEnd < utf8.count, isDash(utf8[yearEnd]) else { return nil }
        let end = endOfDigits(utf8, yearEnd + 1)
        guard (4...12).contains(end - yearEnd - 1) else { return nil }
        let year = String(decoding: utf8[(at + 4)..<yearEnd], as: UTF8.self)
        return ("CVE-\(year)-\(String(decoding: utf8[(yearEnd + 1)..<end], as: UTF8.self))", end)
    }

    private static func isLetters(_ word: StaticString, _ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        utf8[at] | 0x20 == word.utf8Start[0] && utf8[at + 1] | 0x20 == word.utf8Start[1]
            && utf8[at + 2] | 0x20 == word.utf8Start[2]
    }

    private static func isDash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20) && byte >= 65
    }

    private static func endOfDigits(_ utf8: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < utf8.count, (48...57).contains(utf8[end]) { end += 1 }
        return end
    }

    private static func number(_ utf8: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard (1...6).contains(end - start) else { return nil }
        return utf8[start..<end].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
