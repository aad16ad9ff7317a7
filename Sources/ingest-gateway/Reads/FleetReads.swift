import Engine
import Fleet
import Hummingbird
import JSON
import Store

/// What the fleet knows and how busy it is.
struct FleetReads: Sendable {
    let fleet: FleetClient
    let store: Store

    /// `GET /api/v1/feeds`.
    func feeds(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let feeds = try await store.feeds()
        let epoch = try await store.threatEpoch()
        return Answer.json(.ok, ["epoch": .integer(epoch), "feeds": .array(feeds.map(Self.json))])
    }

    /// `GET /api/v1/queues`.
    func queues(_ request: Request, _ context: GatewayContext) async throws -> Response {
        Answer.json(.ok, ["queues": .array(try await fleet.depths().map(Self.json))])
    }

    private static func json(_ feed: StoredFeed) -> JSONValue {
        [
            "as_of": .string("\(feed.header.asOf)"), "digest": .string("\(feed.digest)"),
            "epoch": .integer(feed.epoch), "imported_at": feed.header.importedAt.map { .string("\($0)") } ?? .null,
            "name": .string(feed.header.name.rawValue), "rows": .integer(Int64(feed.header.rows)),
            "sample": .bool(feed.header.isSample), "version": .string(feed.header.version),
        ]
    }

    private static func json(_ depth: QueueDepth) -> JSONValue {
        [
            "alone": .integer(depth.alone), "class": .string(depth.jobClass.rawValue),
            "delayed": .integer(depth.delayed), "demand": .integer(depth.demand),
            "finished_total": .integer(depth.finishedTotal), "in_flight": .integer(depth.inFlight),
            "oldest_ms": .integer(depth.oldestMilliseconds), "paused": .bool(depth.isPaused),
            "stage": .string(depth.stage.rawValue), "waiting": .integer(depth.waiting),
        ]
    }
}
