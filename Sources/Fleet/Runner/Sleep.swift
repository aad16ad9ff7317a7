enum Sleep {
    /// Sleeps the whole time also in a cancelled task.
    static func uncancelled(_ duration: Duration) async {
        // Its own task, because a cancelled one does not sleep. Ignored: nobody cancels it, so it cannot throw.
        await Task { try? await Task.sleep(for: duration) }.value
    }

    /// Sleeps between 70 % and 130 % of `duration`, so that a fleet does not act in step. False when cancelled.
    static func jittered(_ duration: Duration) async -> Bool {
        do {
            try await Task.sleep(for: duration * Double.random(in: 0.7...1.3))
            return true
        } catch {
            return false
        }
    }
}
