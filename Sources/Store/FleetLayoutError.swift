/// Why a layout cannot be.
public enum FleetLayoutError: CustomStringConvertible, Error, Hashable, Sendable {
    case lanesDiffer(given: Int, stored: Int)
    /// The fleet has no shards yet, so that lanes alone cannot be set.
    case none
    case shardsDiffer(given: Int, stored: Int)
    case unfinished(scans: Int, runs: Int)

    public var description: String {
        switch self {
        case .lanesDiffer(let given, let stored):
            "this process was told of \(given) lanes and the fleet has \(stored): start it with FIXOPS_LANES=\(stored), or "
                + "run fixops layout set --lanes \(given) and restart every process with it, workers first"
        case .none:
            "the fleet has no layout yet: give --shards too, or start its first process"
        case .shardsDiffer(let given, let stored):
            "this process was told of \(given) shards and the fleet has \(stored): start it with FIXOPS_SHARDS=\(stored), or "
                + "stop the fleet and run fixops layout set --shards \(given)"
        case .unfinished(let scans, let runs):
            "\(scans) scans and \(runs) re-score runs are unfinished, and their jobs lie in the shards and lanes that there "
                + "are: stop the gateways, let the workers finish, and try again"
        }
    }
}
