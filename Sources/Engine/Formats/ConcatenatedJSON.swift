/// Several JSON values one after another: NDJSON, and the pretty-printed values that some tools write in a row.
enum ConcatenatedJSON {
    /// The values as the elements of one array; nil for fewer than two, or where brackets and quotes do not match.
    ///
    /// Values that are neither objects nor arrays do not count. Time and memory are linear in the input.
    static func array(of text: some Collection<UInt8>) -> [UInt8]? {
        var scan = Scan()
        scan.array.reserveCapacity(text.count + 64)
        for byte in text where !scan.take(byte) { return nil }
        guard scan.depth == 0, scan.count > 1 else { return nil }
        return scan.array + [UInt8(ascii: "]")]
    }

    private struct Scan {
        var array: [UInt8] = [UInt8(ascii: "[")]
        var count = 0
        var depth = 0
        private var isInString = false
        private var isEscaped = false

        /// False where `byte` cannot stand.
        mutating func take(_ byte: UInt8) -> Bool {
            guard !isInString else {
                takeInString(byte)
                return true
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0 { begin() }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                guard depth >= 0 else { return false }
            case UInt8(ascii: "\""): isInString = true
            default: break
            }
            guard depth > 0 || byte <= 0x20 || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") else {
                return false
            }
            array.append(byte)
            return true
        }

        private mutating func begin() {
            if count > 0 { array.append(UInt8(ascii: ",")) }
            count += 1
        }

        private mutating func takeInString(_ byte: UInt8) {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            array.append(byte)
        }
    }
}
