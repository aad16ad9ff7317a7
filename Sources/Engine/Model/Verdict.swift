/// The answer for a finding or a scan, ordered from best to worst.
///
/// Raw values are the contract of the command line, HTTP and evidence.
public enum Verdict: String, CaseIterable, Comparable, Hashable, Sendable {
    case allow = "ALLOW"
    case `defer` = "DEFER"
    case block = "BLOCK"

    /// 0 for the best verdict, 2 for the worst.
    public var rank: Int {
        switch self {
        case .allow: 0
        case .defer: 1
        case .block: 2
        }
    }

    /// The verdict of a rank, clamped to the three there are.
    public init(rank: Int) {
        self = rank <= 0 ? .allow : rank == 1 ? .defer : .block
    }

    public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
}
