internal import Redis

// What an operator asks of the fleet.
extension FleetClient {
    /// How many worker processes of each stage are connected to the Redis that answers.
    public func workers() async throws -> [StageName: Int] {
        WorkerPresence.count(in: try await connection.send(RedisCommand("CLIENT", "LIST")).checked().text ?? "")
    }

    /// Holds every lane of a stage and class and says why; workers notice within a second.
    public func pause(_ stage: StageName, _ jobClass: JobClass, _ pause: Pause) async throws {
        let commands = lanes.lanes(stage, jobClass).map { lane in
            var command = RedisCommand("SET", lane.paused)
            command.append(pause.encoded)
            return command
        }
        for reply in try await connection.pipeline(commands) { _ = try reply.checked() }
    }

    /// Releases every lane of a stage and class.
    public func resume(_ stage: StageName, _ jobClass: JobClass) async throws {
        try await setPaused(false, stage: stage, jobClass: jobClass)
    }

    /// Why stages and classes are held; the first lane that is held speaks for the others.
    public func pauses() async throws -> [(stage: StageName, jobClass: JobClass, pause: Pause)] {
        let all = StageName.allCases.flatMap { lanes.lanes($0) }
        let replies = try await connection.pipeline(all.map { RedisCommand("GET", $0.paused) })
        var found: [(stage: StageName, jobClass: JobClass, pause: Pause)] = []
        for (lane, reply) in zip(all, replies) {
            guard let text = try reply.checked().text,
                !found.contains(where: { $0.stage == lane.stage && $0.jobClass == lane.jobClass })
            else { continue }
            found.append((lane.stage, lane.jobClass, Pause(decoding: text)))
        }
        return found
    }
}
