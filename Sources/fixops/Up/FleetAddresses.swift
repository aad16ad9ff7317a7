import JSON

/// Where a fleet can be reached.
struct FleetAddresses: Hashable, Sendable {
    /// The gateway's base URL.
    let gateway: String
    let postgres: String
    let redis: String

    var json: JSONValue {
        ["gateway": .string(gateway), "postgres": .string(postgres), "redis": .string(redis)]
    }
}

extension FleetAddresses {
    /// Nil where `json` is not what `json` writes.
    init?(json: JSONValue) {
        guard let gateway = json["gateway"]?.string, let postgres = json["postgres"]?.string,
            let redis = json["redis"]?.string
        else { return nil }
        self.init(gateway: gateway, postgres: postgres, redis: redis)
    }
}
