/// What a case shows up to a time.
///
/// Labels are selective: what was not ALLOWed never ran, so that its silence is no proof of safety. Such a case has no
/// exposure, unless a deployment says that it ran all the same; one that ran by a recorded chance stands for as many as
/// that chance is small (inverse propensity, D. G. Horvitz and D. J. Thompson 1952).
struct CaseHistory {
    let subject: LearningCase
    /// When it was exposed: open, running, and seen to be so.
    let exposure: Span?
    /// The exposure ended because somebody succeeded.
    let isExploited: Bool
    let isFalsePositive: Bool
    /// When it was vulnerable, exposed or not: until it was patched or exploited.
    let open: Span
    let isPatched: Bool
    let reopenings: Int
    /// For how many cases like it the exposure stands.
    let weight: Double

    struct Span: Hashable {
        let start: Timestamp
        let end: Timestamp

        var days: Double { Double(end.milliseconds - start.milliseconds) / 86_400_000 }
    }

    /// `outcomes` are those of the case's service, in the order of their times. Nil where nothing had begun by `time`.
    init?(_ subject: LearningCase, _ outcomes: [OutcomeEvent], until time: Timestamp) {
        guard subject.openedAt < time else { return nil }
        let own = outcomes.filter { $0.at <= time && $0.concerns(subject.finding, subject.cves) }
        func first(_ kind: OutcomeKind, from start: Timestamp) -> OutcomeEvent? {
            own.first { $0.kind == kind && $0.at > start }
        }
        let deployment = own.first { $0.kind == .deployed && $0.at >= subject.openedAt }
        let begin = subject.verdict == .allow ? subject.openedAt : deployment?.at
        let closed = subject.closedAt.flatMap { $0 <= time ? $0 : nil }
        let patched = [first(.patched, from: subject.openedAt)?.at, closed].compactMap(\.self).min()
        let exploited = begin.flatMap { first(.exploited, from: $0)?.at }
        let ends = [patched, exploited, begin.flatMap { first(.withdrawn, from: $0)?.at }].compactMap(\.self)
        let end = ends.min() ?? time
        self.subject = subject
        exposure = begin.flatMap { $0 < end ? Span(start: $0, end: end) : nil }
        isExploited = exploited == end && exposure != nil
        isFalsePositive = own.contains { $0.kind == .falsePositive }
        open = Span(start: subject.openedAt, end: [patched, exploited].compactMap(\.self).min() ?? time)
        isPatched = patched == open.end
        reopenings = own.count { $0.kind == .reopened }
        weight = subject.verdict == .allow ? 1 : 1 / (deployment?.propensity ?? 1)
    }
}
