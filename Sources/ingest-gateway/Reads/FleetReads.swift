import Engine
import Hummingbird
import JSON
import Store

/// What the fleet knows of the world.
struct FleetReads: Sendable {
    let store: Store

    /// `GET /api/v1/feeds`.
    func feeds(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let feeds = try await store.feeds()
        let epoch = try await store.threatEpoch()
        return Answer.json(.ok, ["epoch": .integer(epoch), "feeds": .array(feeds.map(Self.json))])
    }

    private static func json(_ feed: StoredFeed) -> JSONValue {
        [
            "as_of": .string("\(feed.header.asOf)"), "digest": .string("\(feed.digest)"),
            "epoch": .integer(feed.epoch), "imported_at": feed.header.importedAt.map { .string("\($0)") } ?? .null,
            "name": .string(feed.header.name.rawValue), "rows": .integer(Int64(feed.header.rows)),
            "sample": .bool(feed.header.isSample), "version": .string(feed.header.version),
        ]
    }
}
