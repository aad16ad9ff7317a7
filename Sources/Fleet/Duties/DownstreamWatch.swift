internal import CoreMetrics
internal import Logging
internal import Redis

/// Holds a lane back while the same lane of a following stage is too deep, so that a slow stage's queue stays short and
/// the waiting is done where the door can see it.
///
/// Lane by lane and class by class: what waits because of one tenant holds up nobody else, and `bulk` never `live`. The
/// last stage is never held back, so that every chain of lanes that wait for each other ends at one that is read.
struct DownstreamWatch: Duty {
    private let scope: RunnerScope
    /// By the class's position.
    private let throttled: [Gauge]

    init(scope: RunnerScope) {
        self.scope = scope
        throttled = JobClass.allCases.map { jobClass in
            Gauge(
                label: "fixops_stage_throttled_lanes",
                dimensions: [("class", jobClass.rawValue), ("stage", scope.stage.rawValue)])
        }
    }

    var period: Duration { .milliseconds(250) }

    func turn() async throws {
        guard !scope.stage.following.isEmpty else { return }
        let own = scope.ownLanes
        let (depths, replies) = try await depths(behind: own)
        var heldBack: Set<String> = []
        for lane in own {
            let next = scope.stage.following.map { scope.lanes.lane($0, like: lane).stream }
            guard next.allSatisfy({ depths[$0] != nil }) else {
                // What cannot be asked about stays as it was.
                if scope.heldBack.contains(lane) { heldBack.insert(lane.stream) }
                continue
            }
            let depth = next.compactMap { depths[$0] }.max() ?? 0
            let limit = Int64(scope.settings.downstreamLimit)
            // What is held back goes on at three quarters, so that it does not flutter.
            if depth > (scope.heldBack.contains(lane) ? limit * 3 / 4 : limit) { heldBack.insert(lane.stream) }
        }
        hold(back: heldBack, of: own)
        try replies.check()
    }

    /// What is unread or pending in each lane that `lanes` hand on to, by stream.
    private func depths(behind lanes: [Lane]) async throws -> ([String: Int64], PartialReplies<[String]>) {
        let next = lanes.flatMap { lane in scope.stage.following.map { scope.lanes.lane($0, like: lane) } }
        // One call for each shard: the keys of a script share a hash tag.
        let shards = Dictionary(grouping: next, by: \.shard).values.map { $0.map(\.stream) }
        let replies = PartialReplies(
            shards,
            try await scope.housekeeping.run(shards.map { ScriptCall(Scripts.unsettled, keys: $0, Keys.group) }))
        var depths: [String: Int64] = [:]
        for (streams, reply) in replies.good {
            for (stream, count) in zip(streams, reply.array ?? []) { depths[stream] = count.integer }
        }
        return (depths, replies)
    }

    private func hold(back streams: Set<String>, of lanes: [Lane]) {
        for jobClass in JobClass.allCases {
            let own = lanes.filter { $0.jobClass == jobClass }
            let before = own.count { scope.heldBack.contains($0) }
            let now = own.count { streams.contains($0.stream) }
            throttled[jobClass.position].record(Double(now))
            guard before != now else { continue }
            scope.logger.notice(
                now > before ? "lanes are held back: the next stage is behind" : "lanes are read again",
                metadata: ["job.class": "\(jobClass.rawValue)", "lane.count": "\(now)"])
        }
        scope.heldBack.set(streams)
    }
}
