internal import Fleet

/// What became of a subject.
enum EnrichedWork: Sendable {
    /// The facts are not what a normalizer writes.
    case damaged(String)
    /// Goes on to `next`: the scorer, or the evidence-writer where the verdict is known.
    case ready(ScoredWork, next: StageName)
}
