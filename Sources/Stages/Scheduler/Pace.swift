/// When work whose cost grows with a backlog is due again: so that it takes at most a fiftieth of the time.
struct Pace: Sendable {
    private static let idleShare = 50

    private var due: ContinuousClock.Instant?

    func isDue(at now: ContinuousClock.Instant) -> Bool { due.map { $0 <= now } ?? true }

    /// Puts the next turn off after one that found nothing to do.
    mutating func rest(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
        due = end + (end - start) * Self.idleShare
    }

    /// The next turn is due at once.
    mutating func reset() { due = nil }
}
