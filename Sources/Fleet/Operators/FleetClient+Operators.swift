internal import Redis

// What an operator asks of the fleet.
extension FleetClient {
    /// How many worker processes of each stage are connected to the Redis that answers.
    public func workers() async throws -> [StageName: Int] {
        var failure: RedisError?
        for connection in groups.connections {
            do throws(RedisError) {
                return WorkerPresence.count(in: try await connection.send(RedisCommand("CLIENT", "LIST")).text ?? "")
            } catch {
                // Another group's connection may know a node that answers.
                failure = error
            }
        }
        throw failure ?? .connect("there is no connection")
    }

    /// Holds every lane of a stage and class and says why; workers notice within a second.
    public func pause(_ stage: StageName, _ jobClass: JobClass, _ pause: Pause) async throws {
        try await change(
            lanes.lanes(stage, jobClass).map { lane in
                var command = RedisCommand("SET", lane.paused)
                command.append(pause.encoded)
                return (lane.shard, command)
            })
    }

    /// Releases every lane of a stage and class.
    public func resume(_ stage: StageName, _ jobClass: JobClass) async throws {
        try await change(lanes.lanes(stage, jobClass).map { ($0.shard, RedisCommand("DEL", $0.paused)) })
    }

    /// Why stages and classes are held, as far as servers answer; the first lane that is held speaks for the others.
    public func pauses() async throws -> [(stage: StageName, jobClass: JobClass, pause: Pause)] {
        let all = StageName.allCases.flatMap { lanes.lanes($0) }
        let replies = PartialReplies(
            all, try await groups.pipeline(all.map { ($0.shard, RedisCommand("GET", $0.paused)) }))
        if replies.good.isEmpty { try replies.check() }
        var found: [(stage: StageName, jobClass: JobClass, pause: Pause)] = []
        for (lane, reply) in replies.good {
            guard let text = reply.text,
                !found.contains(where: { $0.stage == lane.stage && $0.jobClass == lane.jobClass })
            else { continue }
            found.append((lane.stage, lane.jobClass, Pause(decoding: text)))
        }
        return found
    }
}
