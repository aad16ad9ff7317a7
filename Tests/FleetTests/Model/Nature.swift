/// How a job behaves each time it runs.
enum Nature: CaseIterable {
    /// Succeeds, fails or is rejected, from one run to the next.
    case fickle
    /// Fails once.
    case flaky
    /// Always fails.
    case hopeless
    /// Kills its process.
    case poison
    /// Can never succeed, and says so.
    case rejected
    case sound

    /// What a fickle job is from run to run: with two successes before a rejection, and one after it.
    static let moods: [Nature] = [.sound, .sound, .rejected, .flaky, .sound, .rejected, .sound, .sound]
}
