/// How far apart two words are.
enum EditDistance {
    /// The fewest insertions, deletions and replacements of a byte that turn one into the other (Levenshtein). Words are
    /// cut after 64 bytes.
    static func between(_ left: String, _ right: String) -> Int {
        let right = Array(right.lowercased().utf8.prefix(64))
        var row = Array(0...right.count)
        for (index, byte) in left.lowercased().utf8.prefix(64).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (right[column] == byte ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
