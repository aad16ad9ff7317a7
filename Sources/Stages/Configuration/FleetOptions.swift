public import ArgumentParser
public import Fleet

/// How the fleet's keys are spread: the same for every process of a fleet.
public struct FleetOptions: ParsableArguments {
    @Option(help: "Shards that services are spread over, 1 to 1024 (FIXOPS_SHARDS; 1).")
    public var shards: String?

    @Option(help: "Lanes that tenants share a class in, 1 to 100 (FIXOPS_LANES; 16).")
    public var lanes: String?

    /// Enough that two tenants seldom share both of their lanes; docs/decisions/0008-lanes.md has the figures.
    static let usualLanes = 16

    public init() {}

    /// Throws `SettingError` for a number out of its range.
    public func map(_ reader: SettingReader) throws(SettingError) -> ShardMap {
        ShardMap(
            shards: try reader.number(.shards, flag: shards, default: 1, in: 1...1024),
            lanes: try reader.number(.lanes, flag: lanes, default: Self.usualLanes, in: 1...100))
    }
}
