/// Why a number of shards cannot be.
public enum ShardCountError: CustomStringConvertible, Error, Hashable, Sendable {
    case differs(given: Int, stored: Int)
    case unfinished(scans: Int, runs: Int)

    public var description: String {
        switch self {
        case .differs(let given, let stored):
            "this process was told of \(given) shards and the fleet has \(stored): start it with FIXOPS_SHARDS=\(stored), or "
                + "stop the fleet and run fixops shards set \(given)"
        case .unfinished(let scans, let runs):
            "\(scans) scans and \(runs) re-score runs are unfinished, and their jobs lie in the shards that there are: "
                + "stop the gateways, let the workers finish, and try again"
        }
    }
}
