import JSON

/// The queues at one time, as the gateway tells of them.
struct QueueLook: Sendable {
    let at: String
    /// Each queue as the gateway sent it.
    let bodies: [JSONValue]
    let queues: [QueueRow]

    init(_ body: JSONValue) {
        at = body["at"]?.string ?? ""
        bodies = body["queues"]?.array ?? []
        queues = bodies.map(QueueRow.init)
    }

    /// The bodies with the time of the look in each.
    var stamped: [JSONValue] {
        bodies.map { body in
            var members = body.object ?? [:]
            members["at"] = .string(at)
            return .object(members)
        }
    }
}

extension GatewayClient {
    /// The queues now.
    func queues() async throws -> QueueLook { QueueLook(try await get(Self.path(["queues"])).checked().json()) }
}
