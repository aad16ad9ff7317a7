/// RubyGems' versions (https://docs.ruby-lang.org/en/master/Gem/Version.html).
struct GemVersion: EcosystemVersion {
    private let segments: [Segment]

    private enum Segment: Comparable {
        // In ascending order: letters make a pre-release.
        case word(String)
        case number(WholeNumber)
    }

    init?(_ text: String) {
        let text = text.trimmed
        let isVersion = text.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == 0x2E || $0 == 0x2D }
        guard let first = text.utf8.first, first.isDigit, isVersion else { return nil }
        segments = Self.canonical(Self.segments(of: text))
    }

    func ordering(to other: GemVersion) -> VersionOrdering {
        segments.ordering(to: other.segments, filler: .number(.zero))
    }

    private static func segments(of text: String) -> [Segment] {
        var segments: [Segment] = []
        for run in PythonVersion.Scan.runs(of: text) {
            // A dash begins a pre-release (`1.0-1` is `1.0.pre.1`).
            segments.append(run == "-" ? .word("pre") : WholeNumber(text: run).map(Segment.number) ?? .word(run))
        }
        return segments
    }

    /// Without the zeros before the first word, and those at the end.
    private static func canonical(_ segments: [Segment]) -> [Segment] {
        let wordAt = segments.firstIndex { if case .word = $0 { true } else { false } } ?? segments.endIndex
        return withoutZeros(segments[..<wordAt]) + withoutZeros(segments[wordAt...])
    }

    private static func withoutZeros(_ segments: ArraySlice<Segment>) -> [Segment] {
        var segments = segments
        while segments.last == .number(.zero) { segments.removeLast() }
        return Array(segments)
    }
}
