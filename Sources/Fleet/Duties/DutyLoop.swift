internal import Logging
internal import Redis

/// Takes a duty's turns until its task is cancelled.
struct DutyLoop: Sendable {
    let duty: any Duty
    let group: ShardGroup
    let groups: Groups
    let logger: Logger

    func run() async {
        var backoff = Backoff()
        while await Sleep.jittered(duty.period), !Task.isCancelled {
            do {
                try await duty.turn()
                backoff.reset()
            } catch {
                await recover(from: error)
                backoff.fail()
                await backoff.wait()
            }
        }
    }

    private func recover(from error: any Error) async {
        logger.warning("a duty failed", metadata: ["duty": "\(type(of: duty))", "error": "\(error)"])
        guard case RedisError.server(let refusal) = error, Groups.areGone(refusal) else { return }
        do {
            try await groups.create(in: group.shards)
        } catch {
            logger.error("consumer groups could not be made", metadata: ["error": "\(error)"])
        }
    }
}
