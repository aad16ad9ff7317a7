/// What is taken of texts that language models worded anew: only what still names every fact of the original.
public enum Rephrasing {
    /// The text that stands for the others, in lines; nil unless more than half of those that were `asked` kept every
    /// fact. Of several that of the most words in common; the order of the candidates does not matter.
    public static func agreed(_ candidates: [String], asked: Int, original: String) -> [String]? {
        let faithful = candidates.filter { isFaithful($0, to: original) }
        guard faithful.count * 2 > asked else { return nil }
        let words = faithful.map { Set(tokens(of: $0)) }
        let scored = zip(faithful, words).map { text, own in
            (text: text, score: words.reduce(0) { $0 + similarity(own, $1) })
        }
        let best = scored.max { ($0.score, $1.text) < ($1.score, $0.text) }
        return best?.text.split(separator: "\n", omittingEmptySubsequences: false).map {
            DecisionText.printable(String($0))
        }
    }

    /// Whether both texts have the same verdicts, identifiers, numbers, dates and versions, and the candidate is not
    /// much longer. What the words between them claim cannot be told: the original must always stand beside it.
    public static func isFaithful(_ candidate: String, to original: String) -> Bool {
        candidate.contains { !$0.isWhitespace } && candidate.utf8.count <= 2 * original.utf8.count + 1_000
            && facts(of: candidate) == facts(of: original)
    }

    /// Words with a digit, and verdicts.
    private static func facts(of text: String) -> Set<String> {
        Set(tokens(of: text).filter { $0.contains(where: \.isNumber) || Verdict(rawValue: $0) != nil })
    }

    /// Words without the punctuation around them and without the numbers of lists.
    private static func tokens(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
            let words = line.split(whereSeparator: \.isWhitespace)
            let isNumbered = words.first.map { $0.dropLast().allSatisfy(\.isNumber) && ".)".contains($0.last ?? " ") }
            return words.dropFirst(isNumbered == true ? 1 : 0).map(trimmed)
        }
    }

    private static func trimmed(_ word: Substring) -> String {
        let edges = ".,;:!?()[]\"'`*_"
        return String(word.drop { edges.contains($0) }.reversed().drop { edges.contains($0) }.reversed())
    }

    /// Words in common as a share of all (P. Jaccard 1912).
    private static func similarity(_ left: Set<String>, _ right: Set<String>) -> Double {
        Double(left.intersection(right).count) / Double(max(left.union(right).count, 1))
    }
}
