import Fleet
import Redis

/// What lies in Redis when nothing is to be done.
struct QueueRemains: Sendable {
    /// Entries delivered and not settled.
    var pending = 0
    /// Entries that nobody has read.
    var unread = 0
    /// Messages that wait for their time.
    var delayed = 0
    /// Marks of jobs that are in a queue.
    var jobKeys = 0
    /// Entries in all streams, settled ones that are not trimmed yet included.
    var streamLength = 0
    /// Consumers of processes that are alive.
    var livingConsumers = 0
    /// Consumers of processes that are not: they own nothing, and are deleted after an hour.
    var deadConsumers = 0

    /// Whether nothing waits, runs, or is marked as if it did.
    var isEmpty: Bool { pending + unread + delayed + jobKeys + streamLength == 0 }

    var summary: String {
        "\(pending) pending, \(unread) unread, \(delayed) delayed, \(jobKeys) job keys, \(streamLength) in streams"
    }
}

extension QueueEyes {
    /// Looks at every queue. `living` are the process ids of the workers.
    func remains(living: Set<Int32>) async throws -> QueueRemains {
        var remains = QueueRemains()
        for stage in StageName.allCases {
            for stream in streams(of: stage) {
                for key in [stream.stream, stream.alone] { try await look(at: key, living, &remains) }
                remains.delayed += Int(try await send("ZCARD", stream.delayed).integer ?? 0)
            }
        }
        for shard in 0..<map.shards { remains.jobKeys += try await jobKeys(shard) }
        return remains
    }

    private func look(at key: String, _ living: Set<Int32>, _ remains: inout QueueRemains) async throws {
        remains.streamLength += Int(try await send("XLEN", key).integer ?? 0)
        guard try await send("EXISTS", key).integer == 1 else { return }
        for group in try await send("XINFO", "GROUPS", key).array ?? [] {
            let fields = Self.fields(of: group)
            remains.pending += Int(fields["pending"]?.integer ?? 0)
            remains.unread += Int(fields["lag"]?.integer ?? 0)
        }
        for consumer in try await send("XINFO", "CONSUMERS", key, Keys.group).array ?? [] {
            let name = Self.fields(of: consumer)["name"]?.text ?? ""
            let isLiving = Self.process(of: name).map(living.contains) ?? false
            if isLiving { remains.livingConsumers += 1 } else { remains.deadConsumers += 1 }
        }
    }

    private func jobKeys(_ shard: Int) async throws -> Int {
        var cursor = "0"
        var count = 0
        repeat {
            let reply = try await send("SCAN", cursor, "MATCH", Keys.job(shard: shard, job: "*"), "COUNT", "1000")
            cursor = reply.array?.first?.text ?? "0"
            count += reply.array?.last?.array?.count ?? 0
        } while cursor != "0"
        return count
    }
}
