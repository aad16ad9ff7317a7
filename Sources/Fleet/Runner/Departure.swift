internal import Logging
internal import Redis

/// The end of a drain: this process's consumers go, each only if it owns nothing.
struct Departure: Sendable {
    let scope: RunnerScope

    func leave() async {
        let calls = scope.ownStreams.map { ScriptCall(Scripts.deleteConsumer, keys: [$0], Keys.group, scope.consumer) }
        do {
            let deleted = try await scope.housekeeping.run(calls).filter { $0.integer == 1 }.count
            scope.logger.info(
                "drained", metadata: ["consumers.deleted": "\(deleted)", "consumers.kept": "\(calls.count - deleted)"])
        } catch {
            scope.logger.warning("the consumers stay until they are reaped", metadata: ["error": "\(error)"])
        }
        await scope.housekeeping.close()
    }
}
