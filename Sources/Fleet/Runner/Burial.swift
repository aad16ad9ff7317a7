internal import Logging

/// Writes dead letters before anything is acknowledged. A job whose letter cannot be written goes back, uncounted, to
/// fail again later: it is never lost.
struct Burial: Sendable {
    let scope: RunnerScope

    /// The endings with those that could not be buried put off.
    func buried(_ endings: [(PulledEntry, Ending)]) async -> [(PulledEntry, Ending)] {
        let letters = endings.compactMap { _, ending in if case .dead(let letter) = ending { letter } else { nil } }
        guard !letters.isEmpty else { return endings }
        guard let error = await failure(of: letters) else { return endings }
        // One letter that the store refuses must not keep the others from it.
        if letters.count > 1, !scope.effects.isOutage(error) { return await buriedSingly(endings) }
        let wait = putOff(letters, error)
        return endings.map { ($0, $1.isDead ? .later(message: $0.message, milliseconds: wait, isCounted: false) : $1) }
    }

    private func buriedSingly(_ endings: [(PulledEntry, Ending)]) async -> [(PulledEntry, Ending)] {
        var result: [(PulledEntry, Ending)] = []
        for ending in endings { result += ending.1.isDead ? await buried([ending]) : [ending] }
        return result
    }

    private func failure(of letters: [DeadLetter]) async -> (any Error)? {
        do {
            try await scope.effects.bury(letters)
            return nil
        } catch {
            return error
        }
    }

    /// The milliseconds to wait. While the store is away the runner reads nothing either.
    private func putOff(_ letters: [DeadLetter], _ error: any Error) -> Int64 {
        scope.logger.error(
            "dead letters could not be written; their jobs go back",
            metadata: [
                "error": "\(error)", "job.count": "\(letters.count)", "job.id": "\(letters[0].message.job)",
                "scan.id": "\(letters[0].message.scan)",
            ])
        return scope.effects.isOutage(error) ? scope.outage.begin() : scope.settings.retryDelay.cap
    }
}
