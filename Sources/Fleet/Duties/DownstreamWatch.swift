internal import CoreMetrics
internal import Logging
internal import Redis

/// Holds a lane back while the same lane of a following stage is too deep, so that a slow stage's queue stays short and
/// the waiting is done where the door can see it.
///
/// Lane by lane and class by class: what waits because of one tenant holds up nobody else, and `bulk` never `live`. The
/// last stage is never held back, so that every chain of lanes that wait for each other ends at one that is read.
struct DownstreamWatch: Duty {
    private let group: ShardGroup
    private let scope: RunnerScope
    /// By the class's position.
    private let throttled: [Gauge]

    init(group: ShardGroup, scope: RunnerScope) {
        self.group = group
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
        let own = group.lanes
        let (depths, replies) = try await depths()
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

    /// What is unread or pending in each lane that the group's lanes hand on to, by stream.
    private func depths() async throws -> ([String: Int64], PartialReplies<String>) {
        let shards = group.shards.map { lanes in
            lanes.flatMap { lane in scope.stage.following.map { scope.lanes.lane($0, like: lane).stream } }
        }
        let calls = shards.map { ScriptCall(Scripts.unsettled, keys: $0, Keys.group) }
        let replies = PartialReplies(batches: shards, try await group.connection.run(calls))
        return (Dictionary(uniqueKeysWithValues: replies.good.map { ($0.subject, $0.reply.integer ?? 0) }), replies)
    }

    private func hold(back streams: Set<String>, of lanes: [Lane]) {
        let counts = JobClass.allCases.map(count(of:))
        scope.heldBack.set(streams, of: lanes)
        for (jobClass, before) in zip(JobClass.allCases, counts) {
            let now = count(of: jobClass)
            throttled[jobClass.position].record(Double(now))
            guard before != now else { continue }
            scope.logger.notice(
                now > before ? "lanes are held back: the next stage is behind" : "lanes are read again",
                metadata: ["job.class": "\(jobClass.rawValue)", "lane.count": "\(now)"])
        }
    }

    /// The lanes of a class that are held back, in all groups.
    private func count(of jobClass: JobClass) -> Int {
        scope.lanes.lanes(scope.stage, jobClass).count { scope.heldBack.contains($0) }
    }
}
