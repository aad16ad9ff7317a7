/// Reads the one member of a message that sharing needs, without the rest of it.
enum MessageWeight {
    /// The decisions in an encoded message; 1 for one that does not say, or cannot be read.
    static func of(_ message: [UInt8]) -> Int {
        message.withUnsafeBufferPointer { buffer in
            var scanner = MemberScanner(buffer)
            guard scanner.open() else { return 1 }
            while let key = scanner.nextKey() {
                var weight: Int64 = 1
                if scanner.is(key, "weight") {
                    return scanner.integer(into: &weight) ? Int(clamping: max(1, weight)) : 1
                }
                // Canonical order: nothing behind `work` can be it.
                guard !scanner.is(key, "work"), scanner.skipValue() != nil else { return 1 }
            }
            return 1
        }
    }
}
